package twoseal.server.auth;

import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import twoseal.core.Bytes;

/**
 * Argon2id (RFC 9106) with the form in which its hashes are kept, {@code
 * $argon2id$v=19$m=..,t=..,p=..$salt$hash} (PHC string format, base64 without padding). A hash
 * carries its own cost, so that a later, higher one leaves the earlier hashes valid.
 */
final class Argon2 {
  /** OWASP, Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
  static final Cost COST = new Cost(19_456, 2, 1);

  static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MEMORY_KIB_MAX = 1 << 18;
  private static final int PASSES_MAX = 16;
  private static final int LANES_MAX = 4;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private Argon2() {}

  /** What a hash costs. */
  record Cost(int memoryKib, int passes, int lanes) {
    Cost {
      if (memoryKib < 8 * lanes
          || memoryKib > MEMORY_KIB_MAX
          || passes < 1
          || passes > PASSES_MAX
          || lanes < 1
          || lanes > LANES_MAX) {
        throw new IllegalArgumentException(
            "a cost of m=" + memoryKib + ",t=" + passes + ",p=" + lanes);
      }
    }
  }

  /** Hashes a password for keeping. */
  static String hash(String password, byte[] salt, Cost cost) {
    var encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memoryKib
        + ",t="
        + cost.passes
        + ",p="
        + cost.lanes
        + "$"
        + encoder.encodeToString(salt)
        + "$"
        + encoder.encodeToString(raw(password, salt, cost, HASH_BYTES));
  }

  /**
   * Whether a password is the one of a kept hash, in the same time whichever it is.
   *
   * @throws IllegalArgumentException if what is kept is no such hash
   */
  static boolean matches(String kept, String password) {
    var parts = parts(kept);
    var cost =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    var salt = Base64.getDecoder().decode(parts.group(4));
    var hash = Base64.getDecoder().decode(parts.group(5));
    return MessageDigest.isEqual(hash, raw(password, salt, cost, hash.length));
  }

  /** Refuses what {@link #hash} does not write. */
  static String require(String kept) {
    return parts(kept).group();
  }

  /** The bytes alone; the same password in another Unicode form gives the same. */
  static byte[] raw(String password, byte[] salt, Cost cost, int bytes) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib)
            .withIterations(cost.passes)
            .withParallelism(cost.lanes)
            .withSalt(salt)
            .build();
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    var hash = new byte[bytes];
    generator.generateBytes(Bytes.utf8(Normalizer.normalize(password, Normalizer.Form.NFKC)), hash);
    return hash;
  }

  private static Matcher parts(String kept) {
    var parts = FORM.matcher(kept);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a hash of Argon2id in PHC string form");
    }
    return parts;
  }
}
