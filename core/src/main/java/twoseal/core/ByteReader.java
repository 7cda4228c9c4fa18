package twoseal.core;

import java.util.Arrays;

/**
 * Reads from the front what {@link ByteWriter} wrote. Every method throws {@link
 * MalformedException} when the bytes end too early or a number has its top bit set; {@link #end}
 * refuses bytes left over. A length is checked against what is left before anything is allocated.
 */
public final class ByteReader {
  private final byte[] bytes;
  private int at;

  /** Reads the bytes without copying them: the caller no longer changes them. */
  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** One byte, 0 to 255. */
  public int u8() {
    return bytes[advance(1)] & 0xFF;
  }

  /** Two bytes big-endian, 0 to 65,535. */
  public int be16() {
    return u8() << 8 | u8();
  }

  /** Four bytes big-endian, 0 to 2^31 - 1. */
  public int be32() {
    var value = be16() << 16 | be16();
    if (value < 0) {
      throw new MalformedException("a number below 2^31");
    }
    return value;
  }

  /** Eight bytes big-endian, 0 to 2^63 - 1. */
  public long be64() {
    var value = 0L;
    for (var i = 0; i < Long.BYTES; i++) {
      value = value << 8 | u8();
    }
    if (value < 0) {
      throw new MalformedException("a number below 2^63");
    }
    return value;
  }

  /** BE32(length) || bytes. */
  public byte[] lengthPrefixed() {
    return raw(be32());
  }

  /** BE32(length) || UTF-8. */
  public String lengthPrefixedText() {
    return Bytes.parseUtf8(lengthPrefixed());
  }

  /** 32 bytes. */
  public Digest digest() {
    return Digest.at(bytes, advance(Digest.BYTES));
  }

  /** Exactly so many bytes, copied. */
  public byte[] raw(int length) {
    var from = advance(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** How many bytes are left. */
  public int remaining() {
    return bytes.length - at;
  }

  /** Nothing is left. */
  public void end() {
    if (remaining() != 0) {
      throw new MalformedException("the end, not " + remaining() + " more bytes");
    }
  }

  private int advance(int length) {
    if (length > remaining()) {
      throw new MalformedException(length + " more bytes, not " + remaining());
    }
    var from = at;
    at += length;
    return from;
  }
}
