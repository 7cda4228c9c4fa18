package twoseal.drum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Uniform integers below R from a block source: a block is a number v of 256 bits, big-endian; it
 * is accepted when v < floor(2^256 / R) * R, and then gives v mod R. Every attempt consumes a
 * counter, also at R = 1.
 *
 * <p>R changes with every roll, so v mod R is the cost. One reciprocal of R (two hardware
 * divisions) serves the four limbs of v: Möller and Granlund, "Improved division by invariant
 * integers", IEEE Transactions on Computers 2011, algorithm 4. A block can be rejected only if its
 * upper three limbs are all ones, since 2^256 mod R has less than 64 bits.
 */
public final class Uniform {
  private static final VarHandle BE64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long ONES = -1L;
  private static final long LOW_32 = 0xffff_ffffL;

  private final BlockSource source;
  private final byte[] block = new byte[BlockSource.BLOCK_BYTES];
  private long counter;

  /** Starts at counter 0, as every stage does. */
  public Uniform(BlockSource source) {
    this.source = source;
  }

  /**
   * The next uniform integer: at least 0, less than {@code r}.
   *
   * @throws IllegalArgumentException if {@code r} is not positive
   */
  public long below(long r) {
    if (r < 1) {
      throw new IllegalArgumentException("no integer is below " + r);
    }
    while (true) {
      source.block(counter++, block);
      long v3 = (long) BE64.get(block, 0);
      long v2 = (long) BE64.get(block, 8);
      long v1 = (long) BE64.get(block, 16);
      long v0 = (long) BE64.get(block, 24);
      if ((v3 & v2 & v1) != ONES || isAccepted(v0, r)) {
        return remainder(v3, v2, v1, v0, r);
      }
    }
  }

  /** Counters consumed so far, which is the counter of the next attempt. */
  public long counter() {
    return counter;
  }

  /** Whether v < 2^256 - (2^256 mod r), where all limbs of v but the lowest are ones. */
  private static boolean isAccepted(long v0, long r) {
    long excess = (remainder(ONES, ONES, ONES, ONES, r) + 1) % r;
    return excess == 0 || Long.compareUnsigned(v0, -excess) < 0;
  }

  /** The number of four limbs mod r: both are shifted left until r fills a limb. */
  private static long remainder(long v3, long v2, long v1, long v0, long r) {
    int shift = Long.numberOfLeadingZeros(r);
    int back = Long.SIZE - shift;
    long divisor = r << shift;
    long reciprocal = reciprocal(divisor);
    long rest = v3 >>> back;
    rest = fold(rest, v3 << shift | v2 >>> back, divisor, reciprocal);
    rest = fold(rest, v2 << shift | v1 >>> back, divisor, reciprocal);
    rest = fold(rest, v1 << shift | v0 >>> back, divisor, reciprocal);
    rest = fold(rest, v0 << shift, divisor, reciprocal);
    return rest >>> shift;
  }

  /** (high * 2^64 + low) mod divisor, for high < divisor and the top bit of the divisor set. */
  private static long fold(long high, long low, long divisor, long reciprocal) {
    long productLow = reciprocal * high;
    long fraction = productLow + low;
    long carry = Long.compareUnsigned(fraction, low) < 0 ? 1 : 0;
    long quotient = Math.unsignedMultiplyHigh(reciprocal, high) + high + carry + 1;
    long rest = low - quotient * divisor;
    if (Long.compareUnsigned(rest, fraction) > 0) {
      rest += divisor;
    }
    return Long.compareUnsigned(rest, divisor) >= 0 ? rest - divisor : rest;
  }

  /**
   * floor((2^128 - 1) / divisor) - 2^64, for a divisor with its top bit set: the quotient of (not
   * divisor, all ones) by the divisor, in two digits of 32 bits (Knuth, The Art of Computer
   * Programming 4.3.1, algorithm D).
   */
  private static long reciprocal(long divisor) {
    long upper = digit(~divisor, divisor);
    long rest = (~divisor << 32 | LOW_32) - upper * divisor;
    return upper << 32 | digit(rest, divisor);
  }

  /** floor((rest * 2^32 + 2^32 - 1) / divisor), for rest < divisor. */
  private static long digit(long rest, long divisor) {
    long divisorHigh = divisor >>> 32;
    long divisorLow = divisor & LOW_32;
    long digit = Long.divideUnsigned(rest, divisorHigh);
    long over = rest - digit * divisorHigh;
    while (over <= LOW_32
        && (digit > LOW_32 || Long.compareUnsigned(digit * divisorLow, over << 32 | LOW_32) > 0)) {
      digit--;
      over += divisorHigh;
    }
    return digit;
  }
}
