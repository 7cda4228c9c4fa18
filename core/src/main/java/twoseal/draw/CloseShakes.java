package twoseal.draw;

import java.util.List;
import twoseal.core.Digest;
import twoseal.core.Fields;

/**
 * Ends the shakes ([DRAW-20]).
 *
 * @param shakes of all batches
 * @param root X
 */
public record CloseShakes(CaseNumber draw, int attempt, long batches, long shakes, Digest root)
    implements DrawCommand.InDraw {
  static final String KIND = "draw.close";

  /** The only close that the rules accept after these batches. */
  public static CloseShakes of(CaseNumber draw, int attempt, List<ShakeBatch> batches) {
    return new CloseShakes(
        draw,
        attempt,
        batches.size(),
        batches.stream().mapToLong(ShakeBatch::shakes).sum(),
        Shakes.root(batches));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void write(Fields.Writer out) {
    out.number("batches", batches).number("shakes", shakes).digest("root", root);
  }

  static CloseShakes read(Fields.Reader in) {
    return new CloseShakes(
        DrawCommand.readDraw(in),
        DrawCommand.readAttempt(in),
        in.number("batches", 0, Long.MAX_VALUE),
        in.number("shakes", 0, Long.MAX_VALUE),
        in.digest("root"));
  }
}
