package twoseal.verifier;

import java.math.BigInteger;

/**
 * A point of either curve (Bls12381); the rules of adding are the same. At infinity x and y mean
 * nothing.
 */
record CurvePoint(boolean infinite, Fp2 x, Fp2 y) {
  static final CurvePoint INFINITY = new CurvePoint(true, Fp2.ZERO, Fp2.ZERO);

  static CurvePoint of(Fp2 x, Fp2 y) {
    return new CurvePoint(false, x, y);
  }

  CurvePoint negate() {
    return new CurvePoint(infinite, x, y.negate());
  }

  /** Of the line through two finite points that are not each other's negative. */
  Fp2 slope(CurvePoint o) {
    return equals(o)
        ? Fp2.of(3, 0).times(x.squared()).times(y.plus(y).inverse())
        : o.y.minus(y).times(o.x.minus(x).inverse());
  }

  CurvePoint plus(CurvePoint o) {
    if (infinite) {
      return o;
    }
    if (o.infinite) {
      return this;
    }
    if (x.equals(o.x) && y.equals(o.y.negate())) {
      return INFINITY;
    }
    var slope = slope(o);
    var sumX = slope.squared().minus(x).minus(o.x);
    return of(sumX, slope.times(x.minus(sumX)).minus(y));
  }

  CurvePoint times(BigInteger factor) {
    var result = INFINITY;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      result = result.plus(result);
      if (factor.testBit(bit)) {
        result = result.plus(this);
      }
    }
    return result;
  }
}
