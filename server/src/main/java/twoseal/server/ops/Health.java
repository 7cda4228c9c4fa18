package twoseal.server.ops;

import java.util.concurrent.atomic.AtomicBoolean;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerStoppedException;
import twoseal.ledger.StateFailedException;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/** Whether the process runs, and whether it can be asked anything. */
public final class Health {
  private final Engine engine;
  private final AtomicBoolean isEnding = new AtomicBoolean();

  /** The health of a service over a ledger. */
  public Health(Engine engine) {
    this.engine = engine;
  }

  /** From now on nobody should be sent here. */
  public void ends() {
    isEnding.set(true);
  }

  /** Answers {@code /health}: the process runs. */
  public Reply alive(Call call) {
    return Reply.text("text/plain", "ok\n");
  }

  /**
   * Answers {@code /health/ready}: the ledger answers.
   *
   * @throws Problem 503 if it does not, or the service is ending
   */
  public Reply ready(Call call) {
    try (var state = engine.state()) {
      if (!isEnding.get() && state.size() > 0) {
        return Reply.text("text/plain", "ready\n");
      }
    } catch (LedgerStoppedException | StateFailedException stopped) {
      throw new Problem(503, "not-ready").because(stopped);
    }
    throw new Problem(503, "not-ready");
  }
}
