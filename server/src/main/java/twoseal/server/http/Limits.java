package twoseal.server.http;

import java.time.Duration;

/**
 * What the web server lets in.
 *
 * @param connectionsMax at once; more are not accepted
 * @param requestsMax at once, without those that only listen to events
 * @param readTimeout how long a client may say nothing within a request, or between two
 * @param writesPerSecond from one network, without signing in
 */
public record Limits(
    int connectionsMax, int requestsMax, Duration readTimeout, int writesPerSecond) {
  /** The most bytes of a JSON body. */
  public static final int JSON_BYTES_MAX = 2_097_152;

  /** The most bytes of all headers. */
  public static final int HEADER_BYTES_MAX = 16_384;

  /** The most bytes of the first line. */
  public static final int LINE_BYTES_MAX = 8_192;

  /** For a machine of the usual size. */
  public static Limits defaults() {
    return new Limits(20_000, 1_024, Duration.ofSeconds(30), 500);
  }
}
