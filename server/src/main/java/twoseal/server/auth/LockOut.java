package twoseal.server.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.server.http.Problem;

/**
 * Slows down who guesses: by name, whether or not somebody has it, with a delay that doubles; and
 * by address. A device that an account knows ({@link Devices}) is counted by itself, as a name of
 * its own and at no address. An attempt counts as failed from its beginning, so that many at once
 * gain nothing; a success takes it back.
 */
final class LockOut {
  static final int FAILURES_PER_NAME = 5;
  static final long FIRST_LOCK_MS = 60_000;
  static final long LOCK_MS_MAX = 3_600_000;
  static final int FAILURES_PER_ADDRESS = 50;
  static final long ADDRESS_WINDOW_MS = 600_000;

  private static final int NAMES_MAX = 100_000;
  private static final int ADDRESSES_MAX = 100_000;
  private static final int DOUBLINGS_MAX = 10;
  private static final int MS_PER_S = 1_000;
  private static final long MS_PER_MINUTE = 60_000;

  /** RFC 4291 section 2.5.1: whoever has one address has all of its /64. */
  private static final int IPV6_PREFIX_BYTES = 8;

  private final InstantSource clock;
  private final Map<String, Name> names = latest(NAMES_MAX);
  private final Map<String, Address> addresses = latest(ADDRESSES_MAX);

  LockOut(InstantSource clock) {
    this.clock = clock;
  }

  private static final class Name {
    private int failures;
    private int locks;
    private long lockedUntilMs;
  }

  private static final class Address {
    private long windowFromMs;
    private int failures;
  }

  /**
   * Who tries.
   *
   * @param device of the account's, if it is known
   */
  record Attempt(String username, String address, Optional<String> device) {
    /** What is counted. No username has a space. */
    String name() {
      return device.map(id -> username + " " + id).orElse(username);
    }
  }

  /** A name was locked. */
  record Lock(long untilMs) {}

  /** What was known of a name when the service ended. */
  synchronized void restore(String name, long lockedUntilMs, int locks) {
    var entry = names.computeIfAbsent(name, _ -> new Name());
    entry.lockedUntilMs = lockedUntilMs;
    entry.locks = locks;
  }

  /**
   * Begins an attempt, which has failed until it is told otherwise.
   *
   * @throws Problem 429 if the name is locked, or the address tried too often
   */
  synchronized void begin(Attempt attempt) {
    var nowMs = clock.millis();
    var from = attempt.device().isPresent() ? new Address() : address(attempt.address(), nowMs);
    var entry = names.computeIfAbsent(attempt.name(), _ -> new Name());
    if (nowMs < entry.lockedUntilMs) {
      var leftMs = entry.lockedUntilMs - nowMs;
      throw new Problem(429, "session.locked", minutes(leftMs)).retryAfter(seconds(leftMs));
    }
    if (entry.failures >= FAILURES_PER_NAME) {
      throw new Problem(429, "session.busy");
    }
    entry.failures++;
    from.failures++;
  }

  private Address address(String address, long nowMs) {
    var from = addresses.computeIfAbsent(network(address), _ -> new Address());
    if (nowMs - from.windowFromMs >= ADDRESS_WINDOW_MS) {
      from.windowFromMs = nowMs;
      from.failures = 0;
    }
    if (from.failures >= FAILURES_PER_ADDRESS) {
      var leftMs = from.windowFromMs + ADDRESS_WINDOW_MS - nowMs;
      throw new Problem(429, "session.address", minutes(leftMs)).retryAfter(seconds(leftMs));
    }
    return from;
  }

  /** An attempt failed for good; with the last one that a name has, the name is locked. */
  synchronized Optional<Lock> failed(Attempt attempt) {
    var entry = names.computeIfAbsent(attempt.name(), _ -> new Name());
    if (entry.failures < FAILURES_PER_NAME) {
      return Optional.empty();
    }
    var delayMs = Math.min(LOCK_MS_MAX, FIRST_LOCK_MS << Math.min(entry.locks, DOUBLINGS_MAX));
    entry.failures = 0;
    entry.locks++;
    entry.lockedUntilMs = clock.millis() + delayMs;
    return Optional.of(new Lock(entry.lockedUntilMs));
  }

  /** An attempt was neither right nor wrong: the password was right and the code is to come. */
  synchronized void undecided(Attempt attempt) {
    var entry = names.get(attempt.name());
    if (entry != null) {
      entry.failures = Math.max(0, entry.failures - 1);
    }
    var from = addresses.get(network(attempt.address()));
    if (from != null && attempt.device().isEmpty()) {
      from.failures = Math.max(0, from.failures - 1);
    }
  }

  /** An attempt succeeded; the name's past is forgotten, not the address's. */
  synchronized void succeeded(Attempt attempt) {
    undecided(attempt);
    names.remove(attempt.name());
  }

  /** Somebody who may do so forgives a name its past, and its devices theirs. */
  synchronized void forget(String name) {
    names.keySet().removeIf(known -> known.equals(name) || known.startsWith(name + " "));
  }

  private static long minutes(long leftMs) {
    return (leftMs + MS_PER_MINUTE - 1) / MS_PER_MINUTE;
  }

  private static int seconds(long leftMs) {
    return (int) (leftMs / MS_PER_S) + 1;
  }

  private static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? Bytes.hex(Arrays.copyOf(six.getAddress(), IPV6_PREFIX_BYTES))
          : address;
    } catch (IllegalArgumentException notOne) {
      return address;
    }
  }

  /** Forgets what was longest not asked for. */
  private static <T> Map<String, T> latest(int max) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > max;
      }
    };
  }
}
