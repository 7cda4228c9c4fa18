package twoseal.list;

import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * The code a person looks the entry up with ([LIST-11]): 128 bits from salt2.
 *
 * @param high its first 8 bytes, big-endian
 * @param low its last 8 bytes
 */
public record EntryCode(long high, long low) {
  /** What stands before salt2 in the hash. */
  public static final byte PREFIX = 0x14;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int DIGITS = 26;
  private static final int GROUP = 5;
  private static final int GROUPED_MAX = 20;

  /** The code of an entry. */
  public static EntryCode of(Digest recordSalt) {
    return ofDigest(Digest.sha256(new byte[] {PREFIX}, recordSalt.bytes()).bytes());
  }

  /** The code of SHA-256({@link #PREFIX} || salt2), for who hashes many. */
  public static EntryCode ofDigest(byte[] digest) {
    return new EntryCode(
        (long) SumHash.BE64.get(digest, 0), (long) SumHash.BE64.get(digest, Long.BYTES));
  }

  /**
   * Reads a code as people type it: lower case, {@code o} for 0, {@code i} and {@code l} for 1,
   * hyphens and spaces anywhere.
   *
   * @throws MalformedException on anything else
   */
  public static EntryCode parse(String text) {
    var high = 0L;
    var low = 0L;
    var digits = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '-' || c == ' ') {
        continue;
      }
      var value = value(c);
      if (value < 0 || ++digits > DIGITS) {
        throw new MalformedException("an entry code of " + DIGITS + " digits");
      }
      if (digits == DIGITS) {
        // 130 bits: the last two are zero and go.
        if ((value & 3) != 0) {
          throw new MalformedException(
              "an entry code whose last digit is 0, 4, 8, C, G, M, R or W");
        }
        high = high << 3 | low >>> 61;
        low = low << 3 | value >> 2;
      } else {
        high = high << GROUP | low >>> 59;
        low = low << GROUP | value;
      }
    }
    if (digits != DIGITS) {
      throw new MalformedException("an entry code of " + DIGITS + " digits");
    }
    return new EntryCode(high, low);
  }

  /** 26 digits in groups of 5-5-5-5-6. */
  public String text() {
    var text = new StringBuilder();
    for (var i = 0; i < DIGITS; i++) {
      if (i > 0 && i <= GROUPED_MAX && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(digit(i)));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }

  private int digit(int place) {
    var value = 0;
    for (var bit = GROUP * place; bit < GROUP * (place + 1); bit++) {
      var word = bit < Long.SIZE ? high : low;
      value =
          value << 1
              | (bit < 2 * Long.SIZE ? (int) (word >>> (Long.SIZE - 1 - bit % Long.SIZE)) & 1 : 0);
    }
    return value;
  }

  private static int value(char typed) {
    return switch (Character.toUpperCase(typed)) {
      case 'O' -> 0;
      case 'I', 'L' -> 1;
      default -> ALPHABET.indexOf(Character.toUpperCase(typed));
    };
  }
}
