package twoseal.verifier;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Checks a round of a drand beacon of the scheme bls-unchained-g1-rfc9380 with nothing but whole
 * numbers, so that an expert can follow every step: no library, no native code, no precomputed
 * table but those of RFC 9380.
 *
 * <p>The curve BLS12-381: y^2 = x^3 + 4 over the field Fp of p elements holds the group G1, and y^2
 * = x^3 + 4(1 + u) over Fp2 = Fp[u]/(u^2 + 1) the group G2, each of prime order r. A pairing e maps
 * a point of each to Fp12 such that e(aP, bQ) = e(P, Q)^(ab). With g the generator of G2, the key K
 * = s*g for a secret s, and H(m) the message hashed to G1, the signature S = s*H(m) is the one
 * point with e(S, g) = e(H(m), K), and this is what is checked.
 *
 * <p>The constants are those of draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1. It takes
 * the time it needs.
 */
final class Bls12381 {
  /** What was found of a signature: it holds, or the first rule it breaks. */
  enum Finding {
    HOLDS,
    LENGTH,
    ENCODING,
    INFINITY,
    SUBGROUP,
    MISMATCH
  }

  /**
   * The curve's parameter x without its sign: r = x^4 - x^2 + 1, and p = (x - 1)^2 r / 3 + x, which
   * is x modulo r.
   */
  static final BigInteger X = hex("d201000000010000");

  /** The cube root of one by which {@link #isInG1} goes; its square is the other. */
  private static final Fp2 BETA =
      new Fp2(
          hex(
              "5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688"
                  + "de17d813620a00022e01fffffffefffe"),
          ZERO);

  private static final BigInteger THREE = BigInteger.valueOf(3);

  static final int SIGNATURE_BYTES = 48;
  static final int KEY_BYTES = 96;

  private static final int COORDINATE_BYTES = 48;
  private static final int COMPRESSED = 0x80;
  private static final int INFINITE = 0x40;
  private static final int LARGER_Y = 0x20;
  private static final int FLAGS = COMPRESSED | INFINITE | LARGER_Y;

  private static final String DST = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

  /** The constant terms of the two curve equations. */
  private static final Fp2 B1 = Fp2.of(4, 0);

  private static final Fp2 B2 = Fp2.of(4, 4);

  static final CurvePoint G2 =
      CurvePoint.of(
          new Fp2(
              hex(
                  "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02"
                      + "b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"),
              hex(
                  "13e02b6052719f607dacd3a088274f65596bd0d09920b61a"
                      + "b5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e")),
          new Fp2(
              hex(
                  "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a7"
                      + "6d429a695160d12c923ac9cc3baca289e193548608b82801"),
              hex(
                  "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af"
                      + "267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be")));

  private Bls12381() {}

  /**
   * Checks the signature of a round: the message is SHA-256 of the round as 8 big-endian bytes.
   *
   * @param key the chain's public key, one of which {@link #isKey} holds
   * @param signature 48 bytes, a point of G1; whatever the bytes are, there is a finding
   * @throws IllegalArgumentException if the key is no point at all; its order is not looked at
   *     again
   */
  static Finding checkRound(byte[] key, long round, byte[] signature) {
    return check(key, Bytes.sha256(Bytes.be64(round)), signature);
  }

  /** Whether 96 bytes are a finite point of G2 in its compressed form, as a public key must be. */
  static boolean isKey(byte[] key) {
    return decode(key, B2).filter(Bls12381::isInG2).isPresent();
  }

  /**
   * Whether a point of the first curve is finite and of order r. Then -x^2, a cube root of one
   * modulo r, multiplies it as (x, y) -> (BETA x, y) does with a cube root of one modulo p; and no
   * other point (Scott, "A note on group membership tests", eprint 2021/1130).
   */
  static boolean isInG1(CurvePoint point) {
    return !point.infinite()
        && point.times(X.pow(2)).negate().equals(CurvePoint.of(BETA.times(point.x()), point.y()));
  }

  /**
   * Whether a point of the second curve is finite and of order r. Then raising its coordinates to
   * the power p, where (x, y) stands for (x/w^2, y/w^3), multiplies it by p, which is x modulo r;
   * and no other point (Scott).
   */
  static boolean isInG2(CurvePoint point) {
    if (point.infinite()) {
      return false;
    }
    var scale = Fp12.W_TO_P_MINUS_1.inverse();
    var square = scale.squared();
    var powers =
        CurvePoint.of(
            point.x().conjugate().times(square), point.y().conjugate().times(square).times(scale));
    return point.times(X).negate().equals(powers);
  }

  /** As {@link #checkRound}, for any message. */
  static Finding check(byte[] key, byte[] message, byte[] signature) {
    var keyPoint =
        decode(key, B2)
            .orElseThrow(
                () -> new IllegalArgumentException("The beacon's public key is no point."));
    if (signature.length != SIGNATURE_BYTES) {
      return Finding.LENGTH;
    }
    var point = decode(signature, B1);
    if (point.isEmpty()) {
      return Finding.ENCODING;
    }
    if (point.get().infinite()) {
      return Finding.INFINITY;
    }
    if (!isInG1(point.get())) {
      return Finding.SUBGROUP;
    }
    var hashed = HashToG1.hash(message, DST);
    // e(S, -g) * e(H(m), K) = 1 says the same as e(S, g) = e(H(m), K), with one exponentiation.
    return pairingsMultiplyToOne(
            List.of(new Pair(point.get(), G2.negate()), new Pair(hashed, keyPoint)))
        ? Finding.HOLDS
        : Finding.MISMATCH;
  }

  /**
   * Reads a compressed point of the curve y^2 = x^3 + b: three flag bits, then x, big-endian, for
   * Fp2 its u part first. Empty unless the bytes are the one form of a point: the flags agree, each
   * part of x is below p, and x belongs to a point. It may be outside the group.
   */
  static Optional<CurvePoint> decode(byte[] bytes, Fp2 b) {
    int flags = bytes[0] & FLAGS;
    var unflagged = bytes.clone();
    unflagged[0] &= (byte) ~FLAGS;
    if ((flags & COMPRESSED) == 0) {
      return Optional.empty();
    }
    if ((flags & INFINITE) != 0) {
      boolean rest = (flags & LARGER_Y) != 0 || new BigInteger(1, unflagged).signum() != 0;
      return rest ? Optional.empty() : Optional.of(CurvePoint.INFINITY);
    }
    boolean overFp = bytes.length == COORDINATE_BYTES;
    var last = new BigInteger(1, unflagged, bytes.length - COORDINATE_BYTES, COORDINATE_BYTES);
    var first = overFp ? ZERO : new BigInteger(1, unflagged, 0, COORDINATE_BYTES);
    if (last.compareTo(Fp2.P) >= 0 || first.compareTo(Fp2.P) >= 0) {
      return Optional.empty();
    }
    var x = new Fp2(last, first);
    var root = x.squared().times(x).plus(b).root();
    if (root.isEmpty() || (overFp && root.get().im().signum() != 0)) {
      return Optional.empty();
    }
    var y = root.get();
    boolean larger = (flags & LARGER_Y) != 0;
    return Optional.of(CurvePoint.of(x, y.isLarger() == larger ? y : y.negate()));
  }

  /** A point of G1 and one of G2, both finite and of order r. */
  record Pair(CurvePoint p, CurvePoint q) {}

  /**
   * Whether the pairings of all pairs multiply to one.
   *
   * <p>This is Miller's algorithm for the optimal ate pairing: T runs from Q to X*Q by doubling and
   * adding, and f collects the value at P of each line through the points that are added. Verticals
   * are left out and lines are scaled by factors of proper subfields, since the final power makes
   * all of these one. That the curve's parameter is -X inverts every pairing, and so does not
   * matter.
   *
   * <p>The pairing is f^((p^12 - 1) / r), which is {@link #isOneAfterTheFinalPower}.
   */
  static boolean pairingsMultiplyToOne(List<Pair> pairs) {
    var f = Fp12.ONE;
    var t = pairs.stream().map(Pair::q).toArray(CurvePoint[]::new);
    for (int bit = X.bitLength() - 2; bit >= 0; bit--) {
      f = f.squared();
      for (int i = 0; i < t.length; i++) {
        var pair = pairs.get(i);
        f = f.times(line(t[i], t[i], pair.p()));
        t[i] = t[i].plus(t[i]);
        if (X.testBit(bit)) {
          f = f.times(line(t[i], pair.q(), pair.p()));
          t[i] = t[i].plus(pair.q());
        }
      }
    }
    return isOneAfterTheFinalPower(f);
  }

  /**
   * Whether f^((p^12 - 1) / r) = 1.
   *
   * <p>With g = f^((p^6 + 1) / r) that is g^(p^6 - 1), so it is one exactly if g^(p^6) = g. Raising
   * to p^6 changes the sign of the odd powers of w: g must have none. So g matters only up to
   * factors without odd powers, and up to these the conjugate of a number is its inverse, for their
   * product has none.
   *
   * <p>Three times the exponent, which has the same answer since r is prime to 3, is
   *
   * <pre>3 (p^6 + 1) / r = (p^2 + 1) ((x - 1)^2 (x + p) (x^2 + p^2 - 1) + 3)</pre>
   *
   * with the curve's parameter x = -X (Hayashida, Hayasaka and Teruya, eprint 2020/875).
   */
  static boolean isOneAfterTheFinalPower(Fp12 f) {
    var a = f.toThePowerP().toThePowerP().times(f);
    var b = a.power(X.add(ONE).pow(2));
    var c = b.toThePowerP().times(b.power(X).conjugate());
    var d = c.power(X.pow(2)).times(c.toThePowerP().toThePowerP()).times(c.conjugate());
    return d.times(a.power(THREE)).isNonZeroAndEven();
  }

  /**
   * The line through two points of G2 (the tangent if they are one) at a point of G1, times w^3. A
   * point (x, y) of G2 stands for (x/w^2, y/w^3) on the first curve, which makes a slope s there
   * s/w.
   */
  private static Fp12 line(CurvePoint t, CurvePoint q, CurvePoint p) {
    var slope = t.slope(q);
    return Fp12.of(
        slope.times(t.x()).minus(t.y()),
        Fp2.ZERO,
        slope.times(p.x()).negate(),
        p.y(),
        Fp2.ZERO,
        Fp2.ZERO);
  }

  static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }
}
