package twoseal.draw;

import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.MalformedException;

/**
 * Opens a further attempt ([DRAW-18]).
 *
 * @param attempt the one that is opened, from 2
 * @param predecessor note digest of the draw.complete of the attempt before; empty without one
 * @param reason public
 */
public record OpenAttempt(CaseNumber draw, int attempt, Optional<Digest> predecessor, String reason)
    implements DrawCommand.InDraw {
  /** The longest reason. */
  public static final int REASON_CHARACTERS_MAX = 1_000;

  static final String KIND = "draw.attempt";

  public OpenAttempt {
    if (reason.codePointCount(0, reason.length()) > REASON_CHARACTERS_MAX) {
      throw new MalformedException("a reason of at most " + REASON_CHARACTERS_MAX + " characters");
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void write(Fields.Writer out) {
    out.optional("predecessor", predecessor.map(Digest::hex)).line("reason", reason);
  }

  static OpenAttempt read(Fields.Reader in) {
    return new OpenAttempt(
        DrawCommand.readDraw(in),
        DrawCommand.readAttempt(in),
        in.optional("predecessor", in::digest),
        in.text("reason"));
  }
}
