package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C2SP tlog-tiles: paths, hash tiles, entry bundles, and whole logs of others. */
// Cites: LOG-7.
class TileTest {
  private static final NoteKey TESSERA =
      NoteKey.parse(
          "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
  private static final NoteKey MIRROR =
      NoteKey.parse("mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O");

  @Test
  void pathsAreThoseOfTheVectors() {
    var vectors = Vectors.json("tiles/paths.json");
    for (var tile : vectors.get("tile")) {
      var path =
          new TilePath(
              tile.get("level").asInt(), tile.get("index").asLong(), width(tile.get("p").asInt()));
      assertThat(path.text()).isEqualTo(tile.get("path").asString());
      assertThat(TilePath.parse(path.text())).isEqualTo(path);
      assertThat(path.isEntries()).isFalse();
    }
    for (var bundle : vectors.get("entries")) {
      var path =
          new TilePath(
              TilePath.ENTRIES, bundle.get("index").asLong(), width(bundle.get("p").asInt()));
      assertThat(path.text()).isEqualTo(bundle.get("path").asString());
      assertThat(TilePath.parse(path.text())).isEqualTo(path);
      assertThat(path.isEntries()).isTrue();
    }
    for (var entry : vectors.get("entriesForLogIndex")) {
      var path = TilePath.entriesHolding(entry.get("seq").asLong(), entry.get("size").asLong());
      assertThat(path.text()).isEqualTo(entry.get("path").asString());
    }
  }

  @Test
  void aTreeHasTheTilesOfTheSpecification() {
    var of70000 = Vectors.json("tiles/paths.json").get("size70000");
    assertThat(TilePath.fullTiles(0, 70_000)).isEqualTo(of70000.get("fullL0").asLong());
    assertThat(TilePath.widthIn(0, 273, 70_000)).isEqualTo(of70000.get("partialL0").asInt());
    assertThat(TilePath.fullTiles(1, 70_000)).isEqualTo(of70000.get("fullL1").asLong());
    assertThat(TilePath.widthIn(1, 1, 70_000)).isEqualTo(of70000.get("partialL1").asInt());
    assertThat(TilePath.widthIn(2, 0, 70_000)).isEqualTo(of70000.get("partialL2").asInt());
    assertThat(TilePath.widthIn(0, 272, 70_000)).isEqualTo(256);
    assertThat(TilePath.widthIn(0, 274, 70_000)).isZero();
    assertThat(TilePath.widthIn(3, 0, 70_000)).isZero();
    assertThat(TilePath.widthIn(63, 0, Long.MAX_VALUE)).isZero();
    assertThat(TilePath.hashes(1, 0, 256)).isEqualTo(new TilePath(1, 0, 1));
    assertThat(TilePath.hashes(0, 0, 256)).isEqualTo(new TilePath(0, 0, 256));
    assertThat(new TilePath(0, 3, 7).full()).isEqualTo(new TilePath(0, 3, 256));
    assertThatThrownBy(() -> TilePath.hashes(1, 1, 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TilePath.entriesHolding(5, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TilePath.entriesHolding(-1, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath(64, 0, 256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath(0, -1, 256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile/0",
        "tile/0/",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/001/234",
        "tile/0/x001",
        "tile/0/x000/001",
        "tile/0/000.p/0",
        "tile/0/000.p/00",
        "tile/0/000.p/256",
        "tile/0/000.p/08",
        "tile/0/000.p/",
        "tile/0/000.p",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/000\n",
        "tile/data/000",
        "tile/entries/x1/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/../000",
        "tile/0/\u0661\u0661\u0661"
      })
  void pathsHaveOneForm(String text) {
    assertThatThrownBy(() -> TilePath.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void damagedPathsAreRefused() {
    var paths =
        List.of(
            "tile/0/x001/x234/067",
            "tile/15/x123/x456/789.p/41",
            "tile/entries/255.p/253",
            "tile/63/000");
    Mutations.areRefusedOrRoundTrip(
        paths.stream().map(Bytes::utf8).toList(),
        input -> Bytes.utf8(TilePath.parse(Bytes.parseUtf8(input)).text()));
  }

  @Test
  void everyCheckpointOfATesseraLogIsTheRootOfItsTilesAndEntries() {
    for (var size = 1; size <= 15; size++) {
      var note = SignedNote.parse(Vectors.bytes("tiles/tessera-log/checkpoint." + size));
      assertThat(note.isSignedBy(TESSERA, Ed25519.STRICT)).isTrue();
      var checkpoint = Checkpoint.parse(note.text());
      assertThat(checkpoint.size()).isEqualTo(size);
      var tree = new TiledTree(size, path -> Vectors.bytes("tiles/tessera-log/" + path.text()));
      assertThat(tree.root()).isEqualTo(checkpoint.root());
      var bundle = TilePath.entriesHolding(size - 1, size);
      var entries =
          EntryBundle.parse(Vectors.bytes("tiles/tessera-log/" + bundle.text()), bundle.width());
      assertThat(MerkleTree.root(entries.stream().map(MerkleTree::leafHash).toList()))
          .isEqualTo(checkpoint.root());
      assertThat(Bytes.parseUtf8(entries.getFirst())).isEqualTo("one");
      for (var index = 0; index < size; index++) {
        var leaf = MerkleTree.leafHash(entries.get(index));
        var proof = MerkleTree.inclusionProof(index, size, tree);
        assertThat(MerkleTree.inclusionHolds(index, size, leaf, proof, checkpoint.root())).isTrue();
      }
    }
    var empty = SignedNote.parse(Vectors.bytes("tiles/tessera-log/checkpoint.0"));
    assertThat(Checkpoint.parse(empty.text()).root()).isEqualTo(MerkleTree.EMPTY_ROOT);
  }

  @Test
  void aMirroredLogOfTwoLevelsIsTheRootOfItsTiles() {
    var note = SignedNote.parse(Vectors.bytes("tiles/skylight-mirror/checkpoint"));
    assertThat(note.isSignedBy(MIRROR, Ed25519.STRICT)).isTrue();
    var checkpoint = Checkpoint.parse(note.text());
    var tree =
        new TiledTree(
            checkpoint.size(), path -> Vectors.bytes("tiles/skylight-mirror/" + path.text()));
    assertThat(tree.size()).isEqualTo(300);
    assertThat(tree.root()).isEqualTo(checkpoint.root());
    var left = HashTile.parse(Vectors.bytes("tiles/skylight-mirror/tile/0/000"), 256);
    var above = HashTile.parse(Vectors.bytes("tiles/skylight-mirror/tile/1/000.p/1"), 1);
    assertThat(MerkleTree.root(left)).isEqualTo(above.getFirst());
    for (var index = 0; index < 256; index += 51) {
      var proof = MerkleTree.inclusionProof(index, 300, tree);
      assertThat(MerkleTree.inclusionHolds(index, 300, left.get(index), proof, checkpoint.root()))
          .isTrue();
    }
    var proof = MerkleTree.consistencyProof(256, 300, tree);
    assertThat(MerkleTree.consistencyHolds(256, above.getFirst(), 300, checkpoint.root(), proof))
        .isTrue();
  }

  @Test
  void tilesOfALargeTreeGiveTheProofsOfItsLeaves() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var size = 65_536 + 256 * 3 + 17;
    var level0 =
        IntStream.range(0, size).mapToObj(i -> MerkleTree.leafHash(Bytes.be32(i))).toList();
    var tiles = new HashMap<TilePath, byte[]>();
    var hashes = level0;
    for (var level = 0; !hashes.isEmpty(); level++) {
      var above = new ArrayList<Digest>();
      for (var from = 0; from < hashes.size(); from += 256) {
        var tile = hashes.subList(from, Math.min(from + 256, hashes.size()));
        tiles.put(TilePath.hashes(level, from / 256, size), HashTile.format(tile));
        if (tile.size() == 256) {
          above.add(MerkleTree.root(tile));
        }
      }
      hashes = above;
    }
    var tree = new TiledTree(size, path -> java.util.Objects.requireNonNull(tiles.get(path)));
    var frontier = new Frontier();
    level0.forEach(frontier::append);
    assertThat(tree.root()).isEqualTo(frontier.root());
    for (var i = 0; i < 100; i++) {
      var index = random.nextInt(size);
      var path = MerkleTree.inclusionProof(index, size, tree);
      assertThat(MerkleTree.inclusionHolds(index, size, level0.get(index), path, tree.root()))
          .as("seed %d", seed)
          .isTrue();
      var oldRoot = MerkleTree.root(index, tree);
      var proof = MerkleTree.consistencyProof(index, size, tree);
      assertThat(MerkleTree.witnessConsistencyHolds(index, oldRoot, size, tree.root(), proof))
          .as("seed %d", seed)
          .isTrue();
    }
  }

  @Test
  void aTreeAsksOnlyForWhatItHas() {
    var tree = new TiledTree(5, path -> new byte[32]);
    assertThatThrownBy(() -> tree.hash(0, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.hash(3, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.hash(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.hash(64, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.hash(0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.hash(0, 0)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new TiledTree(-1, path -> new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bundlesAndTilesRoundTripAndRefuseOtherWidths() {
    var entries = List.of(new byte[0], new byte[] {1}, new byte[EntryBundle.ENTRY_BYTES_MAX]);
    var bundle = EntryBundle.format(entries);
    assertThat(bundle).hasSize(6 + 1 + 65_535).startsWith(0, 0, 0, 1, 1, 0xff, 0xff);
    assertThat(EntryBundle.parse(bundle, 3)).usingRecursiveComparison().isEqualTo(entries);
    assertThatThrownBy(() -> EntryBundle.parse(bundle, 2)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> EntryBundle.parse(bundle, 4)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> EntryBundle.format(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EntryBundle.format(List.of(new byte[65_536])))
        .isInstanceOf(IllegalArgumentException.class);
    var hashes = List.of(Digest.ZERO, Digest.sha256());
    assertThat(HashTile.parse(HashTile.format(hashes), 2)).isEqualTo(hashes);
    assertThatThrownBy(() -> HashTile.parse(new byte[64], 1))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> HashTile.parse(new byte[63], 2))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> HashTile.format(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int width(int p) {
    return p == 0 ? TilePath.FULL_WIDTH : p;
  }
}
