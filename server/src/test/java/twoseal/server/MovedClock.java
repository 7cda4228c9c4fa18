package twoseal.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import twoseal.ledger.Clock;

/** The machine's clock, moved: it goes on by itself. */
final class MovedClock implements Clock {
  private final AtomicLong byMs;

  MovedClock(Duration by) {
    this.byMs = new AtomicLong(by.toMillis());
  }

  @Override
  public long nowMs() {
    return System.currentTimeMillis() + byMs.get();
  }

  void pass(Duration time) {
    byMs.addAndGet(time.toMillis());
  }
}
