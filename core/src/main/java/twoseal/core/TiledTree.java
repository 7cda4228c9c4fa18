package twoseal.core;

import java.util.function.Function;

/**
 * A tree whose hashes are read from tiles (C2SP tlog-tiles). The tiles are taken as they come: what
 * is computed from them counts only once it leads to the root of a signed checkpoint, so a reader
 * of somebody else's log checks {@link #root} or every proof against it.
 */
public final class TiledTree implements MerkleTree.Subtrees {
  private final long size;
  private final Function<TilePath, byte[]> tiles;

  /**
   * @param size of the tree; only tiles that a tree of this size has are read
   * @param tiles gives a tile's bytes; called anew for each hash, so it is the place for a cache
   */
  public TiledTree(long size, Function<TilePath, byte[]> tiles) {
    if (size < 0) {
      throw new IllegalArgumentException("tree size " + size);
    }
    this.size = size;
    this.tiles = tiles;
  }

  /** How many leaves the tree has. */
  public long size() {
    return size;
  }

  /** The root of the whole tree, as the tiles have it. */
  public Digest root() {
    return MerkleTree.root(size, this);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where the tree does not have the subtree completely
   * @throws MalformedException on a tile of the wrong length
   */
  @Override
  public Digest hash(int level, long index) {
    if (level < 0 || level >= Long.SIZE || index < 0 || index >= size >>> level) {
      throw new IllegalArgumentException(
          "subtree " + index + " at level " + level + " of size " + size);
    }
    var height = level % TilePath.HEIGHT;
    var first = index << height;
    var path = TilePath.hashes(level / TilePath.HEIGHT, first / TilePath.FULL_WIDTH, size);
    var tile = tiles.apply(path);
    HashTile.requireWidth(tile, path.width());
    return within(tile, (int) (first % TilePath.FULL_WIDTH), 1 << height);
  }

  private static Digest within(byte[] tile, int from, int count) {
    if (count == 1) {
      return Digest.at(tile, from * Digest.BYTES);
    }
    var half = count / 2;
    return MerkleTree.nodeHash(within(tile, from, half), within(tile, from + half, half));
  }
}
