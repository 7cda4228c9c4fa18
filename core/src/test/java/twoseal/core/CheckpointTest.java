package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2SP tlog-checkpoint, tlog-cosignature and tlog-proof. */
// Cites: LOG-5, LOG-6.
class CheckpointTest {
  private static final String ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Test
  void checkpointsOfOthersHold() {
    for (var vector : Vectors.json("checkpoint/checkpoints.json").get("valid")) {
      var note = SignedNote.parse(vector.get("note").asString());
      var checkpoint = Checkpoint.parse(note.text());
      assertThat(checkpoint.origin()).isEqualTo(vector.get("origin").asString());
      assertThat(checkpoint.size()).isEqualTo(vector.get("size").asLong());
      assertThat(checkpoint.text()).isEqualTo(note.text());
      assertThat(note.isSignedBy(NoteKey.parse(vector.get("vkey").asString()), Ed25519.STRICT))
          .isTrue();
      var skey = vector.get("skey");
      if (skey != null) {
        assertThat(SignedNote.sign(checkpoint.text(), Signer.parse(skey.asString())))
            .isEqualTo(note);
      }
    }
  }

  @Test
  void twoCheckpointsOfAnotherLogAreConsistent() {
    var valid = Vectors.json("checkpoint/checkpoints.json").get("valid");
    var five = Checkpoint.parse(SignedNote.parse(valid.get(2).get("note").asString()).text());
    var eight = Checkpoint.parse(SignedNote.parse(valid.get(3).get("note").asString()).text());
    var proof =
        Vectors.strings(valid.get(3).get("consistencyProofHex")).stream()
            .map(Digest::ofHex)
            .toList();
    assertThat(MerkleTree.consistencyHolds(5, five.root(), 8, eight.root(), proof)).isTrue();
    assertThat(MerkleTree.consistencyHolds(4, five.root(), 8, eight.root(), proof)).isFalse();
  }

  @Test
  void textsOfOthersAreReadOrRefused() {
    var vectors = Vectors.json("checkpoint/checkpoints.json");
    var text = vectors.get("text_only_unsigned").get(0).get("text").asString();
    var root = MerkleTree.leafHash(Bytes.utf8("hello world"));
    assertThat(Checkpoint.parse(text))
        .isEqualTo(new Checkpoint("go.sum database tree", 123456789012L, root));
    for (var invalid : Vectors.strings(vectors.get("unmarshal_invalid").get("texts"))) {
      assertThatThrownBy(() -> Checkpoint.parse(invalid))
          .as(invalid)
          .isInstanceOf(MalformedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "o\n",
        "o\n1\n" + ROOT,
        "\n1\n" + ROOT + "\n",
        "o\n01\n" + ROOT + "\n",
        "o\n-1\n" + ROOT + "\n",
        "o\n\n" + ROOT + "\n",
        "o\n9223372036854775808\n" + ROOT + "\n",
        "o\n1\n" + ROOT + "\nextension\n",
        "o\n1\n" + ROOT + "\n\n",
        "o\n1\nYmFuYW5hcw==\n",
        "o\n1\n" + ROOT + " \n",
        "o\u0001\n1\n" + ROOT + "\n",
        "o\n1 \n" + ROOT + "\n"
      })
  void checkpointsHaveOneForm(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void checkpointsCheckThemselves() {
    assertThatThrownBy(() -> new Checkpoint("", 0, Digest.ZERO))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new Checkpoint("a\nb", 0, Digest.ZERO))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new Checkpoint("a", -1, Digest.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Checkpoint.parse("o\nx\n" + ROOT + "\n"))
        .hasMessageStartingWith("line 2: ");
    assertThatThrownBy(() -> Checkpoint.parse("o\n1\nx\n")).hasMessageStartingWith("line 3: ");
  }

  @Test
  void cosignaturesOfOthersHold() {
    for (var vector : Vectors.json("cosignature/cosignature-v1.json").get("valid")) {
      var note = SignedNote.parse(vector.get("note").asString());
      var key = NoteKey.parse(vector.get("vkey").asString());
      assertThat(key.type()).isEqualTo(NoteKey.Type.COSIGNATURE);
      assertThat(note.isSignedBy(key, Ed25519.STRICT)).isTrue();
      assertThat(Cosignature.timeS(note.signatures().getLast())).isEqualTo(0x69546780L);
      assertThat(key.holds(note.text() + "x\n", note.signatures().getLast(), Ed25519.STRICT))
          .isFalse();
    }
    var line =
        Vectors.json("cosignature/cosignature-v1.json")
            .get("illustrative_key_not_published")
            .get(0)
            .get("line");
    assertThat(Cosignature.timeS(SignatureLine.parse(line.asString().strip())))
        .isEqualTo(1679315147L);
  }

  @Test
  void cosignaturesAreOfATimeAndTheWholeText() {
    var seed = Digest.sha256(Bytes.utf8("witness")).bytes();
    var witness = Signer.cosigner("witness", seed);
    var checkpoint = new Checkpoint("example.com/behind-the-sofa", 20852163, Digest.ZERO);
    var line = witness.cosign(checkpoint, 1679315147);
    assertThat(Cosignature.message(1679315147, checkpoint.text()))
        .asString(java.nio.charset.StandardCharsets.UTF_8)
        .isEqualTo("cosignature/v1\ntime 1679315147\n" + checkpoint.text());
    assertThat(Cosignature.timeS(line)).isEqualTo(1679315147);
    assertThat(line.signature()).hasSize(72);
    assertThat(witness.key().holds(checkpoint.text(), line, Ed25519.STRICT)).isTrue();
    assertThat(witness.cosign(checkpoint, 1679315147)).isEqualTo(line);
    var later = line.signature();
    later[7]++;
    assertThat(
            witness
                .key()
                .holds(checkpoint.text(), SignatureLine.of(witness.key(), later), Ed25519.STRICT))
        .isFalse();
    assertThatThrownBy(() -> Cosignature.message(-1, "a\n"))
        .isInstanceOf(IllegalArgumentException.class);
    // The same key as a signer of notes has another id, and neither passes for the other.
    var plain = Signer.of("witness", seed).sign(checkpoint.text());
    assertThat(witness.key().holds(checkpoint.text(), plain, Ed25519.STRICT)).isFalse();
  }

  @Test
  void cosignaturesOfAnotherLengthOrTooLateATimeAreNone() {
    var key = Signer.cosigner("witness", new byte[32]).key();
    for (var length : List.of(8, 64, 71, 73)) {
      var line = SignatureLine.of(key, new byte[length]);
      assertThat(key.holds("a\n", line, Ed25519.STRICT)).isFalse();
      assertThatThrownBy(() -> Cosignature.timeS(line)).isInstanceOf(MalformedException.class);
    }
    var vast = new byte[72];
    vast[0] = (byte) 0x80;
    var line = SignatureLine.of(key, vast);
    assertThat(key.holds("a\n", line, Ed25519.STRICT)).isFalse();
    assertThatThrownBy(() -> Cosignature.timeS(line)).isInstanceOf(MalformedException.class);
  }

  @Test
  void proofsOfOthersAreReadOrRefused() {
    var vectors = Vectors.json("tlog-proof/tlog-proof.json");
    for (var vector : vectors.get("valid")) {
      var proof = TlogProof.parse(vector.get("text").asString());
      assertThat(proof.index()).isEqualTo(vector.get("index").asLong());
      assertThat(proof.path()).map(Digest::base64).isEqualTo(Vectors.strings(vector.get("hashes")));
      assertThat(proof.checkpoint()).isEqualTo(vector.get("checkpoint").asString());
      var extra =
          Optional.ofNullable(vector.get("extraUtf8"))
              .map(e -> Bytes.base64(Bytes.utf8(e.asString())));
      assertThat(proof.extraBase64()).isEqualTo(extra);
      assertThat(proof.format()).isEqualTo(vector.get("text").asString());
      assertThat(TlogProof.parse(proof.bytes())).isEqualTo(proof);
    }
    for (var invalid : Vectors.strings(vectors.get("invalid"))) {
      assertThatThrownBy(() -> TlogProof.parse(invalid))
          .as(invalid)
          .isInstanceOf(MalformedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nc\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\nc",
        "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\nc\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nextra AA==\n\nc\n",
        "c2sp.org/tlog-proof@v1\nextra AA==\nextra AA==\nindex 0\n\nc\n",
        "c2sp.org/tlog-proof@v1\nextra AA==\n\nc\n",
        "c2sp.org/tlog-proof@v1\nextra AB==\nindex 0\n\nc\n",
        "c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\nc\r\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAA==\n\nc\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0 \n\nc\n",
        "\n\nc\n"
      })
  void proofsHaveOneForm(String text) {
    assertThatThrownBy(() -> TlogProof.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void aReceiptHoldsForItsEntryAlone() {
    var leaves =
        List.of(
            MerkleTree.leafHash(new byte[] {1}), MerkleTree.leafHash(new byte[] {2}), Digest.ZERO);
    var checkpoint = new Checkpoint("example.com/log", 3, MerkleTree.root(leaves));
    var note = SignedNote.sign(checkpoint.text(), Signer.of("example.com/log", new byte[32]));
    var receipt = TlogProof.of(1, MerkleTree.inclusionProof(1, 3, MerkleTree.over(leaves)), note);
    var read = TlogProof.parse(receipt.bytes());
    assertThat(read.note()).isEqualTo(note);
    assertThat(read.holds(leaves.get(1), Checkpoint.parse(read.note().text()))).isTrue();
    assertThat(read.holds(leaves.get(0), checkpoint)).isFalse();
    assertThat(read.holds(leaves.get(1), new Checkpoint("example.com/log", 3, Digest.ZERO)))
        .isFalse();
  }

  @Test
  void receiptsCheckThemselves() {
    var none = Optional.<String>empty();
    assertThatThrownBy(() -> new TlogProof(none, -1, List.of(), "c\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TlogProof(Optional.of("A"), 0, List.of(), "c\n"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new TlogProof(none, 0, List.of(), "c"))
        .isInstanceOf(MalformedException.class);
    var tooLong = Collections.nCopies(TlogProof.PATH_MAX + 1, Digest.ZERO);
    assertThatThrownBy(() -> new TlogProof(none, 0, tooLong, "c\n"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> TlogProof.parse(new byte[TlogProof.BYTES_MAX + 1]))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> TlogProof.parse("c2sp.org/tlog-proof@v1\nindex 0\nx\n\nc\n"))
        .hasMessageStartingWith("line 3: ");
    assertThatThrownBy(() -> TlogProof.parse("c2sp.org/tlog-proof@v1\nextra AA==\nindex x\n\nc\n"))
        .hasMessageStartingWith("line 3: ");
  }

  @Test
  void damagedCheckpointsAndProofsAreRefusedOrRoundTrip() {
    var checkpoints = new ArrayList<byte[]>();
    for (var vector : Vectors.json("checkpoint/checkpoints.json").get("valid")) {
      checkpoints.add(Bytes.utf8(SignedNote.parse(vector.get("note").asString()).text()));
    }
    Mutations.areRefusedOrRoundTrip(
        checkpoints, text -> Bytes.utf8(Checkpoint.parse(Bytes.parseUtf8(text)).text()));
    var proofs = new ArrayList<byte[]>();
    for (var vector : Vectors.json("tlog-proof/tlog-proof.json").get("valid")) {
      proofs.add(Bytes.utf8(vector.get("text").asString()));
    }
    Mutations.areRefusedOrRoundTrip(proofs, proof -> TlogProof.parse(proof).bytes());
  }
}
