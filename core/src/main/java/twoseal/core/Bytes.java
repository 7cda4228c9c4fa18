package twoseal.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The encodings of what is signed or hashed. Each has exactly one form: what a parser here accepts,
 * its formatter gives back unchanged, so a signed value can never be written in two ways.
 */
public final class Bytes {
  private static final HexFormat HEX = HexFormat.of();
  private static final String CANONICAL_BASE64 = "padded base64 of the standard alphabet";
  private static final int DECIMAL_DIGITS_MAX = 19;

  private Bytes() {}

  /** Four bytes, big-endian. The value is a count or a length: never negative. */
  public static byte[] be32(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative count " + value);
    }
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  /** Eight bytes, big-endian. The value is below 2^63: never negative. */
  public static byte[] be64(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative number " + value);
    }
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  /** BE32(length) || bytes. */
  public static byte[] lengthPrefixed(byte[] bytes) {
    return concat(be32(bytes.length), bytes);
  }

  /** The parts one after the other. */
  public static byte[] concat(byte[]... parts) {
    var length = 0;
    for (var part : parts) {
      length = Math.addExact(length, part.length);
    }
    var all = new byte[length];
    var at = 0;
    for (var part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Lowercase hexadecimal, two digits a byte. */
  public static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }

  /**
   * Reads what {@link #hex} writes.
   *
   * @param length in bytes; the text must have exactly twice as many digits
   * @throws MalformedException on another length, an uppercase digit or any other character
   */
  public static byte[] parseHex(String text, int length) {
    if (text.length() != 2 * length || !text.chars().allMatch(Bytes::isHexDigit)) {
      throw new MalformedException(2 * length + " lowercase hexadecimal digits");
    }
    return HEX.parseHex(text);
  }

  /** RFC 4648 section 4: standard alphabet, padded, on one line. */
  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads what {@link #base64} writes, and only that: padding present, unused trailing bits zero
   * (RFC 4648 section 3.5), no whitespace.
   *
   * @throws MalformedException on anything else
   */
  public static byte[] parseBase64(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedException(CANONICAL_BASE64);
    }
    // The JDK forgives missing padding and stray trailing bits; writing it again does not.
    if (!base64(bytes).equals(text)) {
      throw new MalformedException(CANONICAL_BASE64);
    }
    return bytes;
  }

  /**
   * The UTF-8 of a text.
   *
   * @throws IllegalArgumentException on an unpaired surrogate, which has no UTF-8
   */
  public static byte[] utf8(String text) {
    // String.getBytes is several times as fast as an encoder that reports, but writes '?' for
    // these.
    if (!isPaired(text)) {
      throw new IllegalArgumentException("text with an unpaired surrogate");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether every surrogate of a text is one of a pair. */
  static boolean isPaired(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean isAscii(byte[] bytes) {
    for (var each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text of UTF-8 bytes.
   *
   * @throws MalformedException on bytes that are not UTF-8 (overlong forms and surrogates included)
   */
  public static String parseUtf8(byte[] bytes) {
    if (isAscii(bytes)) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedException("UTF-8");
    }
  }

  /**
   * An ASCII decimal without sign or leading zeros.
   *
   * @param max the greatest number accepted
   * @throws MalformedException on anything else
   */
  public static long parseDecimal(String text, long max) {
    var canonical =
        !text.isEmpty()
            && text.length() <= DECIMAL_DIGITS_MAX
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.equals("0") || text.charAt(0) != '0');
    // Nineteen digits fit an unsigned 64-bit integer, so the parse cannot overflow.
    var value = canonical ? Long.parseUnsignedLong(text) : -1;
    if (!canonical || value < 0 || value > max) {
      throw new MalformedException("a decimal number from 0 to " + max + ", no leading zeros");
    }
    return value;
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
