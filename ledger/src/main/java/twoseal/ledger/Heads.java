package twoseal.ledger;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The current head, and the followers who wait for the next. */
final class Heads {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile Head head;
  private volatile boolean isStopped;

  Heads(Head head) {
    this.head = head;
  }

  Head now() {
    return head;
  }

  void publish(Head next) {
    head = next;
    wakeAll();
  }

  /** There will be no more heads. */
  void stop() {
    isStopped = true;
    wakeAll();
  }

  /** Has those who wait look again at whether they still want to. */
  void wakeAll() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a size above one; false if that will not come, or is no longer wanted. */
  boolean await(long size, BooleanSupplier isWanted) {
    lock.lock();
    try {
      while (head.size() <= size && !isStopped && isWanted.getAsBoolean()) {
        moved.awaitUninterruptibly();
      }
      return head.size() > size && isWanted.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }
}
