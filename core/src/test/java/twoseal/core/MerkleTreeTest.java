package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

// Cites: LOG-8.
class MerkleTreeTest {
  private static final int PROBES = 98;

  @Test
  void inclusionProbesOfTransparencyDevAreJudgedAlike() throws Exception {
    var files = Vectors.files("merkle/inclusion");
    assertThat(files).hasSize(PROBES);
    for (var file : files) {
      var probe = probe(file);
      assertThat(includes(probe))
          .as(file.toString())
          .isNotEqualTo(probe.get("wantErr").asBoolean());
    }
  }

  @Test
  void consistencyProbesOfTransparencyDevAreJudgedAlike() throws Exception {
    var files = Vectors.files("merkle/consistency");
    assertThat(files).hasSize(PROBES);
    for (var file : files) {
      var probe = probe(file);
      var holds =
          MerkleTree.consistencyHolds(
              unsigned(probe.get("size1")),
              hash(probe.get("root1")),
              unsigned(probe.get("size2")),
              hash(probe.get("root2")),
              proof(probe.get("proof")));
      assertThat(holds).as(file.toString()).isNotEqualTo(probe.get("wantErr").asBoolean());
    }
  }

  @Test
  void theReferenceTreeHasItsRootsAndProofs() {
    var reference = Vectors.json("merkle/reference-tree.json");
    var leaves = new ArrayList<Digest>();
    for (var input : Vectors.strings(reference.get("leafInputsHex"))) {
      leaves.add(MerkleTree.leafHash(Bytes.parseHex(input, input.length() / 2)));
    }
    var roots = Vectors.strings(reference.get("rootsBySizeHex"));
    for (var size = 0; size < roots.size(); size++) {
      assertThat(MerkleTree.root(leaves.subList(0, size)).hex()).isEqualTo(roots.get(size));
    }
    var subtrees = MerkleTree.over(leaves);
    for (var expected : reference.get("inclusion")) {
      var proof =
          MerkleTree.inclusionProof(
              expected.get("leafIndex").asLong(), expected.get("treeSize").asLong(), subtrees);
      assertThat(proof).map(Digest::hex).isEqualTo(Vectors.strings(expected.get("path")));
    }
    for (var expected : reference.get("consistency")) {
      var proof =
          MerkleTree.consistencyProof(
              expected.get("size1").asLong(), expected.get("size2").asLong(), subtrees);
      assertThat(proof).map(Digest::hex).isEqualTo(Vectors.strings(expected.get("proof")));
    }
  }

  @Test
  void hashesAreThoseOfRfc6962() {
    var vectors = Vectors.json("merkle/rfc6962-hasher.json").get("vectors");
    assertThat(MerkleTree.EMPTY_ROOT.hex()).isEqualTo(vectors.get(0).get("want").asString());
    for (var i = 1; i <= 2; i++) {
      var leaf = Bytes.utf8(vectors.get(i).get("leafUtf8").asString());
      assertThat(MerkleTree.leafHash(leaf).hex()).isEqualTo(vectors.get(i).get("want").asString());
    }
    // Its children are shorter than digests, so the form is checked, and our node against the form.
    var node = Digest.sha256(new byte[] {1}, Bytes.utf8("N123"), Bytes.utf8("N456"));
    assertThat(node.hex()).isEqualTo(vectors.get(3).get("want").asString());
    var leaves = leaves(2);
    assertThat(MerkleTree.nodeHash(leaves.get(0), leaves.get(1)))
        .isEqualTo(Digest.sha256(new byte[] {1}, leaves.get(0).bytes(), leaves.get(1).bytes()));
  }

  @Test
  void everyProofOfEverySmallTreeHoldsAndOnlyWhereItBelongs() {
    var leaves = leaves(18);
    var subtrees = MerkleTree.over(leaves);
    for (var size = 1; size <= leaves.size(); size++) {
      var root = MerkleTree.root(leaves.subList(0, size));
      for (var index = 0; index < size; index++) {
        var proof = MerkleTree.inclusionProof(index, size, subtrees);
        for (var other = 0; other < size; other++) {
          assertThat(MerkleTree.inclusionHolds(other, size, leaves.get(index), proof, root))
              .as("%d as %d of %d", index, other, size)
              .isEqualTo(other == index);
        }
      }
      for (var old = 1; old <= size; old++) {
        var proof = MerkleTree.consistencyProof(old, size, subtrees);
        var oldRoot = MerkleTree.root(leaves.subList(0, old));
        assertThat(MerkleTree.consistencyHolds(old, oldRoot, size, root, proof)).isTrue();
        assertThat(MerkleTree.consistencyHolds(old, leaves.getFirst(), size, root, proof))
            .as("%d of %d", old, size)
            .isEqualTo(old == 1);
        assertThat(MerkleTree.consistencyHolds(old, oldRoot, size, leaves.getLast(), proof))
            .isFalse();
      }
    }
  }

  @Test
  void damagedProofsDoNotHold() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var leaves = leaves(200);
    var subtrees = MerkleTree.over(leaves);
    for (var i = 0; i < 300; i++) {
      var size = 2 + random.nextInt(leaves.size() - 1);
      var old = 1 + random.nextInt(size - 1);
      var root = MerkleTree.root(leaves.subList(0, size));
      var oldRoot = MerkleTree.root(leaves.subList(0, old));
      var path = damaged(MerkleTree.inclusionProof(old, size, subtrees), random);
      assertThat(MerkleTree.inclusionHolds(old, size, leaves.get(old), path, root))
          .as("seed %d", seed)
          .isFalse();
      var proof = damaged(MerkleTree.consistencyProof(old, size, subtrees), random);
      assertThat(MerkleTree.consistencyHolds(old, oldRoot, size, root, proof))
          .as("seed %d", seed)
          .isFalse();
    }
  }

  @Test
  void consistencyFromNothingIsForWitnessesOnly() {
    var root = MerkleTree.root(leaves(5));
    var empty = MerkleTree.EMPTY_ROOT;
    assertThat(MerkleTree.consistencyProof(0, 5, MerkleTree.over(leaves(5)))).isEmpty();
    assertThat(MerkleTree.consistencyHolds(0, empty, 5, root, List.of())).isFalse();
    assertThat(MerkleTree.witnessConsistencyHolds(0, empty, 5, root, List.of())).isTrue();
    assertThat(MerkleTree.witnessConsistencyHolds(0, empty, 5, root, List.of(root))).isFalse();
    assertThat(MerkleTree.witnessConsistencyHolds(0, root, 5, root, List.of())).isFalse();
    assertThat(MerkleTree.witnessConsistencyHolds(0, empty, 0, empty, List.of())).isTrue();
    assertThat(MerkleTree.witnessConsistencyHolds(0, empty, 0, root, List.of())).isFalse();
    assertThat(MerkleTree.witnessConsistencyHolds(0, empty, -1, root, List.of())).isFalse();
    assertThat(MerkleTree.witnessConsistencyHolds(5, root, 5, root, List.of())).isTrue();
    assertThat(MerkleTree.witnessConsistencyHolds(-1, empty, 5, root, List.of())).isFalse();
  }

  @Test
  void proofsOfWhatATreeDoesNotHoldAreNotMade() {
    var subtrees = MerkleTree.over(leaves(3));
    assertThatThrownBy(() -> MerkleTree.inclusionProof(3, 3, subtrees))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MerkleTree.inclusionProof(-1, 3, subtrees))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MerkleTree.consistencyProof(4, 3, subtrees))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MerkleTree.consistencyProof(-1, 3, subtrees))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MerkleTree.root(-1, subtrees))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFrontierHasTheRootAtEverySizeAndGoesOnWhereItWasStored() {
    var leaves = leaves(300);
    var frontier = new Frontier();
    assertThat(frontier.root()).isEqualTo(MerkleTree.EMPTY_ROOT);
    for (var i = 0; i < leaves.size(); i++) {
      frontier.append(leaves.get(i));
      assertThat(frontier.size()).isEqualTo(i + 1);
      assertThat(frontier.root()).isEqualTo(MerkleTree.root(leaves.subList(0, i + 1)));
      frontier = new Frontier(frontier.size(), frontier.peaks());
    }
    assertThat(frontier.peaks()).hasSize(Long.bitCount(300));
  }

  @Test
  void aFrontierRefusesPeaksThatItsSizeDoesNotHave() {
    assertThatThrownBy(() -> new Frontier(3, leaves(1))).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new Frontier(0, leaves(1))).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new Frontier(-1, leaves(64))).isInstanceOf(MalformedException.class);
  }

  private static List<Digest> leaves(int count) {
    return IntStream.range(0, count).mapToObj(i -> MerkleTree.leafHash(Bytes.be32(i))).toList();
  }

  /** One hash replaced, dropped, doubled, or one too many. */
  private static List<Digest> damaged(List<Digest> proof, Random random) {
    var damaged = new ArrayList<>(proof);
    var at = random.nextInt(proof.size());
    switch (random.nextInt(4)) {
      case 0 -> damaged.set(at, Digest.sha256(damaged.get(at).bytes()));
      case 1 -> damaged.remove(at);
      case 2 -> damaged.add(at, damaged.get(at));
      default -> damaged.add(damaged.get(at));
    }
    return damaged;
  }

  private static JsonNode probe(Path file) throws Exception {
    return new JsonMapper().readTree(Files.readAllBytes(file));
  }

  /** A hash that is not 32 bytes long is refused before the proof is looked at. */
  private static boolean includes(JsonNode probe) {
    try {
      return MerkleTree.inclusionHolds(
          unsigned(probe.get("leafIdx")),
          unsigned(probe.get("treeSize")),
          Digest.ofBase64(probe.get("leafHash").asString()),
          Vectors.strings(probe.get("proof")).stream().map(Digest::ofBase64).toList(),
          Digest.ofBase64(probe.get("root").asString()));
    } catch (MalformedException notADigest) {
      return false;
    }
  }

  /** Go's uint64: what is 2^63 and above is negative here, and must be refused. */
  private static long unsigned(JsonNode number) {
    return Long.parseUnsignedLong(number.asString());
  }

  private static List<Digest> proof(JsonNode proof) {
    return Vectors.strings(proof).stream().map(MerkleTreeTest::hash).toList();
  }

  private static Digest hash(JsonNode base64) {
    return hash(base64.asString());
  }

  /** Some probes have "don't care" for a hash: a digest stands for it, equal where it is equal. */
  private static Digest hash(String base64) {
    var bytes = Bytes.parseBase64(base64);
    return bytes.length == Digest.BYTES ? Digest.of(bytes) : Digest.tagged("not a hash", bytes);
  }
}
