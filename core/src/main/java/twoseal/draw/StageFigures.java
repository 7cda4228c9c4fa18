package twoseal.draw;

import twoseal.core.Digest;
import twoseal.core.Fields;

/**
 * The counts of a stage ([DRAW-12]).
 *
 * @param counters blocks of the stage's key that were used
 * @param seats taken by the winners
 * @param unfilled places without a winner
 * @param outcomes root over the outcome lines
 */
public record StageFigures(
    long rolled,
    long counters,
    long winners,
    long alternates,
    long skipped,
    long seats,
    long unfilled,
    Digest outcomes) {
  void write(Fields.Writer out) {
    out.number("rolled", rolled)
        .number("counters", counters)
        .number("winners", winners)
        .number("alternates", alternates)
        .number("skipped", skipped)
        .number("seats", seats)
        .number("unfilled", unfilled)
        .digest("outcomes", outcomes);
  }

  static StageFigures read(Fields.Reader in) {
    return new StageFigures(
        in.number("rolled", 0, Long.MAX_VALUE),
        in.number("counters", 0, Long.MAX_VALUE),
        in.number("winners", 0, Long.MAX_VALUE),
        in.number("alternates", 0, Long.MAX_VALUE),
        in.number("skipped", 0, Long.MAX_VALUE),
        in.number("seats", 0, Long.MAX_VALUE),
        in.number("unfilled", 0, Long.MAX_VALUE),
        in.digest("outcomes"));
  }
}
