package twoseal.draw;

import twoseal.core.Bytes;
import twoseal.core.MalformedException;

/**
 * The number that the ledger gives a draw, {@code D-7}, or a rehearsal, {@code R-7} ([DRAW-1]).
 *
 * @param number from 1
 */
public record CaseNumber(DrawKind kind, long number) {
  private static final long NUMBER_MAX = 999_999_999_999L;

  public CaseNumber {
    if (number < 1 || number > NUMBER_MAX) {
      throw new MalformedException("a case number from 1");
    }
  }

  /**
   * Reads a case number.
   *
   * @throws MalformedException on another form
   */
  public static CaseNumber parse(String text) {
    for (var kind : DrawKind.values()) {
      var prefix = kind.letter() + "-";
      if (text.startsWith(prefix)) {
        return new CaseNumber(
            kind, Bytes.parseDecimal(text.substring(prefix.length()), NUMBER_MAX));
      }
    }
    throw new MalformedException("a case number D-<n> or R-<n>");
  }

  @Override
  public String toString() {
    return kind.letter() + "-" + number;
  }
}
