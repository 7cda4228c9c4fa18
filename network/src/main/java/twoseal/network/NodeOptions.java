package twoseal.network;

import java.time.Duration;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerOptions;

/**
 * The limits of a node.
 *
 * @param ledger of its replica
 * @param clock that dates cosignatures; positions have the time of the consensus
 * @param observing how long a node that starts listens before it speaks, so that it cannot
 *     contradict what it said before a crash
 * @param stateSaved how often the platform writes its state, from which a restart goes on; at least
 *     a second
 */
public record NodeOptions(
    LedgerOptions ledger, Clock clock, Duration observing, Duration stateSaved) {
  private static final Duration OBSERVING = Duration.ofSeconds(10);
  private static final Duration STATE_SAVED = Duration.ofMinutes(15);

  public NodeOptions {
    if (observing.isNegative() || stateSaved.toSeconds() < 1) {
      throw new IllegalArgumentException("observing " + observing + ", saved " + stateSaved);
    }
  }

  /** What a node runs with unless told otherwise. */
  public static NodeOptions defaults() {
    return new NodeOptions(LedgerOptions.defaults(), Clock.system(), OBSERVING, STATE_SAVED);
  }
}
