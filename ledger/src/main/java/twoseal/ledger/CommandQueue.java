package twoseal.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Commands that wait for their place, in order; bounded, so that who comes too fast waits. */
final class CommandQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasRoom = lock.newCondition();
  private final Condition hasSome = lock.newCondition();
  private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
  private final int max;
  private boolean isClosed;

  CommandQueue(int max) {
    this.max = max;
  }

  /** Adds a command, waiting for room; false if the queue is closed. */
  boolean put(Pending command) {
    lock.lock();
    try {
      while (waiting.size() >= max && !isClosed) {
        hasRoom.awaitUninterruptibly();
      }
      if (isClosed) {
        return false;
      }
      waiting.add(command);
      hasSome.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes some commands, waiting for the first; none once the queue is closed and empty. */
  List<Pending> take(int countMax) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !isClosed) {
        hasSome.awaitUninterruptibly();
      }
      var taken = new ArrayList<Pending>(Math.min(countMax, waiting.size()));
      while (taken.size() < countMax && !waiting.isEmpty()) {
        taken.add(waiting.remove());
      }
      hasRoom.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing more in. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      hasRoom.signalAll();
      hasSome.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
