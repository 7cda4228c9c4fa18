package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signatures, checkpoints and proofs that others made. */
class VectorsTest {
  @Test
  void theEdgesOfEd25519AreJudgedByTheOneRule() throws Exception {
    var edges = Vectors.of("ed25519/edges.json");
    for (var edge : edges) {
      var key = new Vkey("k", "00000000", 1, edge.string("publicKey").orElseThrow());
      var message = Bytes.unhex(edge.string("message").orElseThrow());
      var signature = Bytes.unhex(edge.string("signature").orElseThrow());
      assertThat(key.verifies(message, signature))
          .as(edge.text())
          .isEqualTo(edge.word("holds").equals("true"));
    }
    assertThat(edges).hasSizeGreaterThan(10);
  }

  @Test
  void realCosignaturesHold() throws Exception {
    var checked = 0;
    for (var vector : Vectors.of("cosignature/cosignature-v1.json")) {
      var text = vector.string("note").orElse("");
      if (!text.isEmpty() && vector.string("vkey").isPresent()) {
        var form = new Form(new Checks(), VerId.CHECKPOINT, "vector");
        var key = Vkey.parse(vector.string("vkey").get(), Vkey.COSIGNATURE, form);
        var line = text.substring(text.lastIndexOf("\u2014")).split(" ", 3);
        var bytes = Bytes.base64(line[2].stripTrailing()).orElseThrow();
        var timeS = java.nio.ByteBuffer.wrap(bytes, 4, 8).getLong();
        var signed = text.substring(0, text.indexOf("\n\n") + 1);
        var message = "cosignature/v1\ntime " + timeS + "\n" + signed;
        var signature = java.util.Arrays.copyOfRange(bytes, 12, 76);
        assertThat(key.verifies(message.getBytes(UTF_8), signature)).as(text).isTrue();
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(3);
  }

  @Test
  void inclusionProofsAreJudgedAsByTheReference() throws Exception {
    var checked = 0;
    for (var probe : Vectors.under("merkle/inclusion")) {
      var root =
          LogTree.rootOf(
              Long.parseUnsignedLong(probe.word("leafIdx")),
              Long.parseUnsignedLong(probe.word("treeSize")),
              hex(probe.string("leafHash").orElse("")),
              probe.strings("proof").stream().map(VectorsTest::hex).toList());
      // Hashes of other lengths cannot be written in a receipt.
      var holds =
          probe.string("leafHash").orElse("").length() == 44
              && root.equals(Optional.of(hex(probe.string("root").orElse(""))));
      assertThat(holds).as(probe.text()).isEqualTo(!probe.word("wantErr").equals("true"));
      checked++;
    }
    assertThat(checked).isGreaterThan(90);
  }

  @Test
  void consistencyProofsAreJudgedAsByTheReference() throws Exception {
    var checked = 0;
    for (var probe : Vectors.under("merkle/consistency")) {
      if (probe.word("size1").equals("0")) {
        continue; // a checkpoint of nothing is none, so the question does not come up
      }
      var holds =
          LogTree.isConsistent(
              Long.parseUnsignedLong(probe.word("size1")),
              hex(probe.string("root1").orElse("")),
              Long.parseUnsignedLong(probe.word("size2")),
              hex(probe.string("root2").orElse("")),
              probe.strings("proof").stream().map(VectorsTest::hex).toList());
      assertThat(holds).as(probe.text()).isEqualTo(!probe.word("wantErr").equals("true"));
      checked++;
    }
    assertThat(checked).isGreaterThan(50);
  }

  @Test
  void keysWithAnotherIdOrLengthAreNone() {
    for (var text :
        List.of(
            "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann")) {
      var form = new Form(new Checks(), VerId.COMMANDS, "vector");
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> Vkey.parse(text, 1, form))
          .as(text)
          .isInstanceOf(Malformed.class);
    }
  }

  private static String hex(String base64) {
    return Bytes.hex(java.util.Base64.getDecoder().decode(base64));
  }
}
