package twoseal.ledger;

import java.io.InputStream;
import twoseal.core.Blobs;
import twoseal.core.Digest;

/** Where the files that entries name by their digest are put and read. */
public interface BlobStore extends Blobs {
  /**
   * Keeps the bytes; when this returns they are durable.
   *
   * @return their SHA-256
   */
  Digest put(byte[] bytes);

  /** Keeps everything up to the end of a stream, which is not closed; see {@link #put(byte[])}. */
  Digest put(InputStream bytes);

  /**
   * The bytes as a stream, for files larger than memory. Reading its end throws IOException unless
   * the bytes had the SHA-256 asked for, so nothing of it counts before its end was read.
   *
   * @throws IllegalStateException unless {@link #has}
   */
  InputStream open(Digest sha256);
}
