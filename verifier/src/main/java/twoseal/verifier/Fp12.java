package twoseal.verifier;

import java.math.BigInteger;
import java.util.Arrays;

/** A number of Fp12: a polynomial in w of degree below 6 over Fp2, with w^6 = 1 + u. */
final class Fp12 {
  static final Fp12 ONE = of(Fp2.ONE, Fp2.ZERO, Fp2.ZERO, Fp2.ZERO, Fp2.ZERO, Fp2.ZERO);

  private static final int DEGREE = 6;

  /** w^(p - 1) = (1 + u)^((p - 1) / 6). */
  static final Fp2 W_TO_P_MINUS_1 =
      Fp2.of(1, 1).power(Fp2.P.subtract(BigInteger.ONE).divide(BigInteger.valueOf(DEGREE)));

  /** The coefficient of w^i at i. */
  private final Fp2[] c;

  private Fp12(Fp2[] c) {
    this.c = c;
  }

  static Fp12 of(Fp2... c) {
    return new Fp12(c.clone());
  }

  Fp12 times(Fp12 o) {
    var product = new Product();
    for (int i = 0; i < DEGREE; i++) {
      for (int j = 0; j < DEGREE; j++) {
        if (!o.c[j].equals(Fp2.ZERO)) { // half of a line's are
          product.add(i + j, c[i], o.c[j], 0);
        }
      }
    }
    return product.reduced();
  }

  /** As times(this); the mixed terms, which are there twice, are computed once. */
  Fp12 squared() {
    var product = new Product();
    for (int i = 0; i < DEGREE; i++) {
      product.add(2 * i, c[i], c[i], 0);
      for (int j = i + 1; j < DEGREE; j++) {
        product.add(i + j, c[i], c[j], 1);
      }
    }
    return product.reduced();
  }

  Fp12 power(BigInteger exponent) {
    var result = ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      result = result.squared();
      if (exponent.testBit(bit)) {
        result = result.times(this);
      }
    }
    return result;
  }

  /** This to the power p: that conjugates each coefficient, and takes w to w^(p - 1) w. */
  Fp12 toThePowerP() {
    var result = new Fp2[DEGREE];
    var factor = Fp2.ONE;
    for (int i = 0; i < DEGREE; i++) {
      result[i] = c[i].conjugate().times(factor);
      factor = factor.times(W_TO_P_MINUS_1);
    }
    return new Fp12(result);
  }

  /** This to the power p^6: the odd powers of w change their sign. */
  Fp12 conjugate() {
    return of(c[0], c[1].negate(), c[2], c[3].negate(), c[4], c[5].negate());
  }

  /** Whether only even powers of w are there, and at least one of them. */
  boolean isNonZeroAndEven() {
    boolean even = c[1].equals(Fp2.ZERO) && c[3].equals(Fp2.ZERO) && c[5].equals(Fp2.ZERO);
    return even && !Arrays.stream(c).allMatch(Fp2.ZERO::equals);
  }

  /** A polynomial in w of degree up to 10 whose coefficients are not yet reduced modulo p. */
  private static final class Product {
    private final BigInteger[] re = new BigInteger[2 * DEGREE];
    private final BigInteger[] im = new BigInteger[2 * DEGREE];

    Product() {
      Arrays.fill(re, BigInteger.ZERO);
      Arrays.fill(im, BigInteger.ZERO);
    }

    /** Adds a * b * 2^doublings * w^degree, with three multiplications (Karatsuba). */
    void add(int degree, Fp2 a, Fp2 b, int doublings) {
      var low = a.re().multiply(b.re());
      var high = a.im().multiply(b.im());
      var both = a.re().add(a.im()).multiply(b.re().add(b.im()));
      re[degree] = re[degree].add(low.subtract(high).shiftLeft(doublings));
      im[degree] = im[degree].add(both.subtract(low).subtract(high).shiftLeft(doublings));
    }

    /** Puts (1 + u) w^i for w^(i + 6), and reduces each part modulo p. */
    Fp12 reduced() {
      var c = new Fp2[DEGREE];
      for (int i = 0; i < DEGREE; i++) {
        int above = i + DEGREE;
        c[i] =
            Fp2.reduced(
                re[i].add(re[above]).subtract(im[above]), im[i].add(re[above]).add(im[above]));
      }
      return new Fp12(c);
    }
  }
}
