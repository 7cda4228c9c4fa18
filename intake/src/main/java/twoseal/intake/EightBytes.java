package twoseal.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Questions about eight bytes at once, which lists of millions ask for every row. */
final class EightBytes {
  /** Eight bytes of an array as one word; which of them comes first in it makes no difference. */
  static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101010101010101L;
  private static final long TOP_BITS = ONES << 7;
  private static final long LETTER_BITS = ONES << 6;

  private EightBytes() {}

  /** A byte eight times. */
  static long all(char b) {
    return ONES * b;
  }

  /** Whether a word has a byte, of which {@code all} is eight. */
  static boolean has(long word, long all) {
    // Such a byte is zero now, and zero alone borrows from the bit that it has not.
    var x = word ^ all;
    return ((x - ONES) & ~x & TOP_BITS) != 0;
  }

  /** Whether all eight are ASCII below the row of small letters, 0x60 to 0x7F. */
  static boolean below60(long word) {
    return ((word | (word & word << 1 & LETTER_BITS) << 1) & TOP_BITS) == 0;
  }
}
