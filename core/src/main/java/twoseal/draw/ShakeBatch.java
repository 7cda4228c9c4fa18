package twoseal.draw;

import twoseal.core.Digest;
import twoseal.core.Fields;

/**
 * Enters a batch of shakes ([DRAW-19]).
 *
 * @param batch from 1
 * @param shakes how many
 * @param root of the batch
 * @param fileHash of the shakes joined; that file is with the ledger
 */
public record ShakeBatch(
    CaseNumber draw, int attempt, long batch, long shakes, Digest root, Digest fileHash)
    implements DrawCommand.InDraw {
  static final String KIND = "draw.shake";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void write(Fields.Writer out) {
    out.number("batch", batch)
        .number("shakes", shakes)
        .digest("root", root)
        .digest("file-hash", fileHash);
  }

  static ShakeBatch read(Fields.Reader in) {
    return new ShakeBatch(
        DrawCommand.readDraw(in),
        DrawCommand.readAttempt(in),
        in.number("batch", 1, Long.MAX_VALUE),
        in.number("shakes", 1, Shakes.BATCH_MAX),
        in.digest("root"),
        in.digest("file-hash"));
  }
}
