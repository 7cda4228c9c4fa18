package twoseal.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import twoseal.core.Digest;
import twoseal.core.MerkleTree;
import twoseal.core.State;

/**
 * The state on disk, as the sequencer writes it: what a batch writes stays in memory until the
 * batch is durable in the log, then goes into SQLite in one transaction with the number of entries
 * taken. Rows read or written of late are kept in memory too.
 */
final class StateStore implements State, AutoCloseable {
  private static final int CACHED_MAX = 1 << 15;

  private final StateRows rows;
  private final PreparedStatement put;
  private final PreparedStatement remove;
  private final PreparedStatement putMark;

  /** What the batch wrote; empty where it removed. */
  private final TreeMap<String, Optional<String>> pending = new TreeMap<>(CodePoints::compare);

  /** What SQLite is known to hold. */
  private final Map<String, Optional<String>> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
          return size() > CACHED_MAX;
        }
      };

  private StateStore(StateRows rows) throws SQLException {
    this.rows = rows;
    var connection = rows.connection();
    this.put =
        connection.prepareStatement(
            "INSERT INTO state VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value");
    this.remove = connection.prepareStatement("DELETE FROM state WHERE key = ?");
    this.putMark =
        connection.prepareStatement(
            "INSERT INTO mark VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value");
  }

  /** Opens a state, or makes an empty one where there is none that can be used. */
  static StateStore open(Path file) throws IOException, SQLException {
    try {
      var rows = StateRows.open(file);
      if (rows.mark() != null) {
        return new StateStore(rows);
      }
      rows.close();
    } catch (SQLException _) {
      // Whatever is wrong with it: it is rebuilt from the log.
    }
    return create(file);
  }

  /** Makes an empty state in place of whatever there is. */
  static StateStore create(Path file) throws IOException, SQLException {
    for (var suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
    var store = new StateStore(StateRows.open(file));
    store.commit(new StateRows.Mark(0, MerkleTree.EMPTY_ROOT, Digest.ZERO));
    return store;
  }

  /** How far the state is. */
  StateRows.Mark mark() throws SQLException {
    var mark = rows.mark();
    if (mark == null) {
      throw new IllegalStateException("a state without a mark");
    }
    return mark;
  }

  @Override
  public @Nullable String get(String key) {
    var written = pending.get(key);
    if (written != null) {
      return written.orElse(null);
    }
    var cached = cache.get(key);
    if (cached == null) {
      cached = Optional.ofNullable(read(key));
      cache.put(key, cached);
    }
    return cached.orElse(null);
  }

  @Override
  public void put(String key, String value) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("an empty key");
    }
    pending.put(key, Optional.of(value));
  }

  @Override
  public void remove(String key) {
    pending.put(key, Optional.empty());
  }

  @Override
  public Iterable<Map.Entry<String, String>> scan(String prefix) {
    return () -> new Merged(rows.rows(prefix), pending.tailMap(prefix), prefix);
  }

  /** What the batch wrote so far; empty where it removed. */
  SortedMap<String, Optional<String>> pending() {
    return pending;
  }

  /** Writes the batch; readers see it from here on. */
  void commit(StateRows.Mark mark) throws SQLException {
    for (var write : pending.entrySet()) {
      write(write.getKey(), write.getValue());
      cache.put(write.getKey(), write.getValue());
    }
    pending.clear();
    mark("version", StateRows.VERSION);
    mark("size", Long.toString(mark.size()));
    mark("root", mark.root().hex());
    mark("digest", mark.digest().hex());
    rows.connection().commit();
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }

  private void write(String key, Optional<String> value) throws SQLException {
    if (value.isPresent()) {
      put.setString(1, key);
      put.setString(2, value.get());
      put.executeUpdate();
    } else {
      remove.setString(1, key);
      remove.executeUpdate();
    }
  }

  private void mark(String name, String value) throws SQLException {
    putMark.setString(1, name);
    putMark.setString(2, value);
    putMark.executeUpdate();
  }

  private @Nullable String read(String key) {
    try {
      return rows.get(key);
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
  }

  /** The rows of SQLite with what the batch wrote laid over them. */
  private static final class Merged implements Iterator<Map.Entry<String, String>> {
    private final Iterator<Map.Entry<String, String>> stored;
    private final Iterator<Map.Entry<String, Optional<String>>> written;
    private final String prefix;
    private Map.@Nullable Entry<String, String> nextStored;
    private Map.@Nullable Entry<String, Optional<String>> nextWritten;
    private Map.@Nullable Entry<String, String> next;

    Merged(
        Iterator<Map.Entry<String, String>> stored,
        SortedMap<String, Optional<String>> written,
        String prefix) {
      this.stored = stored;
      this.written = written.entrySet().iterator();
      this.prefix = prefix;
      stepStored();
      stepWritten();
      step();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Map.Entry<String, String> next() {
      var row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      step();
      return row;
    }

    private void step() {
      next = null;
      while (next == null && (nextStored != null || nextWritten != null)) {
        var below = nextStored;
        var above = nextWritten;
        var order = order(below, above);
        if (order <= 0) {
          stepStored();
        }
        if (order >= 0) {
          stepWritten();
        }
        // A removal shows nothing, and hides the row below it.
        next = order < 0 ? below : shown(above);
      }
    }

    private static int order(
        Map.@Nullable Entry<String, String> below,
        Map.@Nullable Entry<String, Optional<String>> above) {
      if (above == null) {
        return -1;
      }
      return below == null ? 1 : CodePoints.compare(below.getKey(), above.getKey());
    }

    private static Map.@Nullable Entry<String, String> shown(
        Map.@Nullable Entry<String, Optional<String>> write) {
      return write == null || write.getValue().isEmpty()
          ? null
          : Map.entry(write.getKey(), write.getValue().get());
    }

    private void stepStored() {
      nextStored = stored.hasNext() ? stored.next() : null;
    }

    private void stepWritten() {
      var write = written.hasNext() ? written.next() : null;
      nextWritten = write != null && write.getKey().startsWith(prefix) ? write : null;
    }
  }
}
