package twoseal.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file open for writing. */
public interface DiskFile extends Closeable {
  /**
   * Writes some of what remains in the buffer at an offset of the file, and moves the buffer on.
   *
   * @return how many bytes, at least one
   */
  int write(ByteBuffer bytes, long offset) throws IOException;

  /** The length in bytes. */
  long size() throws IOException;

  /** Cuts the file. */
  void truncate(long size) throws IOException;

  /** Returns once the contents are durable (fdatasync). */
  void sync() throws IOException;

  /** Writes everything that remains in the buffer. */
  default void writeFully(ByteBuffer bytes, long offset) throws IOException {
    var at = offset;
    while (bytes.hasRemaining()) {
      var written = write(bytes, at);
      if (written < 1) {
        throw new IOException("the disk took no bytes");
      }
      at += written;
    }
  }
}
