package twoseal.witness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.HashTile;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.TilePath;
import twoseal.core.TiledTree;

/**
 * The tree of a checkpoint, from tiles that its log serves. The tiles at the right edge must give
 * the checkpoint's root; any other must have the hash that the tile above it states. So what comes
 * out is what the log signed for, whoever served the tiles.
 */
final class FetchedTree implements MerkleTree.Subtrees {
  private static final int CACHED_MAX = 1_024;

  private final Checkpoint checkpoint;
  private final RemoteLog source;
  private final TiledTree tree;
  private final Map<TilePath, byte[]> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
          return size() > CACHED_MAX;
        }
      };

  private FetchedTree(RemoteLog source, Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.source = source;
    this.tree = new TiledTree(checkpoint.size(), this::tile);
  }

  /** Carries what went wrong through the functions that ask for hashes. */
  private static final class Failed extends RuntimeException {
    private final LogUnreadableException why;

    Failed(LogUnreadableException why) {
      super(why);
      this.why = why;
    }
  }

  /** Asks a tree something. */
  @FunctionalInterface
  interface Question<T> {
    T ask(FetchedTree tree);
  }

  /**
   * The tree of a checkpoint that the log's key signed.
   *
   * @throws LogUnreadableException if the tiles cannot be had or do not give its root
   */
  static FetchedTree of(RemoteLog source, Checkpoint checkpoint) throws LogUnreadableException {
    var fetched = new FetchedTree(source, checkpoint);
    if (!fetched.<Digest>ask(f -> f.tree.root()).equals(checkpoint.root())) {
      throw new LogUnreadableException(
          source.base() + ": the tiles are not those of the checkpoint of " + checkpoint.size());
    }
    return fetched;
  }

  /** The first so many entries have this root. */
  Digest root(long size) throws LogUnreadableException {
    return ask(tree -> MerkleTree.root(size, tree));
  }

  /** The proof of consistency from a smaller size. */
  List<Digest> consistency(long oldSize) throws LogUnreadableException {
    return ask(tree -> MerkleTree.consistencyProof(oldSize, checkpoint.size(), tree));
  }

  /** The hash of an entry's leaf. */
  Digest leaf(long index) throws LogUnreadableException {
    return ask(tree -> tree.hash(0, index));
  }

  private <T> T ask(Question<T> question) throws LogUnreadableException {
    try {
      return question.ask(this);
    } catch (Failed failed) {
      throw failed.why;
    } catch (MalformedException malformed) {
      throw new LogUnreadableException(
          source.base() + ": a tile is not as wide as it must be", malformed);
    }
  }

  @Override
  public Digest hash(int level, long index) {
    return tree.hash(level, index);
  }

  private byte[] tile(TilePath path) {
    var cached = cache.get(path);
    if (cached != null) {
      return cached;
    }
    try {
      var bytes = source.tile(path);
      if (!path.isPartial()) {
        requireStated(path, bytes);
      }
      cache.put(path, bytes);
      return bytes;
    } catch (LogUnreadableException unreadable) {
      throw new Failed(unreadable);
    }
  }

  /** A full tile's root stands in the tile above it, which every tree that has it has too. */
  private void requireStated(TilePath path, byte[] bytes) throws LogUnreadableException {
    var root = MerkleTree.root(HashTile.parse(bytes, TilePath.FULL_WIDTH));
    var stated = tree.hash((path.level() + 1) * TilePath.HEIGHT, path.index());
    if (!root.equals(stated)) {
      throw new LogUnreadableException(source.base() + path.text() + " is not the log's");
    }
  }
}
