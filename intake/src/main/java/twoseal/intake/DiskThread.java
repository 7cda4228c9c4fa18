package twoseal.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Writes full blocks in a thread of its own: a worker that waits for the disk leaves its core idle,
 * for so short a time that the system brings no other worker there. A few blocks wait at most; then
 * who brings more waits too.
 */
final class DiskThread implements AutoCloseable {
  private static final int WAITING_MAX = 16;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Semaphore places = new Semaphore(WAITING_MAX);
  private volatile Optional<Throwable> failed = Optional.empty();

  /**
   * Brings blocks to be written.
   *
   * @throws IOException if an earlier one could not be
   */
  void write(List<PartFile.Write> blocks) throws IOException, InterruptedException {
    for (var block : blocks) {
      places.acquire();
      thread.execute(() -> run(block));
    }
    requireSound();
  }

  /**
   * Returns when all is written.
   *
   * @throws IOException if a block could not be
   */
  void finish() throws IOException, InterruptedException {
    places.acquire(WAITING_MAX);
    places.release(WAITING_MAX);
    requireSound();
  }

  /** Drops what waits, and returns when nothing is being written any more. */
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }

  /** What comes after a failure is not written: nobody could use the file. */
  private void run(PartFile.Write block) {
    try {
      if (failed.isEmpty()) {
        block.run();
      }
    } catch (IOException | RuntimeException | Error broken) {
      failed = Optional.of(broken);
    } finally {
      places.release();
    }
  }

  private void requireSound() throws IOException {
    if (failed.isPresent()) {
      throw failed.get() instanceof IOException io
          ? new IOException(io.getMessage(), io)
          : new IOException(failed.get());
    }
  }
}
