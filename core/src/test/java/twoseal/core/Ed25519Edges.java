package twoseal.core;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Signatures on which libraries disagree, made by construction after "Taming the many EdDSAs"
 * (Chalkias, Garillot, Nikolaenko 2020, table 5) and the ways its authors leave out.
 */
final class Ed25519Edges {
  /**
   * @param cofactorless whether the equation holds as RFC 8032 has it, reading leniently
   * @param cofactored whether it holds times eight
   * @param holds whether our rule takes it
   */
  record Edge(
      String name,
      String publicKey,
      String message,
      String signature,
      boolean cofactorless,
      boolean cofactored,
      boolean holds) {}

  private static final BigInteger EIGHT = BigInteger.valueOf(8);
  private static final EdwardsPoint B = EdwardsPoint.base();
  private static final EdwardsPoint T8 = EdwardsPoint.ofOrderEight();
  private static final BigInteger KEY = scalar("key");
  private static final BigInteger NONCE = scalar("nonce");

  private final List<Edge> edges = new ArrayList<>();

  /** All edges; the same at every call. */
  static List<Edge> all() {
    var made = new Ed25519Edges();
    made.addHonest();
    made.addSmallOrder();
    made.addMixedOrder();
    made.addNonCanonicalPoints();
    made.addMalleableScalars();
    made.addNoPoints();
    return made.edges;
  }

  private void addHonest() {
    var a = B.times(KEY);
    for (var i = 0; i < 4; i++) {
      add("valid-" + i, a.encode(), KEY, B.times(NONCE), NONCE, "honest " + i, true);
    }
    var signature =
        signature(a.encode(), KEY, B.times(NONCE).encode(), NONCE, Bytes.utf8("signed"));
    put("invalid-another-message", a.encode(), Bytes.utf8("not signed"), signature, false);
  }

  private void addSmallOrder() {
    var zero = BigInteger.ZERO;
    for (var k = 0; k < 8; k++) {
      var torsion = T8.times(BigInteger.valueOf(k));
      var order = 8 / BigInteger.valueOf(k).gcd(EIGHT).intValue();
      var name = "small-order-" + order + "-multiple-" + k;
      // [h]A cancels R: both are torsion, S = 0 proves nothing at all.
      search(
          "invalid-a-and-r-" + name,
          torsion.encode(),
          zero,
          h -> torsion.times(h).negate(),
          zero,
          (r, h) -> torsion.times(h).negate().equals(r));
      // S = r: anybody signs anything for such a key where h is a multiple of its order.
      search(
          "invalid-a-" + name,
          torsion.encode(),
          zero,
          h -> B.times(NONCE),
          NONCE,
          (r, h) -> torsion.times(h).equals(EdwardsPoint.IDENTITY));
      // An honest key, and a nonce of zero that leaves only torsion.
      add(
          "invalid-r-" + name,
          B.times(KEY).encode(),
          KEY,
          torsion,
          zero,
          "r of small order",
          false);
    }
  }

  private void addMixedOrder() {
    var honest = B.times(KEY);
    var mixed = honest.plus(T8);
    search(
        "invalid-a-mixed-r-honest-cofactorless",
        mixed.encode(),
        KEY,
        h -> B.times(NONCE),
        NONCE,
        (r, h) -> h.mod(EIGHT).signum() == 0);
    search(
        "invalid-a-mixed-r-honest-cofactored-only",
        mixed.encode(),
        KEY,
        h -> B.times(NONCE),
        NONCE,
        (r, h) -> h.mod(EIGHT).signum() != 0);
    search(
        "invalid-a-mixed-r-mixed-cofactorless",
        mixed.encode(),
        KEY,
        h -> B.times(NONCE).plus(T8.times(h).negate()),
        NONCE,
        (r, h) -> B.times(NONCE).plus(T8.times(h).negate()).equals(r));
    search(
        "invalid-a-small-order-r-mixed-cofactorless",
        T8.encode(),
        BigInteger.ZERO,
        h -> B.times(NONCE).plus(T8.times(h).negate()),
        NONCE,
        (r, h) -> B.times(NONCE).plus(T8.times(h).negate()).equals(r));
    search(
        "invalid-a-mixed-r-small-order-cofactorless",
        mixed.encode(),
        KEY,
        h -> T8.times(h).negate(),
        BigInteger.ZERO,
        (r, h) -> T8.times(h).negate().equals(r));
    for (var k = 1; k < 8; k++) {
      var r = B.times(NONCE).plus(T8.times(BigInteger.valueOf(k)));
      add("invalid-r-mixed-cofactored-only-" + k, honest.encode(), KEY, r, NONCE, "r mixed", false);
    }
  }

  private void addNonCanonicalPoints() {
    var honest = B.times(KEY).encode();
    var p = EdwardsPoint.P;
    for (var sign : List.of(false, true)) {
      var suffix = sign ? "-sign" : "";
      for (var y : List.of(0, 1)) {
        var encoded = encoded(p.add(BigInteger.valueOf(y)), sign);
        addForged("y-p-plus-" + y + suffix, encoded, honest);
      }
      addForged("y-p-minus-1" + suffix, encoded(p.subtract(BigInteger.ONE), sign), honest);
      addForged("y-1" + suffix, encoded(BigInteger.ONE, sign), honest);
    }
    // Large points with a y that has two encodings; nobody knows their keys, so nothing holds.
    for (var y = 2; y < 19; y++) {
      var number = BigInteger.valueOf(y);
      if (EdwardsPoint.withY(number, false).isPresent()) {
        var a = encoded(p.add(number), false);
        var signature =
            signature(a, BigInteger.ZERO, B.times(NONCE).encode(), NONCE, Bytes.utf8("large"));
        put("invalid-a-non-canonical-y-p-plus-" + y, a, Bytes.utf8("large"), signature, false);
      }
    }
  }

  /** A torsion point in an odd encoding, once as A where [h]A vanishes, once as R. */
  private void addForged(String name, byte[] encoded, byte[] honest) {
    var torsion = EdwardsPoint.decodeLeniently(encoded).orElseThrow();
    search(
        "invalid-a-encoding-" + name,
        encoded,
        BigInteger.ZERO,
        h -> B.times(NONCE),
        NONCE,
        (r, h) -> torsion.times(h).equals(EdwardsPoint.IDENTITY));
    var message = Bytes.utf8("odd encoding of r");
    var signature = signature(honest, KEY, encoded, BigInteger.ZERO, message);
    put("invalid-r-encoding-" + name, honest, message, signature, false);
  }

  private void addMalleableScalars() {
    var a = B.times(KEY).encode();
    var message = Bytes.utf8("malleable");
    var signature = signature(a, KEY, B.times(NONCE).encode(), NONCE, message);
    var s = EdwardsPoint.littleEndian(Arrays.copyOfRange(signature, 32, 64));
    for (var k = 1; k <= 15; k++) {
      var larger = s.add(EdwardsPoint.L.multiply(BigInteger.valueOf(k)));
      if (larger.bitLength() <= 256) {
        var malleated =
            Bytes.concat(Arrays.copyOf(signature, 32), EdwardsPoint.littleEndian(larger));
        put("invalid-s-plus-" + k + "-l", a, message, malleated, false);
      }
    }
    for (var bit = 253; bit < 256; bit++) {
      var high =
          Bytes.concat(Arrays.copyOf(signature, 32), EdwardsPoint.littleEndian(s.setBit(bit)));
      put("invalid-s-bit-" + bit, a, message, high, false);
    }
    for (var difference = -1; difference <= 1; difference++) {
      var near = EdwardsPoint.L.add(BigInteger.valueOf(difference));
      var wrong = Bytes.concat(Arrays.copyOf(signature, 32), EdwardsPoint.littleEndian(near));
      put("invalid-s-near-l-" + (difference + 1), a, message, wrong, false);
    }
  }

  private void addNoPoints() {
    var honest = B.times(KEY).encode();
    var message = Bytes.utf8("no point");
    for (var y = BigInteger.TWO;
        edges.stream().noneMatch(e -> e.name.startsWith("invalid-r-no-point"));
        y = y.add(BigInteger.ONE)) {
      if (EdwardsPoint.withY(y, false).isEmpty()) {
        var none = encoded(y, false);
        var signature = signature(honest, KEY, B.times(NONCE).encode(), NONCE, message);
        put("invalid-a-no-point", none, message, signature, false);
        put(
            "invalid-r-no-point",
            honest,
            message,
            Bytes.concat(none, Arrays.copyOfRange(signature, 32, 64)),
            false);
      }
    }
  }

  /**
   * Tries messages until R, as it should be for the h that it leads to, satisfies the condition.
   */
  private void search(
      String name,
      byte[] a,
      BigInteger key,
      Function<BigInteger, EdwardsPoint> rFor,
      BigInteger nonce,
      BiPredicate<EdwardsPoint, BigInteger> condition) {
    for (var i = 0; ; i++) {
      var message = Bytes.utf8("edge " + i);
      for (var guess = 0; guess < 8; guess++) {
        var r = rFor.apply(BigInteger.valueOf(guess));
        if (condition.test(r, EdwardsPoint.challenge(r.encode(), a, message))) {
          put(name, a, message, signature(a, key, r.encode(), nonce, message), false);
          return;
        }
      }
    }
  }

  private void add(
      String name,
      byte[] a,
      BigInteger key,
      EdwardsPoint r,
      BigInteger nonce,
      String message,
      boolean holds) {
    var bytes = Bytes.utf8(message);
    put(name, a, bytes, signature(a, key, r.encode(), nonce, bytes), holds);
  }

  private void put(String name, byte[] a, byte[] message, byte[] signature, boolean holds) {
    edges.add(
        new Edge(
            name,
            Bytes.hex(a),
            Bytes.hex(message),
            Bytes.hex(signature),
            equationHolds(a, message, signature, BigInteger.ONE),
            equationHolds(a, message, signature, EIGHT),
            holds));
  }

  /** R || (nonce + h * key mod L). */
  private static byte[] signature(
      byte[] a, BigInteger key, byte[] r, BigInteger nonce, byte[] message) {
    var s = nonce.add(EdwardsPoint.challenge(r, a, message).multiply(key)).mod(EdwardsPoint.L);
    return Bytes.concat(r, EdwardsPoint.littleEndian(s));
  }

  /** [c][S]B = [c]R + [c][h]A, reading A, R and S as leniently as any library does. */
  private static boolean equationHolds(
      byte[] a, byte[] message, byte[] signature, BigInteger cofactor) {
    var r = Arrays.copyOf(signature, 32);
    var publicKey = EdwardsPoint.decodeLeniently(a);
    var nonce = EdwardsPoint.decodeLeniently(r);
    if (publicKey.isEmpty() || nonce.isEmpty()) {
      return false;
    }
    var h = EdwardsPoint.challenge(r, a, message);
    var s = EdwardsPoint.littleEndian(Arrays.copyOfRange(signature, 32, 64));
    var right = nonce.get().plus(publicKey.get().times(h));
    return B.times(s).plus(right.negate()).times(cofactor).equals(EdwardsPoint.IDENTITY);
  }

  private static byte[] encoded(BigInteger y, boolean sign) {
    return EdwardsPoint.littleEndian(sign ? y.setBit(255) : y);
  }

  private static BigInteger scalar(String of) {
    return EdwardsPoint.littleEndian(Digest.tagged("twoseal/test/ed25519", Bytes.utf8(of)).bytes())
        .mod(EdwardsPoint.L);
  }
}
