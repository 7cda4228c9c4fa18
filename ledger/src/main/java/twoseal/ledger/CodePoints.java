package twoseal.ledger;

/** The order of code points, which is that of UTF-8 bytes and of SQLite, not of UTF-16. */
final class CodePoints {
  private static final int SURROGATES = 0xD800;
  private static final int AFTER_SURROGATES = 0xE000;

  private CodePoints() {}

  static int compare(String left, String right) {
    var common = Math.min(left.length(), right.length());
    for (var i = 0; i < common; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        return Integer.compare(rank(left.charAt(i)), rank(right.charAt(i)));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Surrogates stand for code points above all others: they go behind the rest. */
  private static int rank(char c) {
    if (c < SURROGATES) {
      return c;
    }
    return c < AFTER_SURROGATES ? c + AFTER_SURROGATES : c - AFTER_SURROGATES + SURROGATES;
  }
}
