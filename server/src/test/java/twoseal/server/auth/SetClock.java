package twoseal.server.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import twoseal.ledger.Clock;

/** A clock that stands still until it is moved. */
final class SetClock implements InstantSource, Clock {
  private final AtomicLong nowMs =
      new AtomicLong(Instant.parse("2026-05-01T08:00:00Z").toEpochMilli());

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMs.get());
  }

  @Override
  public long nowMs() {
    return nowMs.get();
  }

  void set(Instant now) {
    nowMs.set(now.toEpochMilli());
  }

  void pass(Duration duration) {
    nowMs.addAndGet(duration.toMillis());
  }
}
