package twoseal.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/** The tables of the state's SQLite file, through one connection. */
final class StateRows implements AutoCloseable {
  /** Changes whenever the tables do: a state of another version is rebuilt. */
  static final String VERSION = "1";

  /** What is wrong where there is no {@link #mark}. */
  static final String NO_MARK = "the state has no mark of this version";

  private static final int PAGE_ROWS = 256;
  private static final int BUSY_TIMEOUT_MS = 10_000;

  private final Connection connection;
  private final PreparedStatement get;
  private final PreparedStatement page;
  private final PreparedStatement getMark;

  /**
   * What the state has taken.
   *
   * @param size entries
   * @param root of the log's tree over them
   * @param digest of everything they wrote ({@link ChainedState})
   */
  record Mark(long size, Digest root, Digest digest) {}

  private StateRows(Connection connection) throws SQLException {
    this.connection = connection;
    this.get = connection.prepareStatement("SELECT value FROM state WHERE key = ?");
    this.page =
        connection.prepareStatement(
            "SELECT key, value FROM state WHERE key >= ? ORDER BY key LIMIT " + PAGE_ROWS);
    this.getMark = connection.prepareStatement("SELECT value FROM mark WHERE name = ?");
  }

  /** Opens a file, making tables that are not there. Nothing is committed until told. */
  static StateRows open(java.nio.file.Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // The log is the truth; with a write-ahead log NORMAL loses the newest rows, never their order.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    var connection = config.createConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS state"
              + " (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS mark"
              + " (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID");
      connection.setAutoCommit(false);
      return new StateRows(connection);
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  /** Opens a file that another process may be writing; changes nothing. */
  static StateRows openToRead(java.nio.file.Path file) throws SQLException {
    if (!java.nio.file.Files.exists(file)) {
      throw new SQLException("there is no state yet: " + file);
    }
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    var connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      connection.setAutoCommit(false);
      return new StateRows(connection);
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  Connection connection() {
    return connection;
  }

  /** How far the state is, or null where it does not say so in the form of this version. */
  @Nullable Mark mark() throws SQLException {
    var size = mark("size");
    var root = mark("root");
    var digest = mark("digest");
    if (!VERSION.equals(mark("version")) || size == null || root == null || digest == null) {
      return null;
    }
    try {
      return new Mark(
          Bytes.parseDecimal(size, Long.MAX_VALUE), Digest.ofHex(root), Digest.ofHex(digest));
    } catch (MalformedException _) {
      return null;
    }
  }

  @Nullable String get(String key) throws SQLException {
    return one(get, key);
  }

  /** The rows whose key starts with the prefix, in order. */
  Iterator<Map.Entry<String, String>> rows(String prefix) {
    return new Rows(prefix);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private @Nullable String mark(String name) throws SQLException {
    return one(getMark, name);
  }

  private static @Nullable String one(PreparedStatement statement, String key) throws SQLException {
    statement.setString(1, key);
    try (var row = statement.executeQuery()) {
      return row.next() ? text(row, 1) : null;
    }
  }

  /** A column that is never null in a file that is whole. */
  private static String text(ResultSet row, int column) throws SQLException {
    var text = row.getString(column);
    if (text == null) {
      throw new SQLException("a row without a key or value");
    }
    return text;
  }

  /** Reads a page at a time, so that no cursor is left open by who stops half way. */
  private final class Rows implements Iterator<Map.Entry<String, String>> {
    private final String prefix;
    private final ArrayDeque<Map.Entry<String, String>> ahead = new ArrayDeque<>();
    private @Nullable String from;

    Rows(String prefix) {
      this.prefix = prefix;
      this.from = prefix;
    }

    @Override
    public boolean hasNext() {
      if (ahead.isEmpty() && from != null) {
        try {
          readPage(from);
        } catch (SQLException failed) {
          throw new StateFailedException(failed);
        }
      }
      return !ahead.isEmpty();
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ahead.remove();
    }

    private void readPage(String first) throws SQLException {
      page.setString(1, first);
      // The least key above the one before.
      var least = first;
      var count = 0;
      from = null;
      try (var rows = page.executeQuery()) {
        while (rows.next()) {
          var key = text(rows, 1);
          if (!key.startsWith(prefix)) {
            return;
          }
          if (CodePoints.compare(key, least) < 0) {
            // A damaged file could otherwise be read round and round.
            throw new SQLException("rows that are not in order, at " + key);
          }
          ahead.add(Map.entry(key, text(rows, 2)));
          least = key + '\0';
          from = ++count == PAGE_ROWS ? least : null;
        }
      }
    }
  }
}
