package twoseal.intake;

/**
 * One thing wrong with a list.
 *
 * @param line from 1, the header being line 1 (a row number for XLSX); 0 where no line is meant
 * @param column from 1; 0 where no column is meant
 * @param columnName as the header has it; empty where no column is meant
 * @param detail what helps to find it, never the private value; may be empty
 */
public record LineError(
    long line, int column, String columnName, IntakeReason reason, String detail) {
  public LineError {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("line " + line + " column " + column);
    }
  }

  /** An error of the file as a whole. */
  static LineError ofFile(IntakeReason reason, String detail) {
    return new LineError(0, 0, "", reason, detail);
  }

  /** An error of a whole line. */
  static LineError ofLine(long line, IntakeReason reason, String detail) {
    return new LineError(line, 0, "", reason, detail);
  }
}
