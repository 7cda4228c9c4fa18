package twoseal.legacy;

import java.math.BigInteger;

/** Counts of outcomes as bits: logarithms to base 2, rounded up, without floating point. */
final class Bits {
  private Bits() {}

  /** ceil(log2(outcomes)), for at least one outcome. */
  static int of(BigInteger outcomes) {
    return outcomes.subtract(BigInteger.ONE).bitLength();
  }

  /** ceil(100 * log2(outcomes)), for at least one outcome. */
  static int hundredths(BigInteger outcomes) {
    return of(outcomes.pow(100));
  }

  /** n * (n - 1) * ... of k factors: the ways to take k of n things in order. */
  static BigInteger ordered(BigInteger n, int k) {
    return product(n.subtract(BigInteger.valueOf(k)), 1, k);
  }

  /** The ways to take k of n things if order does not matter. */
  static BigInteger unordered(BigInteger n, int k) {
    return ordered(n, k).divide(product(BigInteger.ZERO, 1, k));
  }

  /** (base + from) * ... * (base + to), split in halves so that factors stay of similar size. */
  private static BigInteger product(BigInteger base, int from, int to) {
    if (from > to) {
      return BigInteger.ONE;
    }
    if (from == to) {
      return base.add(BigInteger.valueOf(from));
    }
    int middle = (from + to) >>> 1;
    return product(base, from, middle).multiply(product(base, middle + 1, to));
  }
}
