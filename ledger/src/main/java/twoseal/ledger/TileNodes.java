package twoseal.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import twoseal.core.Digest;
import twoseal.core.MerkleTree;
import twoseal.core.TilePath;

/**
 * A hash tile with the nodes between its hashes and its root, so that a proof costs look-ups and
 * not hashes. Filled from the left by one thread; a node, once there, stays.
 */
final class TileNodes {
  /** As in a heap: node i is over nodes 2i and 2i + 1; the hashes of the tile begin at 256. */
  private final @Nullable Digest[] nodes = new Digest[2 * TilePath.FULL_WIDTH];

  private int width;

  /** A tile from its hashes. */
  static TileNodes of(List<Digest> hashes) {
    var tile = new TileNodes();
    hashes.forEach(tile::append);
    return tile;
  }

  void append(Digest hash) {
    var at = TilePath.FULL_WIDTH + width;
    nodes[at] = hash;
    while ((at & 1) == 1 && at > 1) {
      at >>= 1;
      nodes[at] = MerkleTree.nodeHash(at(2 * at), at(2 * at + 1));
    }
    width++;
  }

  boolean isFull() {
    return width == TilePath.FULL_WIDTH;
  }

  /** The node that is complete over 2^height hashes of the tile, 0 to 8. */
  Digest node(int height, int position) {
    return at((TilePath.FULL_WIDTH >> height) + position);
  }

  /** The first hashes of the tile. */
  List<Digest> hashes(int count) {
    return java.util.stream.IntStream.range(0, count).mapToObj(i -> node(0, i)).toList();
  }

  private Digest at(int node) {
    var digest = nodes[node];
    if (digest == null) {
      throw new IllegalStateException("node " + node + " of a tile of width " + width);
    }
    return digest;
  }
}
