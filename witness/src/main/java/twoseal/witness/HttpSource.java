package twoseal.witness;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import twoseal.core.EntryBundle;
import twoseal.core.TilePath;
import twoseal.ledger.LogSource;

/**
 * Files of a log at an address. Nothing it gives is trusted: the bytes are what some server says
 * they are. Answers are bounded in bytes and time, redirects are not followed.
 */
public final class HttpSource implements LogSource, AutoCloseable {
  /** The most bytes of a bundle of entries, the largest file but those that entries name. */
  static final int BUNDLE_BYTES_MAX = TilePath.FULL_WIDTH * (2 + EntryBundle.ENTRY_BYTES_MAX);

  private final URI address;
  private final URI base;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * A log.
   *
   * @param address the prefix that {@code checkpoint} and {@code tile/} stand under
   * @param timeout for the connection, and for each answer
   */
  public HttpSource(URI address, Duration timeout) {
    this.address = address;
    this.base = URI.create(address.toString().replaceFirst("/*$", "/"));
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public String name() {
    return address.toString();
  }

  /** The address, ended by a slash. */
  URI base() {
    return base;
  }

  @Override
  public byte[] get(String path) throws IOException {
    return get(path, BUNDLE_BYTES_MAX);
  }

  /** A file of at most so many bytes. */
  byte[] get(String path, int bytesMax) throws IOException {
    return send(
        request(path).timeout(timeout),
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
  }

  /** A request of a path, which may be given another method and another timeout. */
  HttpRequest.Builder request(String path) throws IOException {
    try {
      return HttpRequest.newBuilder(base.resolve(path)).timeout(timeout);
    } catch (IllegalArgumentException noAddress) {
      throw new IOException("not an HTTP address", noAddress);
    }
  }

  /**
   * The body of an answer.
   *
   * @throws IOException also if the answer's status is not 200
   */
  <T> T send(HttpRequest.Builder request, BodyHandler<T> handler) throws IOException {
    try {
      HttpResponse<T> answer = client.send(request.build(), handler);
      if (answer.statusCode() != Answer.OK) {
        close(answer.body());
        throw new IOException("status " + answer.statusCode());
      }
      return answer.body();
    } catch (ConnectException nobody) {
      throw new IOException("nobody answers", nobody); // its own message is often none
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static void close(Object body) throws IOException {
    if (body instanceof java.io.InputStream stream) {
      stream.close();
    }
  }
}
