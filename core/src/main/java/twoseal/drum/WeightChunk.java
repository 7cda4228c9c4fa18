package twoseal.drum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The weights of up to 65,536 consecutive entries as unsigned numbers of 1, 2, 4 or 8 bytes; 0 is
 * an entry that is gone.
 */
final class WeightChunk {
  static final int ENTRIES = 1 << 16;

  /** Entries summed together: a search adds up at most so many weights one by one. */
  static final int RUN_ENTRIES = 1 << 7;

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final int width;
  private final byte[] packed;

  /**
   * @param weights at least {@code size} of them, all positive; copied
   */
  WeightChunk(long[] weights, int size) {
    long union = 0;
    for (int i = 0; i < size; i++) {
      union |= weights[i];
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(union);
    width = bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    packed = new byte[size * width];
    for (int i = 0; i < size; i++) {
      set(i, weights[i]);
    }
  }

  /**
   * The entry that owns ticket {@code rest} counted from the first ticket of entry {@code from},
   * which is in the same run.
   */
  int owner(int from, long rest) {
    int at = from;
    long left = rest;
    for (long weight = get(at); left >= weight; weight = get(at)) {
      left -= weight;
      at++;
    }
    return at;
  }

  /** Sets a weight to 0 and returns what it was. */
  long clear(int at) {
    long weight = get(at);
    set(at, 0);
    return weight;
  }

  private long get(int at) {
    return switch (width) {
      case 1 -> packed[at] & 0xffL;
      case 2 -> (short) SHORTS.get(packed, 2 * at) & 0xffffL;
      case 4 -> (int) INTS.get(packed, 4 * at) & 0xffff_ffffL;
      default -> (long) LONGS.get(packed, 8 * at);
    };
  }

  private void set(int at, long weight) {
    switch (width) {
      case 1 -> packed[at] = (byte) weight;
      case 2 -> SHORTS.set(packed, 2 * at, (short) weight);
      case 4 -> INTS.set(packed, 4 * at, (int) weight);
      default -> LONGS.set(packed, 8 * at, weight);
    }
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.nativeOrder());
  }
}
