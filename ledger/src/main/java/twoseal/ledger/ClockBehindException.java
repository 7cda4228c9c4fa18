package twoseal.ledger;

/**
 * The clock is too far behind the time of the last entry for a new one to get an honest time.
 * Nothing was entered; once the clock is right again the same command may be sent again.
 */
public final class ClockBehindException extends RuntimeException {
  private final long behindMs;

  ClockBehindException(long nowMs, long lastMs) {
    super("the clock is " + (lastMs - nowMs) + " ms behind the last entry: set it right");
    this.behindMs = lastMs - nowMs;
  }

  /** By how much. */
  public long behindMs() {
    return behindMs;
  }
}
