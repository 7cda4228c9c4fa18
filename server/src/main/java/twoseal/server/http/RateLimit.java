package twoseal.server.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much one network may change in a time, where nobody has to be signed in for it: a bucket of
 * tokens for each, which fills at an even rate. A hall full of phones has one address, so the rate
 * is a hall's; it keeps one machine from taking the service, not a crowd from taking part.
 */
final class RateLimit {
  private static final int NETWORKS_MAX = 100_000;
  private static final int BURST_SECONDS = 10;
  private static final double NS_PER_S = 1e9;

  /** RFC 4291 section 2.5.1: whoever has one address has all of its /64. */
  private static final int IPV6_PREFIX_BYTES = 8;

  private static final int IPV4_BYTES = 4;

  private final double perSecond;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > NETWORKS_MAX;
        }
      };

  private static final class Bucket {
    private double tokens;
    private long atNs;
  }

  /** So many a second for each network, and ten seconds' worth at once. */
  RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /**
   * Takes a token.
   *
   * @throws Problem 429 if the network has none left
   */
  synchronized void take(String address) {
    var nowNs = nanos.getAsLong();
    var bucket = buckets.computeIfAbsent(network(address), _ -> full(nowNs));
    var gained = (nowNs - bucket.atNs) / NS_PER_S * perSecond;
    bucket.tokens = Math.min(perSecond * BURST_SECONDS, bucket.tokens + gained);
    bucket.atNs = nowNs;
    if (bucket.tokens < 1) {
      throw new Problem(429, "too-fast").retryAfter(1);
    }
    bucket.tokens--;
  }

  private Bucket full(long nowNs) {
    var bucket = new Bucket();
    bucket.tokens = perSecond * BURST_SECONDS;
    bucket.atNs = nowNs;
    return bucket;
  }

  private static String network(String address) {
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      var length = bytes.length == IPV4_BYTES ? IPV4_BYTES : IPV6_PREFIX_BYTES;
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, length));
    } catch (IllegalArgumentException noAddress) {
      return address;
    }
  }
}
