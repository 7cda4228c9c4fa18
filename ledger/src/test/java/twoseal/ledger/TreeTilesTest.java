package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Frontier;
import twoseal.core.MerkleTree;
import twoseal.core.TilePath;

/** A tree of three levels of tiles, most of which is only on disk. */
class TreeTilesTest {
  private static final int LEAVES = 3 * 256 * 256 + 700;
  private static final int FULL_FIRST = 3 * 256 + 2;

  @TempDir Path folder;

  @Test
  void everyProofHoldsWhereverTheTilesAre() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var layout = new Layout(folder);
    var tree = new TreeTiles(new LocalDisk(), layout);
    var frontier = new Frontier();
    for (var i = 0; i < LEAVES; i++) {
      tree.append(leaf(i));
      frontier.append(leaf(i));
      write(tree, layout);
    }
    assertThat(tree.unwritten()).isZero();
    assertThat(MerkleTree.root(LEAVES, tree)).isEqualTo(frontier.root());
    for (var i = 0; i < 400; i++) {
      var size = 1 + random.nextLong(LEAVES);
      var index = random.nextLong(size);
      var older = 1 + random.nextLong(size);
      var root = MerkleTree.root(size, tree);
      assertThat(
              MerkleTree.inclusionHolds(
                  index, size, leaf(index), MerkleTree.inclusionProof(index, size, tree), root))
          .as("entry %d of %d, seed %d", index, size, seed)
          .isTrue();
      assertThat(
              MerkleTree.consistencyHolds(
                  older,
                  MerkleTree.root(older, tree),
                  size,
                  root,
                  MerkleTree.consistencyProof(older, size, tree)))
          .as("from %d to %d, seed %d", older, size, seed)
          .isTrue();
    }
  }

  @Test
  void aTileThatChangedOnDiskIsNotProvedFrom() throws Exception {
    var layout = new Layout(folder);
    var tree = new TreeTiles(new LocalDisk(), layout);
    // More tiles than memory keeps, so that the first must be read again.
    for (var i = 0; i < FULL_FIRST * 256; i++) {
      tree.append(leaf(i));
      write(tree, layout);
    }
    var tile = layout.tile(new TilePath(0, 0, 256));
    Tampered.flip(tile, 77);
    assertThatThrownBy(() -> tree.hash(0, 3))
        .isInstanceOf(LedgerDamagedException.class)
        .hasMessageContaining(tile.toString());
    Tampered.flip(tile, 77);
    assertThat(tree.hash(0, 3)).isEqualTo(leaf(3));
    Files.write(tile, new byte[10]);
    assertThat(tree.tile(new TilePath(0, FULL_FIRST - 1, 256))).hasSize(8192);
  }

  private static void write(TreeTiles tree, Layout layout) throws Exception {
    for (var path = tree.nextFull(); path != null; path = tree.nextFull()) {
      var file = layout.tile(path);
      Files.createDirectories(NewFile.folderOf(file));
      Files.write(file, tree.tile(path));
      tree.written();
    }
  }

  private static Digest leaf(long index) {
    return MerkleTree.leafHash(Bytes.be64(index));
  }

  @Test
  void aTileIsWhatItsHashesMakeIt() {
    var hashes = List.of(leaf(0), leaf(1), leaf(2), leaf(3));
    var tile = TileNodes.of(hashes);
    assertThat(tile.hashes(4)).isEqualTo(hashes);
    assertThat(tile.node(2, 0)).isEqualTo(MerkleTree.root(hashes));
    assertThat(tile.isFull()).isFalse();
    assertThatThrownBy(() -> tile.node(3, 0)).isInstanceOf(IllegalStateException.class);
  }
}
