package twoseal.server;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened so far, to be closed in the opposite order: all of it, whatever fails on the way.
 * For one thread at a time.
 */
final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Notes a part, which is closed before those that are here already; the part itself. */
  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes everything because something failed, which keeps what fails on the way. */
  void closeAfter(Exception failed) {
    try {
      close();
    } catch (IOException | RuntimeException further) {
      failed.addSuppressed(further);
    }
  }

  /**
   * Closes everything; may be called again.
   *
   * @throws IOException the first that failed, which keeps the others
   */
  @Override
  public void close() throws IOException {
    if (parts.isEmpty()) {
      return;
    }
    try (var _ = this;
        var _ = parts.pop()) {
      // The last of them is closed, then this once more.
    } catch (IOException | RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IOException(failed);
    }
  }
}
