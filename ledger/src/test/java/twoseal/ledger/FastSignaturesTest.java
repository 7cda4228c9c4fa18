package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import twoseal.core.Ed25519;
import twoseal.core.SignatureCheck;

/** Every provider gives the one answer of NOTE-3: nodes that judge differently fork. */
class FastSignaturesTest {
  private static final List<SignatureCheck> CHECKS =
      Stream.concat(
              Stream.of(FastSignatures.best(), FastSignatures.bouncyCastle()),
              FastSignatures.corretto().stream())
          .toList();

  @Test
  void edgesHoldOnlyWhereTheRuleSaysSo() throws Exception {
    var edges = vectors("edges.json").get("edges");
    assertThat(edges).hasSizeGreaterThan(80);
    for (var edge : edges) {
      for (var check : CHECKS) {
        assertThat(
                check.holds(
                    hex(edge.get("publicKey")),
                    hex(edge.get("message")),
                    hex(edge.get("signature"))))
            .as(edge.get("name").asString())
            .isEqualTo(edge.get("holds").asBoolean());
      }
    }
  }

  @Test
  void otherPeoplesVectorsAreJudgedAlike() throws Exception {
    var tests = 0;
    for (var group : vectors("wycheproof.json").get("testGroups")) {
      var publicKey = hex(group.get("publicKey").get("pk"));
      for (var test : group.get("tests")) {
        tests++;
        for (var check : CHECKS) {
          assertThat(check.holds(publicKey, hex(test.get("msg")), hex(test.get("sig"))))
              .as("wycheproof %d", test.get("tcId").asInt())
              .isEqualTo(test.get("result").asString().equals("valid"));
        }
      }
    }
    assertThat(tests).isGreaterThan(100);
  }

  @Test
  void randomSignaturesAndChangesOfThemAreJudgedAlike() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 150; i++) {
      var secret = bytes(random, 32);
      var message = bytes(random, random.nextInt(400));
      var publicKey = Ed25519.publicKey(secret);
      var signature = Ed25519.sign(secret, message);
      requireAll(publicKey, message, signature, true, seed);
      requireAll(flipped(publicKey, random), message, signature, false, seed);
      requireAll(publicKey, message, flipped(signature, random), false, seed);
      requireAll(publicKey, bytes(random, message.length + 1), signature, false, seed);
      requireAll(publicKey, message, Arrays.copyOf(signature, random.nextInt(64)), false, seed);
      requireAll(Arrays.copyOf(publicKey, random.nextInt(32)), message, signature, false, seed);
    }
  }

  private static void requireAll(
      byte[] publicKey, byte[] message, byte[] signature, boolean holds, long seed) {
    for (var check : CHECKS) {
      assertThat(check.holds(publicKey, message, signature)).as("seed %d", seed).isEqualTo(holds);
    }
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    var flipped = bytes.clone();
    flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] bytes(Random random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] hex(JsonNode node) {
    return HexFormat.of().parseHex(node.asString());
  }

  private static JsonNode vectors(String file) throws Exception {
    var path = Path.of("..", "spec", "vectors", "ed25519", file);
    return new JsonMapper().readTree(Files.readAllBytes(path));
  }
}
