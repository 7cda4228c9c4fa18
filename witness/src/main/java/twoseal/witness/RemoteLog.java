package twoseal.witness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import twoseal.core.Digest;
import twoseal.core.EntryBundle;
import twoseal.core.MalformedException;
import twoseal.core.SignedNote;
import twoseal.core.TilePath;
import twoseal.ledger.BlobStore;

/** Reads a log over HTTP ([LOG-7], [WIT-13]); as little to be trusted as {@link HttpSource}. */
public final class RemoteLog implements AutoCloseable {
  /** How long a request may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** How long a file may take. */
  public static final Duration BLOB_TIMEOUT = Duration.ofMinutes(10);

  /** The most bytes of a file: weights of 1.4 billion entries. */
  public static final long BLOB_BYTES_MAX = 10L << 30;

  private static final int CHECKPOINT_BYTES_MAX = 65_536;
  private static final int SENTENCE_BYTES_MAX = 4_096;

  private final HttpSource source;

  /**
   * A log.
   *
   * @param base the prefix that {@code checkpoint} and {@code tile/} stand under
   */
  public RemoteLog(URI base) {
    this.source = new HttpSource(base, TIMEOUT);
  }

  /** Where it is. */
  public URI base() {
    return source.base();
  }

  /** The checkpoint that the log shows now. */
  SignedNote checkpoint() throws LogUnreadableException {
    var bytes = get("checkpoint", CHECKPOINT_BYTES_MAX);
    try {
      return SignedNote.parse(bytes);
    } catch (MalformedException malformed) {
      throw new LogUnreadableException(
          base() + "checkpoint is no checkpoint: expected " + malformed.expected(), malformed);
    }
  }

  /** The bytes of a hash tile. */
  byte[] tile(TilePath path) throws LogUnreadableException {
    return get(path.text(), TilePath.FULL_WIDTH * Digest.BYTES);
  }

  /** The entries of a bundle. */
  List<byte[]> entries(TilePath path) throws LogUnreadableException {
    var bytes = get(path.text(), HttpSource.BUNDLE_BYTES_MAX);
    try {
      return EntryBundle.parse(bytes, path.width());
    } catch (MalformedException malformed) {
      throw new LogUnreadableException(
          base() + path.text() + ": expected " + malformed.expected(), malformed);
    }
  }

  /** Puts a file that an entry names into a store. */
  void blob(Digest sha256, BlobStore into) throws LogUnreadableException {
    var path = "blob/" + sha256.hex();
    try (var bytes =
        source.send(source.request(path).timeout(BLOB_TIMEOUT), BodyHandlers.ofInputStream())) {
      var got = into.put(new Limited(bytes, BLOB_BYTES_MAX));
      if (!got.equals(sha256)) {
        throw new LogUnreadableException(base() + path + " has other contents");
      }
    } catch (IOException | UncheckedIOException failed) {
      throw unreadable(path, failed);
    }
  }

  /** Leaves cosignatures with the log ([WIT-10]). */
  void leave(SignedNote cosigned) throws LogUnreadableException {
    var path = "cosignatures";
    try {
      var request =
          source
              .request(path)
              .header("Content-Type", "text/plain; charset=utf-8")
              .POST(HttpRequest.BodyPublishers.ofByteArray(cosigned.bytes()));
      var _ =
          source.send(
              request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), SENTENCE_BYTES_MAX));
    } catch (IOException failed) {
      throw unreadable(path, failed);
    }
  }

  @Override
  public void close() {
    source.close();
  }

  private byte[] get(String path, int bytesMax) throws LogUnreadableException {
    try {
      return source.get(path, bytesMax);
    } catch (IOException failed) {
      throw unreadable(path, failed);
    }
  }

  private LogUnreadableException unreadable(String path, Exception failed) {
    var why = failed.getMessage();
    return new LogUnreadableException(base() + path + ": " + (why == null ? failed : why), failed);
  }

  /** Fails where there is more than a limit. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long max) {
      this.in = in;
      this.left = max;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      var count = in.read(target, offset, length);
      left -= Math.max(0, count);
      if (left < 0) {
        throw new IOException("a file that is too large");
      }
      return count;
    }
  }
}
