package twoseal.server.view;

import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;

/** What paths and parameters name. */
public final class Paths {
  private Paths() {}

  /**
   * The draw of the path.
   *
   * @throws Problem 404 on what is no case number
   */
  public static CaseNumber draw(Call call) {
    try {
      return CaseNumber.parse(call.path("draw"));
    } catch (MalformedException noCase) {
      throw Problem.notFound().because(noCase);
    }
  }

  /**
   * The attempt that a parameter names.
   *
   * @throws Problem 422 on what is no number of an attempt
   */
  public static Optional<Integer> attempt(Call call) {
    var attempt = call.number("attempt", 1, DrawCommand.ATTEMPT_MAX);
    return attempt.isPresent() ? Optional.of((int) attempt.getAsLong()) : Optional.empty();
  }

  /**
   * A number of the path.
   *
   * @throws Problem 404 on anything else
   */
  static long number(Call call, String name) {
    try {
      return Bytes.parseDecimal(call.path(name), Long.MAX_VALUE);
    } catch (MalformedException noNumber) {
      throw Problem.notFound().because(noNumber);
    }
  }

  /** The last event that somebody has; whoever sends nonsense gets everything. */
  static long eventId(String text) {
    try {
      return Bytes.parseDecimal(text, Long.MAX_VALUE);
    } catch (MalformedException nonsense) {
      return -1;
    }
  }
}
