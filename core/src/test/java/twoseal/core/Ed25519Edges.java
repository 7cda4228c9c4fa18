package twoseal.core;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Signatures on which libraries disagree, made by construction after "Taming the many EdDSAs"
 * (Chalkias, Garillot, Nikolaenko 2020, table 5) and the ways its authors leave out. Every message
 * is what some entrance signs: the text of a checkpoint, or what a witness signs of one; so every
 * edge can be brought to every place that checks signatures.
 */
final class Ed25519Edges {
  /**
   * @param signs what kind of text the message is
   * @param cofactorless whether the equation holds as RFC 8032 has it, reading leniently
   * @param cofactored whether it holds times eight
   * @param holds whether our rule takes it
   */
  record Edge(
      String name,
      String signs,
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
  private static final EdwardsPoint A = B.times(KEY);
  private static final EdwardsPoint R = B.times(NONCE);

  private final boolean cosigns;
  private final List<Edge> edges = new ArrayList<>();

  private Ed25519Edges(boolean cosigns) {
    this.cosigns = cosigns;
  }

  /** All edges; the same at every call. */
  static List<Edge> all() {
    var all = new ArrayList<Edge>();
    for (var cosigns : List.of(false, true)) {
      var made = new Ed25519Edges(cosigns);
      made.addHonest();
      made.addSmallOrder();
      made.addMixedOrder();
      made.addNonCanonicalPoints();
      made.addMalleableScalars();
      made.addNoPoints();
      if (!cosigns) {
        made.addEveryEncodingOfTorsion();
      }
      all.addAll(made.edges);
    }
    return all;
  }

  /** The i-th message: a checkpoint of i + 1 entries. */
  private byte[] message(int i) {
    var text = new Checkpoint("edge.example/log", i + 1L, Digest.ZERO).text();
    return cosigns ? Cosignature.message(1_700_000_000L, text) : Bytes.utf8(text);
  }

  private void addHonest() {
    var a = A;
    for (var i = 0; i < 4; i++) {
      add("valid-" + i, a.encode(), KEY, R, NONCE, 1000 + i, true);
    }
    var signature = signature(a.encode(), KEY, R.encode(), NONCE, message(1));
    put("invalid-another-message", a.encode(), message(2), signature, false);
    // R and S of nothing: what stands in a buffer that nobody filled.
    put("invalid-all-zeros", a.encode(), message(1), new byte[64], false);
    var zeroS = Arrays.copyOf(Arrays.copyOf(signature, 32), 64);
    put("invalid-s-zero", a.encode(), message(1), zeroS, false);
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
          h -> torsion.times(h.mod(EIGHT)).negate(),
          zero,
          (r, h) -> torsion.times(h.mod(EIGHT)).negate().equals(r));
      // S = r: anybody signs anything for such a key where h is a multiple of its order.
      search(
          "invalid-a-" + name,
          torsion.encode(),
          zero,
          h -> R,
          NONCE,
          (r, h) -> torsion.times(h.mod(EIGHT)).equals(EdwardsPoint.IDENTITY));
      // An honest key, and a nonce of zero that leaves only torsion.
      add("invalid-r-" + name, A.encode(), KEY, torsion, zero, 1, false);
      // S = L is zero to who reduces it.
      searchWithS(
          "invalid-a-and-r-s-is-l-" + name,
          torsion.encode(),
          h -> torsion.times(h.mod(EIGHT)).negate().encode(),
          EdwardsPoint.L,
          (r, h) -> Arrays.equals(torsion.times(h.mod(EIGHT)).negate().encode(), r));
    }
  }

  private void addMixedOrder() {
    var honest = A;
    var mixed = honest.plus(T8);
    search(
        "invalid-a-mixed-r-honest-cofactorless",
        mixed.encode(),
        KEY,
        h -> R,
        NONCE,
        (r, h) -> h.mod(EIGHT).signum() == 0);
    search(
        "invalid-a-mixed-r-honest-cofactored-only",
        mixed.encode(),
        KEY,
        h -> R,
        NONCE,
        (r, h) -> h.mod(EIGHT).signum() != 0);
    search(
        "invalid-a-mixed-r-mixed-cofactorless",
        mixed.encode(),
        KEY,
        h -> R.plus(T8.times(h.mod(EIGHT)).negate()),
        NONCE,
        (r, h) -> R.plus(T8.times(h.mod(EIGHT)).negate()).equals(r));
    search(
        "invalid-a-small-order-r-mixed-cofactorless",
        T8.encode(),
        BigInteger.ZERO,
        h -> R.plus(T8.times(h.mod(EIGHT)).negate()),
        NONCE,
        (r, h) -> R.plus(T8.times(h.mod(EIGHT)).negate()).equals(r));
    search(
        "invalid-a-mixed-r-small-order-cofactorless",
        mixed.encode(),
        KEY,
        h -> T8.times(h.mod(EIGHT)).negate(),
        BigInteger.ZERO,
        (r, h) -> T8.times(h.mod(EIGHT)).negate().equals(r));
    for (var k = 1; k < 8; k++) {
      var r = R.plus(T8.times(BigInteger.valueOf(k)));
      // Those of k and 8 - k together hold where a batch is added up without random factors.
      add("invalid-r-mixed-cofactored-only-" + k, honest.encode(), KEY, r, NONCE, 1, false);
      var other = honest.plus(T8.times(BigInteger.valueOf(k)));
      var order = BigInteger.valueOf(8 / BigInteger.valueOf(k).gcd(EIGHT).intValue());
      search(
          "invalid-a-mixed-cofactorless-" + k,
          other.encode(),
          KEY,
          h -> R,
          NONCE,
          (p, h) -> h.mod(order).signum() == 0);
    }
  }

  private void addNonCanonicalPoints() {
    var honest = A.encode();
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
        var signature = signature(a, BigInteger.ZERO, R.encode(), NONCE, message(1));
        put("invalid-a-non-canonical-y-p-plus-" + y, a, message(1), signature, false);
        var asR = signature(honest, KEY, a, NONCE, message(1));
        put("invalid-r-non-canonical-y-p-plus-" + y, honest, message(1), asR, false);
      }
    }
  }

  /**
   * A and R each in all 14 encodings of the eight torsion points, S = 0: with cofactor all hold,
   * without it some, byte for byte few (the grid of ZIP 215).
   */
  private void addEveryEncodingOfTorsion() {
    var p = EdwardsPoint.P;
    var encodings = new ArrayList<byte[]>();
    for (var k = 0; k < 8; k++) {
      encodings.add(T8.times(BigInteger.valueOf(k)).encode());
    }
    for (var sign : List.of(false, true)) {
      encodings.add(encoded(p, sign));
      encodings.add(encoded(p.add(BigInteger.ONE), sign));
    }
    encodings.add(encoded(BigInteger.ONE, true));
    encodings.add(encoded(p.subtract(BigInteger.ONE), true));
    for (var a = 0; a < encodings.size(); a++) {
      for (var r = 0; r < encodings.size(); r++) {
        put(
            "invalid-torsion-a-" + a + "-r-" + r,
            encodings.get(a),
            message(1),
            Bytes.concat(encodings.get(r), new byte[32]),
            false);
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
        h -> R,
        NONCE,
        (r, h) -> torsion.times(h.mod(EIGHT)).equals(EdwardsPoint.IDENTITY));
    var message = message(1);
    var signature = signature(honest, KEY, encoded, BigInteger.ZERO, message);
    put("invalid-r-encoding-" + name, honest, message, signature, false);
  }

  private void addMalleableScalars() {
    var a = A.encode();
    var message = message(1);
    var signature = signature(a, KEY, R.encode(), NONCE, message);
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
    var honest = A.encode();
    var message = message(1);
    for (var y = BigInteger.TWO;
        edges.stream().noneMatch(e -> e.name.startsWith("invalid-r-no-point"));
        y = y.add(BigInteger.ONE)) {
      if (EdwardsPoint.withY(y, false).isEmpty()) {
        var none = encoded(y, false);
        var signature = signature(honest, KEY, R.encode(), NONCE, message);
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
      var message = message(i);
      for (var guess = 0; guess < 8; guess++) {
        var r = rFor.apply(BigInteger.valueOf(guess));
        if (condition.test(r, EdwardsPoint.challenge(r.encode(), a, message))) {
          put(name, a, message, signature(a, key, r.encode(), nonce, message), false);
          return;
        }
      }
    }
  }

  /** As {@link #search}, with an S that is not reduced. */
  private void searchWithS(
      String name,
      byte[] a,
      Function<BigInteger, byte[]> rFor,
      BigInteger s,
      BiPredicate<byte[], BigInteger> condition) {
    for (var i = 0; ; i++) {
      var message = message(i);
      for (var guess = 0; guess < 8; guess++) {
        var r = rFor.apply(BigInteger.valueOf(guess));
        if (condition.test(r, EdwardsPoint.challenge(r, a, message))) {
          put(name, a, message, Bytes.concat(r, EdwardsPoint.littleEndian(s)), false);
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
      int message,
      boolean holds) {
    var bytes = message(message);
    put(name, a, bytes, signature(a, key, r.encode(), nonce, bytes), holds);
  }

  private void put(String name, byte[] a, byte[] message, byte[] signature, boolean holds) {
    var difference = difference(a, message, signature);
    edges.add(
        new Edge(
            name,
            cosigns ? "cosignature" : "checkpoint",
            Bytes.hex(a),
            Bytes.hex(message),
            Bytes.hex(signature),
            difference.filter(EdwardsPoint.IDENTITY::equals).isPresent(),
            difference.map(d -> d.times(EIGHT)).filter(EdwardsPoint.IDENTITY::equals).isPresent(),
            holds));
  }

  /** R || (nonce + h * key mod L). */
  private static byte[] signature(
      byte[] a, BigInteger key, byte[] r, BigInteger nonce, byte[] message) {
    var s = nonce.add(EdwardsPoint.challenge(r, a, message).multiply(key)).mod(EdwardsPoint.L);
    return Bytes.concat(r, EdwardsPoint.littleEndian(s));
  }

  /** [S]B - R - [h]A, reading A, R and S as leniently as any library does. */
  private static Optional<EdwardsPoint> difference(byte[] a, byte[] message, byte[] signature) {
    var r = Arrays.copyOf(signature, 32);
    var publicKey = EdwardsPoint.decodeLeniently(a);
    var nonce = EdwardsPoint.decodeLeniently(r);
    if (publicKey.isEmpty() || nonce.isEmpty()) {
      return Optional.empty();
    }
    var h = EdwardsPoint.challenge(r, a, message);
    var s = EdwardsPoint.littleEndian(Arrays.copyOfRange(signature, 32, 64));
    var right = nonce.get().plus(publicKey.get().times(h));
    return Optional.of(B.times(s).plus(right.negate()));
  }

  private static byte[] encoded(BigInteger y, boolean sign) {
    return EdwardsPoint.littleEndian(sign ? y.setBit(255) : y);
  }

  private static BigInteger scalar(String of) {
    return EdwardsPoint.littleEndian(Digest.tagged("twoseal/test/ed25519", Bytes.utf8(of)).bytes())
        .mod(EdwardsPoint.L);
  }
}
