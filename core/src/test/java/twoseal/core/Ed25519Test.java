package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One rule for what an Ed25519 signature is, whoever computes it. */
class Ed25519Test {
  private static final EdwardsPoint BASE = EdwardsPoint.base();

  /** As AWS-LC does: encodes [S]B - [h]A and compares the bytes. */
  private static final SignatureCheck COMPARING_BYTES = Ed25519Test::encodesToR;

  private static final List<SignatureCheck> CHECKS =
      List.of(Ed25519.STRICT, Ed25519.strict(Ed25519::isValidPublicKey, COMPARING_BYTES));

  @Test
  void theSignaturesOfTheRfcAreMadeAndHold() {
    var vectors = Vectors.json("ed25519/rfc8032.json").get("valid");
    assertThat(vectors).hasSize(5);
    for (var vector : vectors) {
      var name = vector.get("name").asString();
      var seed = hex(vector.get("seed").asString());
      var message = hex(vector.get("message").asString());
      assertThat(Bytes.hex(Ed25519.publicKey(seed)))
          .as(name)
          .isEqualTo(vector.get("publicKey").asString());
      assertThat(Bytes.hex(Ed25519.sign(seed, message)))
          .as(name)
          .isEqualTo(vector.get("signature").asString());
      for (var check : CHECKS) {
        assertThat(check.holds(Ed25519.publicKey(seed), message, Ed25519.sign(seed, message)))
            .as(name)
            .isTrue();
      }
    }
  }

  @Test
  void wycheproofIsJudgedAlike() {
    var tests = 0;
    for (var group : Vectors.json("ed25519/wycheproof.json").get("testGroups")) {
      var publicKey = hex(group.get("publicKey").get("pk").asString());
      for (var test : group.get("tests")) {
        tests++;
        for (var check : CHECKS) {
          assertThat(
                  check.holds(
                      publicKey, hex(test.get("msg").asString()), hex(test.get("sig").asString())))
              .as("%d %s", test.get("tcId").asInt(), test.get("comment").asString())
              .isEqualTo(test.get("result").asString().equals("valid"));
        }
      }
    }
    assertThat(tests).isEqualTo(151);
  }

  @Test
  void nothingOfTamingTheManyEdDsasHolds() {
    var cases = Vectors.json("ed25519/speccheck.json");
    assertThat(cases).hasSize(12);
    for (var one : cases) {
      for (var check : CHECKS) {
        assertThat(
                check.holds(
                    hex(one.get("pub_key").asString()),
                    hex(one.get("message").asString()),
                    hex(one.get("signature").asString())))
            .as(one.get("message").asString())
            .isFalse();
      }
    }
  }

  /** {@code -Dvectors.write=true} writes the file anew from its construction. */
  @Test
  void theEdgesAreThoseConstructed() throws Exception {
    var edges = Ed25519Edges.all();
    var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    var file = Map.of("edges", edges);
    if (Boolean.getBoolean("vectors.write")) {
      Files.writeString(Vectors.path("ed25519/edges.json"), mapper.writeValueAsString(file) + "\n");
    }
    assertThat(Vectors.json("ed25519/edges.json")).isEqualTo(mapper.valueToTree(file));
    // Each family of table 5 is there with a verifier that would have taken it.
    assertThat(edges.stream().filter(e -> !e.holds() && e.cofactorless())).hasSizeGreaterThan(40);
    assertThat(edges.stream().filter(e -> !e.holds() && e.cofactored() && !e.cofactorless()))
        .hasSizeGreaterThan(10);
  }

  @Test
  void edgesHoldOnlyWhereTheRuleSaysSo() {
    var edges = Vectors.json("ed25519/edges.json").get("edges");
    assertThat(edges).hasSizeGreaterThan(400);
    for (var edge : edges) {
      for (var check : CHECKS) {
        assertThat(
                check.holds(
                    hex(edge.get("publicKey").asString()),
                    hex(edge.get("message").asString()),
                    hex(edge.get("signature").asString())))
            .as(edge.get("name").asString())
            .isEqualTo(edge.get("holds").asBoolean());
      }
    }
  }

  @Test
  void publicKeysAreCanonicalPointsOfTheSubgroup() {
    var honest = Ed25519.publicKey(new byte[32]);
    assertThat(Ed25519.isValidPublicKey(honest)).isTrue();
    assertThat(Ed25519.isValidPublicKey(BASE.encode())).isTrue();
    assertThat(Ed25519.isValidPublicKey(Arrays.copyOf(honest, 31))).isFalse();
    assertThat(Ed25519.isValidPublicKey(Arrays.copyOf(honest, 33))).isFalse();
    assertThat(Ed25519.isValidPublicKey(new byte[0])).isFalse();
    // The only points with two encodings of y: where one is in the subgroup, it counts once.
    for (var y = 0; y < 19; y++) {
      var number = BigInteger.valueOf(y);
      var inSubgroup =
          EdwardsPoint.withY(number, false)
              .filter(point -> point.times(EdwardsPoint.L).equals(EdwardsPoint.IDENTITY))
              .filter(point -> !point.equals(EdwardsPoint.IDENTITY));
      assertThat(Ed25519.isValidPublicKey(EdwardsPoint.littleEndian(number)))
          .as("y = %d", y)
          .isEqualTo(inSubgroup.isPresent());
      assertThat(Ed25519.isValidPublicKey(EdwardsPoint.littleEndian(EdwardsPoint.P.add(number))))
          .as("y = p + %d", y)
          .isFalse();
    }
    var torsion = EdwardsPoint.ofOrderEight();
    for (var k = 0; k < 8; k++) {
      var small = torsion.times(BigInteger.valueOf(k));
      assertThat(Ed25519.isValidPublicKey(small.encode())).isFalse();
      assertThat(Ed25519.isValidPublicKey(BASE.plus(small).encode())).isEqualTo(k == 0);
    }
  }

  @Test
  void argumentsOfOtherLengthsDoNotHold() {
    var seed = new byte[32];
    var publicKey = Ed25519.publicKey(seed);
    var signature = Ed25519.sign(seed, new byte[0]);
    for (var check : CHECKS) {
      assertThat(check.holds(publicKey, new byte[0], signature)).isTrue();
      for (var length : List.of(0, 31, 32, 63, 65)) {
        assertThat(check.holds(publicKey, new byte[0], Arrays.copyOf(signature, length))).isFalse();
        assertThat(
                length == 32
                    || !check.holds(Arrays.copyOf(publicKey, length), new byte[0], signature))
            .isTrue();
      }
    }
    assertThatThrownBy(() -> Ed25519.publicKey(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ed25519.sign(new byte[31], new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void signaturesHoldForTheirMessageAlone() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 20; i++) {
      var privateKey = new byte[32];
      random.nextBytes(privateKey);
      var message = new byte[1 + random.nextInt(200)];
      random.nextBytes(message);
      var publicKey = Ed25519.publicKey(privateKey);
      var signature = Ed25519.sign(privateKey, message);
      for (var check : CHECKS) {
        assertThat(check.holds(publicKey, message, signature)).as("seed %d", seed).isTrue();
        assertThat(check.holds(publicKey, flipped(message, random), signature))
            .as("seed %d", seed)
            .isFalse();
        assertThat(check.holds(publicKey, message, flipped(signature, random)))
            .as("seed %d", seed)
            .isFalse();
        assertThat(check.holds(flipped(publicKey, random), message, signature))
            .as("seed %d", seed)
            .isFalse();
      }
    }
  }

  private static boolean encodesToR(byte[] publicKey, byte[] message, byte[] signature) {
    var r = Arrays.copyOf(signature, 32);
    var s = EdwardsPoint.littleEndian(Arrays.copyOfRange(signature, 32, 64));
    var h = EdwardsPoint.challenge(r, publicKey, message);
    var a = EdwardsPoint.decodeLeniently(publicKey).orElseThrow();
    var expected = BASE.times(s).plus(a.times(h).negate());
    return Arrays.equals(expected.encode(), r);
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    var flipped = bytes.clone();
    flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] hex(String hex) {
    return Bytes.parseHex(hex, hex.length() / 2);
  }
}
