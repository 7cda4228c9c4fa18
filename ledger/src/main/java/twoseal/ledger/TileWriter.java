package twoseal.ledger;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes full tiles behind the log, on a thread of its own. They can always be derived again, so
 * nobody waits for them, unless they fall so far behind that memory would fill.
 */
final class TileWriter implements AutoCloseable {
  private final TileFiles files;
  private final int unwrittenMax;
  private final Consumer<Throwable> onFailure;
  private final Thread thread = Thread.ofPlatform().daemon().name("tiles").unstarted(this::run);
  private volatile @Nullable Thread held;
  private volatile boolean isClosing;

  /**
   * A writer.
   *
   * @param unwrittenMax the full tiles that may be in memory only
   * @param onFailure told once, when no more tiles will be written
   */
  TileWriter(TileFiles files, int unwrittenMax, Consumer<Throwable> onFailure) {
    this.files = files;
    this.unwrittenMax = unwrittenMax;
    this.onFailure = onFailure;
  }

  void start() {
    thread.start();
  }

  /** There may be more to write; waits while far too much is unwritten. For the sequencer. */
  void more() {
    if (files.tree().unwritten() > 0) {
      held = Thread.currentThread();
      LockSupport.unpark(thread);
      while (files.tree().unwritten() > unwrittenMax && thread.isAlive()) {
        LockSupport.park(this);
      }
      held = null;
    }
  }

  /** Writes what is still unwritten, then ends. */
  @Override
  public void close() {
    isClosing = true;
    LockSupport.unpark(thread);
    Threads.join(thread);
  }

  private void run() {
    try {
      while (true) {
        var path = files.tree().nextFull();
        if (path != null) {
          files.write(path);
          LockSupport.unpark(held);
        } else if (isClosing) {
          return;
        } else {
          LockSupport.park(this);
        }
      }
    } catch (IOException | RuntimeException | Error failed) {
      onFailure.accept(failed);
    } finally {
      LockSupport.unpark(held);
    }
  }
}
