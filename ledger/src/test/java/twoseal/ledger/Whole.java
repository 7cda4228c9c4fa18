package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.function.Function;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.EntryBundle;
import twoseal.core.MerkleTree;
import twoseal.core.TilePath;
import twoseal.core.TiledTree;

/** Verifies a ledger as a stranger would who reads all of it, by core's own account of trees. */
public final class Whole {
  private Whole() {}

  /** Everything that the checkpoint covers, in order. */
  public static void verify(Engine ledger, Office office) {
    var note = ledger.checkpoint();
    assertThat(note.isSignedBy(office.log().key(), Ed25519.STRICT)).isTrue();
    var checkpoint = Checkpoint.parse(note.text());
    assertThat(checkpoint.origin()).isEqualTo(Office.ORIGIN);
    var leaves = new ArrayList<Digest>();
    var ids = new HashSet<String>();
    var lastMs = 0L;
    for (var index = 0L; index < checkpoint.size(); index++) {
      var entry = ledger.read(index);
      assertThat(entry.position().index()).isEqualTo(index);
      assertThat(entry.position().timeMs()).isGreaterThanOrEqualTo(lastMs);
      assertThat(ids.add(CommandNotes.id(entry.command()))).as("id of %s is new", entry).isTrue();
      lastMs = entry.position().timeMs();
      leaves.add(entry.leafHash());
    }
    assertThat(MerkleTree.root(leaves)).isEqualTo(checkpoint.root());
    verifyTiles(checkpoint, path -> ledger.tile(path).orElseThrow());
    for (var index = 0; index < leaves.size(); index += 1 + leaves.size() / 50) {
      verify(ledger.receipt(index), leaves.get(index));
    }
    try (var state = ledger.state()) {
      assertThat(state.size()).isGreaterThanOrEqualTo(checkpoint.size());
    }
  }

  /** A receipt by itself, against the entry's leaf. */
  public static void verify(Receipt receipt, Digest leaf) {
    var checkpoint = Checkpoint.parse(receipt.proof().note().text());
    assertThat(receipt.proof().index()).isEqualTo(receipt.position().index());
    assertThat(receipt.proof().holds(leaf, checkpoint)).isTrue();
  }

  /** A tree as tiles. */
  public static void verifyTiles(Checkpoint checkpoint, Function<TilePath, byte[]> tiles) {
    var tree = new TiledTree(checkpoint.size(), tiles);
    assertThat(tree.root()).isEqualTo(checkpoint.root());
    for (var at = 0L; at < checkpoint.size(); at += TilePath.FULL_WIDTH) {
      var path = TilePath.entriesHolding(at, checkpoint.size());
      var entries = EntryBundle.parse(tiles.apply(path), path.width());
      for (var i = 0; i < entries.size(); i++) {
        assertThat(MerkleTree.leafHash(entries.get(i))).isEqualTo(tree.hash(0, at + i));
      }
    }
  }
}
