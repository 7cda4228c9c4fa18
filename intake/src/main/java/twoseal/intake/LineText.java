package twoseal.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes numbers and digests into public lines without strings. */
final class LineText {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final short[] HEX = pairs("0123456789abcdef");
  private static final short[] DECIMAL = pairs("0123456789");

  /** Of 2^63 - 1. */
  private static final int DIGITS_MAX = 19;

  private static final int DIGEST_BYTES = 32;

  private LineText() {}

  /** Decimal, of no negative number; returns where it ends. */
  static int number(long value, byte[] out, int at) {
    if (value < 10) {
      out[at] = (byte) ('0' + value);
      return at + 1;
    }
    var end = at + digits(value);
    var rest = value;
    var to = end;
    for (; rest >= 10; rest /= 100) {
      to -= 2;
      SHORT.set(out, to, DECIMAL[(int) (rest % 100)]);
    }
    if (to > at) {
      out[at] = (byte) ('0' + rest);
    }
    return end;
  }

  /** How many a number from 1 on has. */
  private static int digits(long value) {
    var digits = 1;
    for (var bound = 10L; digits < DIGITS_MAX && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  /** 64 hexadecimal digits of 32 bytes; returns where they end. */
  static int hex(byte[] digest, int from, byte[] out, int at) {
    for (var i = 0; i < DIGEST_BYTES; i++) {
      SHORT.set(out, at + 2 * i, HEX[digest[from + i] & 0xFF]);
    }
    return at + 2 * DIGEST_BYTES;
  }

  /** All pairs of two digits, in order. */
  private static short[] pairs(String digits) {
    var base = digits.length();
    var pairs = new short[base * base];
    for (var i = 0; i < pairs.length; i++) {
      pairs[i] = (short) (digits.charAt(i / base) << Byte.SIZE | digits.charAt(i % base));
    }
    return pairs;
  }
}
