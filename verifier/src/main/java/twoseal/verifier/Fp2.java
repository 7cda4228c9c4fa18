package twoseal.verifier;

import java.math.BigInteger;
import java.util.Optional;

/** A number of Fp2 = Fp[u]/(u^2 + 1): re + im * u, both in [0, p). A number of Fp has im = 0. */
record Fp2(BigInteger re, BigInteger im) {
  /** The curve's prime. */
  static final BigInteger P =
      new BigInteger(
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf"
              + "6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
          16);

  private static final BigInteger HALF_P = P.shiftRight(1);

  static final Fp2 ZERO = of(0, 0);
  static final Fp2 ONE = of(1, 0);

  static Fp2 of(long re, long im) {
    return new Fp2(BigInteger.valueOf(re), BigInteger.valueOf(im));
  }

  static Fp2 reduced(BigInteger re, BigInteger im) {
    return new Fp2(re.mod(P), im.mod(P));
  }

  Fp2 plus(Fp2 o) {
    return reduced(re.add(o.re), im.add(o.im));
  }

  Fp2 minus(Fp2 o) {
    return reduced(re.subtract(o.re), im.subtract(o.im));
  }

  Fp2 negate() {
    return ZERO.minus(this);
  }

  Fp2 times(Fp2 o) {
    return reduced(
        re.multiply(o.re).subtract(im.multiply(o.im)), re.multiply(o.im).add(im.multiply(o.re)));
  }

  /** This to the power p: u^p = -u, since p = 3 mod 4. */
  Fp2 conjugate() {
    return reduced(re, im.negate());
  }

  Fp2 squared() {
    return times(this);
  }

  /** 1/(re + im u) = (re - im u) / (re^2 + im^2). */
  Fp2 inverse() {
    var norm = re.multiply(re).add(im.multiply(im)).modInverse(P);
    return reduced(re.multiply(norm), im.multiply(norm).negate());
  }

  Fp2 power(BigInteger exponent) {
    var result = ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      result = result.squared();
      if (exponent.testBit(bit)) {
        result = result.times(this);
      }
    }
    return result;
  }

  /**
   * A square root, if there is one; p = 3 mod 4. With a = v^((p-3)/4), the candidate is a*v times u
   * or times (1 + a^2 v)^((p-1)/2). (Adj and Rodriguez-Henriquez, algorithm 9.)
   */
  Optional<Fp2> root() {
    var a = power(P.shiftRight(2));
    var av = a.times(this);
    var norm = a.times(av);
    var root =
        norm.equals(ONE.negate()) ? av.times(of(0, 1)) : av.times(norm.plus(ONE).power(HALF_P));
    return root.squared().equals(this) ? Optional.of(root) : Optional.empty();
  }

  /** Whether this is the larger of itself and its negative, compared by im first. */
  boolean isLarger() {
    return (im.signum() != 0 ? im : re).compareTo(HALF_P) > 0;
  }
}
