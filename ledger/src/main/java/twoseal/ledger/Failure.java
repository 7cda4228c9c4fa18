package twoseal.ledger;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first failure of a ledger's threads, after which nothing more is entered. */
final class Failure {
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
  private final CommandQueue queue;

  /** Closes the queue when it comes. */
  Failure(CommandQueue queue) {
    this.queue = queue;
  }

  void because(Throwable cause) {
    first.compareAndSet(null, cause);
    queue.close();
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
