package twoseal.server.auth;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import twoseal.core.Bytes;

/**
 * Codes of RFC 6238 as every authenticator makes them: HMAC-SHA-1, six digits, steps of 30 seconds.
 * A step is told apart from the next so that a code counts once.
 */
final class Totp {
  static final int SECRET_BYTES = 20;
  static final int STEP_S = 30;
  private static final int DIGITS = 6;
  private static final int MS_PER_S = 1_000;
  private static final String ALGORITHM = "HmacSHA1";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BASE32_BITS = 5;

  private Totp() {}

  /**
   * The step that a code is of, looked for one step around now (RFC 6238 section 5.2); empty if it
   * is of none of them, or of none after the last one that counted.
   *
   * @param lastStep the step of the last code that counted
   */
  static OptionalLong step(byte[] secret, String code, long nowMs, long lastStep) {
    var now = Math.floorDiv(nowMs, (long) MS_PER_S * STEP_S);
    var found = OptionalLong.empty();
    for (var step = now - 1; step <= now + 1; step++) {
      var isOfStep =
          MessageDigest.isEqual(
              Bytes.utf8(code(secret, step, DIGITS, ALGORITHM)), Bytes.utf8(code));
      if (isOfStep && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The code of a step (RFC 4226 section 5.3). */
  static String code(byte[] secret, long step, int digits, String algorithm) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      var offset = hash[hash.length - 1] & 0xF;
      var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      var all = String.format(Locale.ROOT, "%010d", number);
      return all.substring(all.length() - digits);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The code of now. */
  static String code(byte[] secret, long nowMs) {
    return code(secret, Math.floorDiv(nowMs, (long) MS_PER_S * STEP_S), DIGITS, ALGORITHM);
  }

  /** RFC 4648 section 6, without padding: what people type where they cannot scan. */
  static String base32(byte[] secret) {
    var text = new StringBuilder();
    var bits = 0;
    var held = 0;
    for (var b : secret) {
      held = (held << Byte.SIZE) | (b & 0xFF);
      for (bits += Byte.SIZE; bits >= BASE32_BITS; bits -= BASE32_BITS) {
        text.append(BASE32.charAt(held >> (bits - BASE32_BITS) & 31));
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(BASE32.charAt(held << (BASE32_BITS - bits) & 31)).toString();
  }

  /** What an authenticator scans. */
  static String uri(byte[] secret, String issuer, String username) {
    return "otpauth://totp/"
        + encoded(issuer)
        + ":"
        + encoded(username)
        + "?secret="
        + base32(secret)
        + "&issuer="
        + encoded(issuer);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
