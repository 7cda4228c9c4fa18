package twoseal.ledger;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first failure of a ledger's threads, after which nothing more is entered. */
final class Failure {
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
  private final Runnable stop;

  /**
   * A failure that has not come.
   *
   * @param stop lets nothing more in, once it comes
   */
  Failure(Runnable stop) {
    this.stop = stop;
  }

  void because(Throwable cause) {
    first.compareAndSet(null, cause);
    stop.run();
  }

  @Nullable Throwable cause() {
    return first.get();
  }

  /** What to tell those whose commands were not answered. */
  LedgerStoppedException stopped() {
    var cause = first.get();
    var what = cause == null ? "the ledger is closed" : "the ledger stopped: " + cause;
    return new LedgerStoppedException(what, cause);
  }
}
