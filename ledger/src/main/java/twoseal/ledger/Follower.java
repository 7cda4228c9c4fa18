package twoseal.ledger;

import java.io.IOException;
import java.util.Optional;

/** Reads entries up to the head, tells them, and waits for more. */
final class Follower implements Runnable, Engine.Subscription {
  private static final int READ_MAX = 256;

  private final Stores stores;
  private final Heads heads;
  private final Engine.Listener listener;
  private final Thread thread = Thread.ofVirtual().name("follower").unstarted(this);
  private long next;
  private volatile boolean isWanted = true;

  private Follower(Stores stores, Heads heads, long from, Engine.Listener listener) {
    this.stores = stores;
    this.heads = heads;
    this.next = from;
    this.listener = listener;
  }

  /**
   * Begins to tell, on a thread of its own.
   *
   * @throws IndexOutOfBoundsException if {@code from} is negative
   */
  static Follower start(Stores stores, Heads heads, long from, Engine.Listener listener) {
    if (from < 0) {
      throw new IndexOutOfBoundsException("entry " + from);
    }
    var follower = new Follower(stores, heads, from, listener);
    follower.thread.start();
    return follower;
  }

  @Override
  public void run() {
    try {
      while (heads.await(next, () -> isWanted)) {
        tell(Math.min(heads.now().size(), next + READ_MAX));
      }
      listener.ended(Optional.empty());
    } catch (IOException | RuntimeException failed) {
      listener.ended(Optional.of(failed));
    }
  }

  @Override
  public void close() {
    isWanted = false;
    heads.wakeAll();
    if (Thread.currentThread() != thread) {
      Threads.join(thread);
    }
  }

  private void tell(long to) throws IOException {
    for (var entry : stores.log().range(next, to)) {
      if (!isWanted) {
        return;
      }
      listener.entry(LedgerEntry.decode(entry));
      next++;
    }
  }
}
