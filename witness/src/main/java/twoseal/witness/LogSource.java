package twoseal.witness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import twoseal.core.Digest;
import twoseal.core.EntryBundle;
import twoseal.core.MalformedException;
import twoseal.core.SignedNote;
import twoseal.core.TilePath;
import twoseal.ledger.BlobStore;

/**
 * Reads a log over HTTP ([LOG-7], [WIT-13]). Nothing it gives is trusted: the bytes are what some
 * server says they are. Answers are bounded in bytes and time, redirects are not followed.
 */
public final class LogSource implements AutoCloseable {
  /** How long a request may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** How long a file may take. */
  public static final Duration BLOB_TIMEOUT = Duration.ofMinutes(10);

  /** The most bytes of a file: weights of 1.4 billion entries. */
  public static final long BLOB_BYTES_MAX = 10L << 30;

  private static final int CHECKPOINT_BYTES_MAX = 65_536;
  private static final int BUNDLE_BYTES_MAX =
      TilePath.FULL_WIDTH * (2 + EntryBundle.ENTRY_BYTES_MAX);
  private static final int SENTENCE_BYTES_MAX = 4_096;

  private final URI base;
  private final HttpClient client;

  /**
   * A log.
   *
   * @param base the prefix that {@code checkpoint} and {@code tile/} stand under
   */
  public LogSource(URI base) {
    this.base = URI.create(base.toString().replaceFirst("/*$", "/"));
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
  }

  /** Where it is. */
  public URI base() {
    return base;
  }

  /** The checkpoint that the log shows now. */
  SignedNote checkpoint() throws LogUnreadableException {
    var bytes = get("checkpoint", CHECKPOINT_BYTES_MAX);
    try {
      return SignedNote.parse(bytes);
    } catch (MalformedException malformed) {
      throw new LogUnreadableException(
          base + "checkpoint is no checkpoint: expected " + malformed.expected(), malformed);
    }
  }

  /** The bytes of a hash tile. */
  byte[] tile(TilePath path) throws LogUnreadableException {
    return get(path.text(), TilePath.FULL_WIDTH * Digest.BYTES);
  }

  /** The entries of a bundle. */
  List<byte[]> entries(TilePath path) throws LogUnreadableException {
    var bytes = get(path.text(), BUNDLE_BYTES_MAX);
    try {
      return EntryBundle.parse(bytes, path.width());
    } catch (MalformedException malformed) {
      throw new LogUnreadableException(
          base + path.text() + ": expected " + malformed.expected(), malformed);
    }
  }

  /** Puts a file that an entry names into a store. */
  void blob(Digest sha256, BlobStore into) throws LogUnreadableException {
    var path = "blob/" + sha256.hex();
    var response = send(request(path).timeout(BLOB_TIMEOUT).build(), BodyHandlers.ofInputStream());
    try (var bytes = response.body()) {
      requireOk(path, response.statusCode());
      var got = into.put(new Limited(bytes, BLOB_BYTES_MAX));
      if (!got.equals(sha256)) {
        throw new LogUnreadableException(base + path + " has other contents");
      }
    } catch (IOException | UncheckedIOException failed) {
      throw new LogUnreadableException(base + path + ": " + failed.getMessage(), failed);
    }
  }

  /** Leaves cosignatures with the log ([WIT-10]). */
  void leave(SignedNote cosigned) throws LogUnreadableException {
    var path = "cosignatures";
    var request =
        request(path)
            .timeout(TIMEOUT)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(cosigned.bytes()))
            .build();
    var response =
        send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), SENTENCE_BYTES_MAX));
    requireOk(path, response.statusCode());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private byte[] get(String path, int bytesMax) throws LogUnreadableException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax);
    var response = send(request(path).timeout(TIMEOUT).build(), handler);
    requireOk(path, response.statusCode());
    return response.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws LogUnreadableException {
    try {
      return client.send(request, handler);
    } catch (IOException failed) {
      throw new LogUnreadableException(request.uri() + ": " + failed, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LogUnreadableException(request.uri() + ": interrupted", stopped);
    }
  }

  private void requireOk(String path, int status) throws LogUnreadableException {
    if (status != Answer.OK) {
      throw new LogUnreadableException(base + path + ": status " + status);
    }
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
