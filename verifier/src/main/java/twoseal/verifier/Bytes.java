package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The encodings of spec/bytes.md. Digests are held as lowercase hex. */
final class Bytes {
  static final String ZEROS_32 = "00".repeat(32);

  /** Only ever copied, which takes less than looking the algorithm up each time. */
  private static final MessageDigest UNUSED = sha256FromJdk();

  private Bytes() {}

  static byte[] be32(int x) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(x).array();
  }

  static byte[] be64(long x) {
    return ByteBuffer.allocate(Long.BYTES).putLong(x).array();
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** [BYTES-1] */
  static byte[] lp(byte[] part) {
    return join(be32(part.length), part);
  }

  static byte[] lp(String part) {
    return lp(part.getBytes(UTF_8));
  }

  static MessageDigest sha256() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Every JDK can copy its SHA-256.", e);
    }
  }

  private static MessageDigest sha256FromJdk() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  static byte[] sha256(byte[]... parts) {
    var digest = sha256();
    for (var part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** SHA-256 of one prefix byte and the parts, [BYTES-3]. */
  static byte[] prefixed(int prefix, byte[]... parts) {
    var digest = sha256();
    digest.update((byte) prefix);
    for (var part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** [BYTES-2], as hex. */
  static String tagged(String tag, byte[]... parts) {
    return hex(sha256(lp(tag), join(parts)));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static byte[] unhex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** Whether the text is lowercase hex of so many bytes. */
  static boolean isHex(String text, int bytesMin, int bytesMax) {
    return text.length() % 2 == 0
        && text.length() >= 2 * bytesMin
        && text.length() <= 2 * bytesMax
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** The bytes of a canonical base64 text; nothing if it is not one. */
  static Optional<byte[]> base64(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The text of bytes that are UTF-8; nothing if they are not. */
  static Optional<String> text(byte[] bytes) {
    var text = new String(bytes, UTF_8);
    return Arrays.equals(text.getBytes(UTF_8), bytes) ? Optional.of(text) : Optional.empty();
  }

  /** The value of a canonical decimal between the bounds, [BYTES-6]; -1 if it is not one. */
  static long number(String text, long min, long max) {
    if (!text.matches("0|[1-9][0-9]{0,18}") || new java.math.BigInteger(text).bitLength() > 63) {
      return -1;
    }
    var value = Long.parseLong(text);
    return value >= min && value <= max ? value : -1;
  }
}
