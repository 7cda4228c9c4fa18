package twoseal.server.auth;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * Browsers from which somebody signed in before (OWASP's device cookies): each has a value of its
 * own that only this service can make, for one account. Its attempts are counted apart, so that
 * strangers who guess at a name keep out strangers, not whoever it belongs to. It opens nothing.
 */
final class Devices {
  static final Duration LIFE = Duration.ofDays(180);

  private static final String USE = "device of an account";
  private static final int NONCE_BYTES = 16;
  private static final int NAME_DIGITS = 12;
  private static final String BETWEEN = ".";
  private static final int PARTS = 3;

  private final Secrets secrets;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Devices(Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** What the cookies of an account are called: several people may use one browser. */
  static String cookie(String username) {
    return "twoseal-device-" + Digest.sha256(Bytes.utf8(username)).hex().substring(0, NAME_DIGITS);
  }

  /** A value for the browser from which an account was entered just now. */
  String fresh(String username) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var id = Bytes.hex(nonce);
    var untilMs = clock.millis() + LIFE.toMillis();
    return id + BETWEEN + untilMs + BETWEEN + mac(username, id, untilMs);
  }

  /** Which of an account's devices a value is of; empty if it is none, another's or too old. */
  Optional<String> of(String username, String value) {
    var parts = value.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      var untilMs = Bytes.parseDecimal(parts[1], Long.MAX_VALUE);
      var isOurs =
          MessageDigest.isEqual(Bytes.utf8(mac(username, parts[0], untilMs)), Bytes.utf8(parts[2]));
      return isOurs && clock.millis() < untilMs ? Optional.of(parts[0]) : Optional.empty();
    } catch (IllegalArgumentException | MalformedException noText) {
      return Optional.empty();
    }
  }

  private String mac(String username, String id, long untilMs) {
    return Bytes.hex(secrets.mac(USE, Bytes.utf8(username + "\n" + id + "\n" + untilMs)));
  }
}
