package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import twoseal.core.Digest;
import twoseal.core.HashTile;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.TilePath;

/**
 * All complete subtrees of the log's tree: the right edge and the tiles that are not yet on disk in
 * memory, the others read when needed. A tile that is read must have the root that the tile above
 * states, up to the edge, which was computed from the log itself. One thread appends; others ask
 * for subtrees of sizes they were told of.
 */
final class TreeTiles implements MerkleTree.Subtrees {
  private static final int CACHED_MAX = 256;
  private static final int LEVEL_SHIFT = 56;

  private final Disk disk;
  private final Layout layout;
  private final Map<Long, TileNodes> inMemory = new ConcurrentHashMap<>();
  private final Queue<TilePath> full = new ConcurrentLinkedQueue<>();
  private final Map<Long, TileNodes> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TileNodes> eldest) {
          return size() > CACHED_MAX;
        }
      };

  private long size;

  TreeTiles(Disk disk, Layout layout) {
    this.disk = disk;
    this.layout = layout;
  }

  /** Takes the next leaf. */
  void append(Digest leafHash) {
    var hash = leafHash;
    var index = size++;
    for (var level = 0; ; level++) {
      var tileIndex = index / TilePath.FULL_WIDTH;
      var tile = inMemory.computeIfAbsent(key(level, tileIndex), _ -> new TileNodes());
      tile.append(hash);
      if (!tile.isFull()) {
        return;
      }
      full.add(new TilePath(level, tileIndex, TilePath.FULL_WIDTH));
      hash = tile.node(TilePath.HEIGHT, 0);
      index = tileIndex;
    }
  }

  /** The next full tile that has not been {@link #written}, or null. */
  @Nullable TilePath nextFull() {
    return full.peek();
  }

  /** Lets go of {@link #nextFull}, which is on disk now. */
  void written() {
    var path = full.remove();
    var tile = inMemory.get(key(path.level(), path.index()));
    if (tile == null) {
      throw new IllegalStateException(path + " is not in memory");
    }
    synchronized (cache) {
      cache.put(key(path.level(), path.index()), tile);
    }
    inMemory.remove(key(path.level(), path.index()));
  }

  /** How many full tiles are in memory only. */
  int unwritten() {
    return full.size();
  }

  /** The bytes of a hash tile whose hashes are all complete. */
  byte[] tile(TilePath path) {
    return HashTile.format(nodes(path.level(), path.index()).hashes(path.width()));
  }

  @Override
  public Digest hash(int level, long index) {
    var height = level % TilePath.HEIGHT;
    var position = (int) (index & ((TilePath.FULL_WIDTH >> height) - 1));
    return nodes(level / TilePath.HEIGHT, index >> (TilePath.HEIGHT - height))
        .node(height, position);
  }

  private TileNodes nodes(int level, long index) {
    var key = key(level, index);
    synchronized (cache) {
      var cached = cache.get(key);
      if (cached != null) {
        return cached;
      }
    }
    var held = inMemory.get(key);
    return held != null ? held : load(level, index);
  }

  private TileNodes load(int level, long index) {
    var path = new TilePath(level, index, TilePath.FULL_WIDTH);
    var file = layout.tile(path);
    try {
      var read = TileNodes.of(HashTile.parse(disk.readAll(file), TilePath.FULL_WIDTH));
      var above = nodes(level + 1, index / TilePath.FULL_WIDTH);
      var stated = above.node(0, (int) (index % TilePath.FULL_WIDTH));
      if (!read.node(TilePath.HEIGHT, 0).equals(stated)) {
        throw new LedgerDamagedException(file + " does not match the tile above it");
      }
      synchronized (cache) {
        cache.put(key(level, index), read);
      }
      return read;
    } catch (MalformedException malformed) {
      throw new LedgerDamagedException(file + ": " + malformed.getMessage(), malformed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static long key(int level, long index) {
    return (long) level << LEVEL_SHIFT | index;
  }
}
