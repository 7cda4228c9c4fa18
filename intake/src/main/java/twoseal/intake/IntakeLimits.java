package twoseal.intake;

/**
 * Every limit of an intake.
 *
 * @param lineBytesMax bytes of one record, line breaks inside quotes included
 * @param columnsMax columns of the file
 * @param errorsMax errors after which reading stops
 * @param errorsKept errors of each kind that the report holds; all of them go to the errors file
 * @param archiveFilesMax files in an XLSX
 * @param archiveBytesMax bytes an XLSX may inflate to
 * @param archiveRatioMax how many times its size a file in an XLSX may inflate to
 */
public record IntakeLimits(
    int lineBytesMax,
    int columnsMax,
    long errorsMax,
    int errorsKept,
    int archiveFilesMax,
    long archiveBytesMax,
    int archiveRatioMax) {
  /** What is used unless the caller says otherwise. */
  public static final IntakeLimits STANDARD =
      new IntakeLimits(1 << 20, 200, 1_000_000, 20, 2_000, 2L << 30, 200);

  private static final int LINE_BYTES_MIN = 64;
  private static final int LINE_BYTES_MAX = 1 << 26;

  public IntakeLimits {
    if (lineBytesMax < LINE_BYTES_MIN || lineBytesMax > LINE_BYTES_MAX) {
      throw new IllegalArgumentException("lineBytesMax " + lineBytesMax);
    }
    if (columnsMax < 1 || errorsMax < 1 || errorsKept < 1) {
      throw new IllegalArgumentException("limits of at least 1");
    }
    if (archiveFilesMax < 1 || archiveBytesMax < 1 || archiveRatioMax < 1) {
      throw new IllegalArgumentException("limits of at least 1");
    }
  }
}
