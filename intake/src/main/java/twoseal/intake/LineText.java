package twoseal.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes numbers and digests into public lines without strings. */
final class LineText {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final short[] HEX = hexPairs();
  private static final int DIGEST_BYTES = 32;

  private LineText() {}

  /** Decimal; returns where it ends. */
  static int number(long value, byte[] out, int at) {
    var digits = 1;
    for (var rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    var rest = value;
    for (var i = at + digits - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }

  /** 64 hexadecimal digits of 32 bytes; returns where they end. */
  static int hex(byte[] digest, int from, byte[] out, int at) {
    for (var i = 0; i < DIGEST_BYTES; i++) {
      SHORT.set(out, at + 2 * i, HEX[digest[from + i] & 0xFF]);
    }
    return at + 2 * DIGEST_BYTES;
  }

  private static short[] hexPairs() {
    var digits = "0123456789abcdef";
    var pairs = new short[256];
    for (var i = 0; i < pairs.length; i++) {
      pairs[i] = (short) (digits.charAt(i >> 4) << Byte.SIZE | digits.charAt(i & 0xF));
    }
    return pairs;
  }
}
