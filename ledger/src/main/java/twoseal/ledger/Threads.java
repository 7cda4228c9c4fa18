package twoseal.ledger;

/** Waiting that an interruption does not cut short. */
final class Threads {
  private Threads() {}

  /** Waits for the end of a thread; an interruption is kept for later. */
  static void join(Thread thread) {
    var interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
