package twoseal.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Exactly 32 bytes, immutable: a SHA-256 hash or a value of its size. Held as four words, half the
 * memory of an array, because lists and trees hold millions. Ordered as unsigned bytes.
 */
public final class Digest implements Comparable<Digest> {
  /** The size of a digest. */
  public static final int BYTES = 32;

  /** 32 zero bytes. */
  public static final Digest ZERO = new Digest(0, 0, 0, 0);

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int GROUP_DIGITS = 4;

  /** Only ever copied: twice as fast for short inputs as looking the algorithm up each time. */
  private static final MessageDigest UNUSED = sha256FromJdk();

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  private Digest(long first, long second, long third, long fourth) {
    this.first = first;
    this.second = second;
    this.third = third;
    this.fourth = fourth;
  }

  /** SHA-256 of the parts one after the other (FIPS 180-4). */
  public static Digest sha256(byte[]... parts) {
    var hash = newHash();
    for (var part : parts) {
      hash.update(part);
    }
    return at(hash.digest(), 0);
  }

  /**
   * SHA-256(BE32(length of tag) || tag || parts one after the other). Two tags never share an
   * input; parts of variable length are the caller's to prefix.
   */
  public static Digest tagged(String tag, byte[]... parts) {
    var hash = newHash();
    hash.update(Bytes.lengthPrefixed(Bytes.utf8(tag)));
    for (var part : parts) {
      hash.update(part);
    }
    return at(hash.digest(), 0);
  }

  /**
   * These bytes.
   *
   * @throws MalformedException unless there are exactly 32
   */
  public static Digest of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new MalformedException(BYTES + " bytes");
    }
    return at(bytes, 0);
  }

  /** The 32 bytes from an offset on; throws IndexOutOfBoundsException where there are fewer. */
  public static Digest at(byte[] bytes, int offset) {
    return new Digest(
        (long) WORD.get(bytes, offset),
        (long) WORD.get(bytes, offset + 8),
        (long) WORD.get(bytes, offset + 16),
        (long) WORD.get(bytes, offset + 24));
  }

  /**
   * Reads {@link #hex}.
   *
   * @throws MalformedException unless it is 64 lowercase hexadecimal digits
   */
  public static Digest ofHex(String hex) {
    return at(Bytes.parseHex(hex, BYTES), 0);
  }

  /**
   * Reads {@link #base64}.
   *
   * @throws MalformedException unless it is the canonical base64 of 32 bytes
   */
  public static Digest ofBase64(String base64) {
    return of(Bytes.parseBase64(base64));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    var bytes = new byte[BYTES];
    writeTo(bytes, 0);
    return bytes;
  }

  /** Writes the 32 bytes at an offset. */
  public void writeTo(byte[] target, int offset) {
    WORD.set(target, offset, first);
    WORD.set(target, offset + 8, second);
    WORD.set(target, offset + 16, third);
    WORD.set(target, offset + 24, fourth);
  }

  /** 64 lowercase hexadecimal digits. */
  public String hex() {
    return Bytes.hex(bytes());
  }

  /** Canonical base64, 44 characters. */
  public String base64() {
    return Bytes.base64(bytes());
  }

  /** Hexadecimal in groups of four with a space between, as people read it aloud and compare it. */
  public String grouped() {
    var hex = hex();
    var grouped = new StringBuilder(hex.substring(0, GROUP_DIGITS));
    for (var i = GROUP_DIGITS; i < hex.length(); i += GROUP_DIGITS) {
      grouped.append(' ').append(hex, i, i + GROUP_DIGITS);
    }
    return grouped.toString();
  }

  @Override
  public int compareTo(Digest other) {
    var byFirst = Long.compareUnsigned(first, other.first);
    var bySecond = Long.compareUnsigned(second, other.second);
    var byThird = Long.compareUnsigned(third, other.third);
    if (byFirst != 0) {
      return byFirst;
    }
    if (bySecond != 0) {
      return bySecond;
    }
    return byThird != 0 ? byThird : Long.compareUnsigned(fourth, other.fourth);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Digest other
        && first == other.first
        && second == other.second
        && third == other.third
        && fourth == other.fourth;
  }

  @Override
  public int hashCode() {
    // Mixed, because a digest need not be a hash: keys and chosen values are held here too.
    var mixed = ((first * 31 + second) * 31 + third) * 31 + fourth;
    return Long.hashCode(mixed * 0x9E3779B97F4A7C15L);
  }

  /** The same as {@link #hex}. */
  @Override
  public String toString() {
    return hex();
  }

  private static MessageDigest newHash() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException everyJdkCan) {
      throw new IllegalStateException("a SHA-256 that cannot be copied", everyJdkCan);
    }
  }

  private static MessageDigest sha256FromJdk() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("a JDK without SHA-256", everyJdkHasIt);
    }
  }
}
