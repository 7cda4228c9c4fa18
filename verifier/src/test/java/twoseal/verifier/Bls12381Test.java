package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.verifier.Bls12381.Finding;
import twoseal.verifier.Bls12381.Pair;

class Bls12381Test {
  /** The order of both groups. */
  private static final BigInteger R =
      Bls12381.X.pow(4).subtract(Bls12381.X.pow(2)).add(BigInteger.ONE);

  private static final HexFormat HEX = HexFormat.of();
  private static final Path VECTORS = Path.of("..", "spec", "vectors", "beacon");

  /** A line of a vector file: its first word, and its fields by name. */
  record Line(String kind, Map<String, String> fields) {
    static Line of(String text) {
      var words = List.of(text.split(" ", -1));
      return new Line(
          words.getFirst(),
          words.stream()
              .skip(1)
              .map(word -> word.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    String get(String name) {
      return fields.getOrDefault(name, "");
    }

    Finding check(String key) {
      return Bls12381.checkRound(
          HEX.parseHex(key), Long.parseLong(get("round")), HEX.parseHex(get("signature")));
    }
  }

  private static List<Line> lines(String file, String kind) throws IOException {
    try (var lines = Files.lines(VECTORS.resolve(file))) {
      return lines.filter(line -> line.startsWith(kind + " ")).map(Line::of).toList();
    }
  }

  static Stream<Line> published() throws IOException {
    return Stream.concat(
        lines("drand-quicknet.txt", "beacon").stream(),
        lines("drand-other-schemes.txt", "beacon").stream()
            .filter(line -> line.get("signature").length() == 96));
  }

  static Stream<Line> wrong() throws IOException {
    return Stream.concat(
        lines("drand-quicknet.txt", "bad").stream(),
        lines("drand-other-schemes.txt", "bad").stream());
  }

  static Stream<Line> refused() throws IOException {
    return lines("made-for-twoseal.txt", "refused").stream();
  }

  static Stream<Line> signed() throws IOException {
    return lines("made-for-twoseal.txt", "signed").stream();
  }

  static Stream<Line> badKeys() throws IOException {
    return lines("made-for-twoseal.txt", "bad-key").stream();
  }

  private static Line chain(String id) throws IOException {
    return Stream.concat(
            lines("drand-quicknet.txt", "chain").stream(),
            lines("drand-other-schemes.txt", "chain").stream())
        .filter(line -> line.get("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("published")
  void aPublishedRoundHoldsIfItIsOfTheScheme(Line beacon) throws IOException {
    var chain = chain(beacon.get("id"));
    var ours = chain.get("scheme").equals("bls-unchained-g1-rfc9380");
    assertThat(beacon.check(chain.get("public_key")))
        .isEqualTo(ours ? Finding.HOLDS : Finding.MISMATCH);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aRoundMovedOrForgedIsRefused(Line beacon) throws IOException {
    var infinite = beacon.get("signature").startsWith("c0");
    assertThat(beacon.check(chain(beacon.get("id")).get("public_key")))
        .isEqualTo(infinite ? Finding.INFINITY : Finding.MISMATCH);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void badBytesAreRefusedByTheRuleTheyBreak(Line line) throws IOException {
    assertThat(line.check(chain("quicknet").get("public_key")))
        .isEqualTo(Finding.valueOf(line.get("reason")));
  }

  @ParameterizedTest
  @MethodSource("signed")
  void whatBlstSignedHolds(Line line) {
    assertThat(line.check(line.get("public_key"))).isEqualTo(Finding.HOLDS);
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void aKeyThatIsNoneIsRefused(Line line) {
    assertThat(Bls12381.isKey(HEX.parseHex(line.get("public_key")))).isFalse();
  }

  @Test
  void quicknetsKeyIsOne() throws IOException {
    assertThat(Bls12381.isKey(HEX.parseHex(chain("quicknet").get("public_key")))).isTrue();
  }

  @Test
  void whatIsNoPointIsNoKeyToCheckBy() {
    assertThatThrownBy(() -> Bls12381.checkRound(new byte[96], 1, new byte[48]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("public key");
  }

  /** By what the order is: r times a point of the group, and of no other, is the infinite one. */
  @Test
  void theGroupsAreThePointsOfOrderR() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      var g1 = HashToG1.hash(new byte[] {(byte) i}, "a tag of this test");
      var g2 = Bls12381.G2.times(new BigInteger(255, random));
      var any1 = point(random, true);
      var any2 = point(random, false);
      var torsion1 = any1.times(R);
      var torsion2 = any2.times(R);
      for (var each : List.of(g1, any1, torsion1, g1.plus(torsion1))) {
        assertThat(Bls12381.isInG1(each)).as("seed %d", seed).isEqualTo(isOfOrderR(each));
      }
      for (var each : List.of(g2, any2, torsion2, g2.plus(torsion2))) {
        assertThat(Bls12381.isInG2(each)).as("seed %d", seed).isEqualTo(isOfOrderR(each));
      }
    }
    assertThat(Bls12381.isInG1(CurvePoint.INFINITY)).isFalse();
    assertThat(Bls12381.isInG2(CurvePoint.INFINITY)).isFalse();
  }

  private static boolean isOfOrderR(CurvePoint point) {
    return !point.infinite() && point.times(R).infinite();
  }

  /** Some point of a curve, hardly ever of the group. */
  private static CurvePoint point(Random random, boolean isFirst) {
    while (true) {
      var x =
          Fp2.reduced(
              new BigInteger(400, random), isFirst ? BigInteger.ZERO : new BigInteger(400, random));
      var b = isFirst ? Fp2.of(4, 0) : Fp2.of(4, 4);
      var y = x.squared().times(x).plus(b).root();
      if (y.isPresent() && (!isFirst || y.get().im().signum() == 0)) {
        return CurvePoint.of(x, y.get());
      }
    }
  }

  /** The final power as it is written, against the one that is computed. */
  @Test
  void theFinalPowerIsTheOneOfThePairing() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var exponent = Fp2.P.pow(6).add(BigInteger.ONE).divide(R);
    for (int i = 0; i < 4; i++) {
      var f = number(random);
      // Of a number that is a power of r the final power is one.
      for (var each : List.of(f, f.power(R))) {
        assertThat(Bls12381.isOneAfterTheFinalPower(each))
            .as("seed %d", seed)
            .isEqualTo(each.power(exponent).isNonZeroAndEven())
            .isEqualTo(each != f);
      }
    }
  }

  private static Fp12 number(Random random) {
    return Fp12.of(
        Stream.generate(() -> Fp2.reduced(new BigInteger(400, random), new BigInteger(400, random)))
            .limit(6)
            .toArray(Fp2[]::new));
  }

  @Test
  void thePairingIsBilinear() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var p = HashToG1.hash(new byte[0], "a tag of this test");
    var a = new BigInteger(255, random);
    var b = new BigInteger(255, random);
    var ab = a.multiply(b).mod(R);
    var left = new Pair(p.times(a), Bls12381.G2.times(b));
    assertThat(
            Bls12381.pairingsMultiplyToOne(
                List.of(left, new Pair(p.times(ab).negate(), Bls12381.G2))))
        .as("seed %d", seed)
        .isTrue();
    assertThat(
            Bls12381.pairingsMultiplyToOne(
                List.of(left, new Pair(p.times(ab.add(BigInteger.ONE)).negate(), Bls12381.G2))))
        .as("seed %d", seed)
        .isFalse();
  }
}
