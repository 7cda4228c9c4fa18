package twoseal.core;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * The curve of RFC 8032 section 5.1 in whole numbers, slow and plain: a second opinion on what the
 * libraries say, and the means to make signatures that no honest signer makes.
 */
record EdwardsPoint(BigInteger x, BigInteger y) {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  static final EdwardsPoint IDENTITY = new EdwardsPoint(BigInteger.ZERO, BigInteger.ONE);
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger ROOT_OF_MINUS_ONE =
      BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

  /** The base point: y = 4/5, x even. */
  static EdwardsPoint base() {
    var y = BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P);
    return withY(y, false).orElseThrow();
  }

  /** A point of order eight: L times one that is not in the subgroup. */
  static EdwardsPoint ofOrderEight() {
    for (var y = BigInteger.TWO; ; y = y.add(BigInteger.ONE)) {
      var torsion = withY(y, false).map(point -> point.times(L));
      if (torsion.isPresent() && !torsion.get().times(BigInteger.valueOf(4)).equals(IDENTITY)) {
        return torsion.get();
      }
    }
  }

  /** The point of this y, if there is one (section 5.1.3). */
  static Optional<EdwardsPoint> withY(BigInteger y, boolean odd) {
    var y2 = y.multiply(y);
    var x2 =
        y2.subtract(BigInteger.ONE)
            .multiply(D.multiply(y2).add(BigInteger.ONE).modInverse(P))
            .mod(P);
    var x = x2.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(x2)) {
      x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
    }
    if (!x.multiply(x).mod(P).equals(x2)) {
      return Optional.empty();
    }
    return Optional.of(new EdwardsPoint(x.testBit(0) == odd ? x : x.negate().mod(P), y.mod(P)));
  }

  /** Reads 32 bytes as a lenient library does: y is reduced, and -0 is 0. */
  static Optional<EdwardsPoint> decodeLeniently(byte[] encoded) {
    var number = littleEndian(encoded);
    return withY(number.clearBit(255).mod(P), number.testBit(255));
  }

  byte[] encode() {
    return littleEndian(x.testBit(0) ? y.setBit(255) : y);
  }

  EdwardsPoint plus(EdwardsPoint other) {
    return affine(sum(extended(), other.extended()));
  }

  EdwardsPoint negate() {
    return new EdwardsPoint(x.negate().mod(P), y);
  }

  EdwardsPoint times(BigInteger scalar) {
    var product = IDENTITY.extended();
    for (var i = scalar.bitLength() - 1; i >= 0; i--) {
      product = sum(product, product);
      if (scalar.testBit(i)) {
        product = sum(product, extended());
      }
    }
    return affine(product);
  }

  /** SHA-512(R || A || message) mod L. */
  static BigInteger challenge(byte[] r, byte[] publicKey, byte[] message) {
    try {
      var hash = MessageDigest.getInstance("SHA-512").digest(Bytes.concat(r, publicKey, message));
      return littleEndian(hash).mod(L);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  static BigInteger littleEndian(byte[] bytes) {
    return new BigInteger(1, reversed(bytes));
  }

  static byte[] littleEndian(BigInteger number) {
    var bigEndian = number.toByteArray();
    var bytes = new byte[32];
    for (var i = 0; i < Math.min(32, bigEndian.length); i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return bytes;
  }

  /** X, Y, Z, T with x = X/Z, y = Y/Z, x * y = T/Z (section 5.1.4). */
  private List<BigInteger> extended() {
    return List.of(x, y, BigInteger.ONE, x.multiply(y).mod(P));
  }

  /** The complete addition law of section 5.1.4; it doubles as well. */
  private static List<BigInteger> sum(List<BigInteger> p, List<BigInteger> q) {
    var a = p.get(1).subtract(p.get(0)).multiply(q.get(1).subtract(q.get(0)));
    var b = p.get(1).add(p.get(0)).multiply(q.get(1).add(q.get(0)));
    var c = p.get(3).multiply(q.get(3)).mod(P).multiply(D).shiftLeft(1);
    var d = p.get(2).multiply(q.get(2)).shiftLeft(1);
    var e = b.subtract(a).mod(P);
    var f = d.subtract(c).mod(P);
    var g = d.add(c).mod(P);
    var h = b.add(a).mod(P);
    return List.of(
        e.multiply(f).mod(P), g.multiply(h).mod(P), f.multiply(g).mod(P), e.multiply(h).mod(P));
  }

  private static EdwardsPoint affine(List<BigInteger> p) {
    var inverse = p.get(2).modInverse(P);
    return new EdwardsPoint(p.get(0).multiply(inverse).mod(P), p.get(1).multiply(inverse).mod(P));
  }

  private static byte[] reversed(byte[] bytes) {
    var reversed = new byte[bytes.length];
    for (var i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
