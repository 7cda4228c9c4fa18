package twoseal.core;

import java.util.Arrays;

/** Gathers the bytes of something that is hashed or stored; {@link ByteReader} reads them back. */
public final class ByteWriter {
  private static final int FIRST_CAPACITY = 128;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  /** One byte, 0 to 255. */
  public ByteWriter u8(int value) {
    if (value < 0 || value > 0xFF) {
      throw new IllegalArgumentException(value + " is not a byte");
    }
    return raw(new byte[] {(byte) value});
  }

  /** Two bytes big-endian, 0 to 65,535. */
  public ByteWriter be16(int value) {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException(value + " is not a 16-bit number");
    }
    return raw(new byte[] {(byte) (value >> 8), (byte) value});
  }

  /** Four bytes big-endian, a count or length: never negative. */
  public ByteWriter be32(int value) {
    return raw(Bytes.be32(value));
  }

  /** Eight bytes big-endian, never negative. */
  public ByteWriter be64(long value) {
    return raw(Bytes.be64(value));
  }

  /** BE32(length) || bytes. */
  public ByteWriter lengthPrefixed(byte[] part) {
    return be32(part.length).raw(part);
  }

  /** BE32(length of the UTF-8) || UTF-8. */
  public ByteWriter lengthPrefixed(String part) {
    return lengthPrefixed(Bytes.utf8(part));
  }

  /** The 32 bytes of a digest, without a length. */
  public ByteWriter digest(Digest digest) {
    return raw(digest.bytes());
  }

  /** The bytes as they are, without a length. */
  public ByteWriter raw(byte[] part) {
    var needed = Math.addExact(length, part.length);
    if (needed > bytes.length) {
      var doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
    System.arraycopy(part, 0, bytes, length, part.length);
    length = needed;
    return this;
  }

  /** How many bytes there are so far. */
  public int length() {
    return length;
  }

  /** A copy of everything written. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }
}
