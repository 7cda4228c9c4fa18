package twoseal.intake;

/** Fields of CSV files that people open with a spreadsheet (RFC 4180). */
final class CsvText {
  /** Excel in China takes a CSV without it for GBK. */
  static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String FORMULA_SIGNS = "=+-@\t\r";

  private CsvText() {}

  /** Quoted; a leading sign that a spreadsheet takes for a formula is put behind an apostrophe. */
  static String quoted(String text) {
    var isFormula = !text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0;
    return "\"" + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
  }
}
