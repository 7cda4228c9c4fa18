package twoseal.core;

/**
 * These bytes are not in the form the specification demands. The one refusal of every parser in
 * this package: whatever foreign bytes they are given, nothing else comes out of them.
 */
public final class MalformedException extends RuntimeException {
  private final int line;
  private final String expected;

  /** Input that has no lines, or whose line is not known here. */
  public MalformedException(String expected) {
    this(0, expected);
  }

  /**
   * @param line counted from 1; 0 where the input has no lines
   * @param expected what the specification demands there; never repeats the input, which may be
   *     private
   */
  public MalformedException(int line, String expected) {
    this.line = line;
    this.expected = expected;
  }

  /** Where, and what was expected: never null. */
  @Override
  public String getMessage() {
    return (line == 0 ? "" : "line " + line + ": ") + "expected " + expected;
  }

  /** The same refusal, placed at a line by a caller who knows it. */
  public MalformedException atLine(int number) {
    return new MalformedException(number, expected);
  }

  /** The offending line, counted from 1; 0 where the input has no lines. */
  public int line() {
    return line;
  }

  /** What the specification demands there. */
  public String expected() {
    return expected;
  }
}
