package twoseal.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import twoseal.core.Digest;

/** Gives out views of the state, each on a connection of its own; a few connections are kept. */
final class StateReaders implements AutoCloseable {
  private static final int IDLE_MAX = 8;

  private final Path file;
  private final Open open;
  private final BlockingQueue<StateRows> idle = new ArrayBlockingQueue<>(IDLE_MAX);
  private volatile boolean isClosed;

  /** How a connection is made. */
  @FunctionalInterface
  interface Open {
    StateRows rows(Path file) throws SQLException;
  }

  StateReaders(Path file, Open open) {
    this.file = file;
    this.open = open;
  }

  /**
   * The state as of now.
   *
   * @throws StateFailedException if it cannot be read
   */
  StateView open() {
    if (isClosed) {
      throw new LedgerStoppedException("the ledger is closed", null);
    }
    try {
      var kept = idle.poll();
      var rows = kept != null ? kept : open.rows(file);
      // The first row that is read fixes what this transaction sees.
      var mark = rows.mark();
      if (mark == null) {
        rows.close();
        throw new SQLException(StateRows.NO_MARK);
      }
      return new View(rows, mark);
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
  }

  @Override
  public void close() throws SQLException {
    isClosed = true;
    for (var rows = idle.poll(); rows != null; rows = idle.poll()) {
      rows.close();
    }
  }

  private void giveBack(StateRows rows) {
    try {
      rows.connection().rollback();
      if (isClosed || !idle.offer(rows)) {
        rows.close();
      }
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
  }

  /** A transaction that reads. */
  private final class View implements StateView {
    private final StateRows rows;
    private final StateRows.Mark mark;
    private boolean isOpen = true;

    View(StateRows rows, StateRows.Mark mark) {
      this.rows = rows;
      this.mark = mark;
    }

    @Override
    public long size() {
      return mark.size();
    }

    @Override
    public Digest digest() {
      return mark.digest();
    }

    @Override
    public @Nullable String get(String key) {
      try {
        return open().get(key);
      } catch (SQLException failed) {
        throw new StateFailedException(failed);
      }
    }

    @Override
    public Iterable<Map.Entry<String, String>> scan(String prefix) {
      return () -> open().rows(prefix);
    }

    @Override
    public void put(String key, String value) {
      throw new UnsupportedOperationException("a view of the state is only read");
    }

    @Override
    public void remove(String key) {
      throw new UnsupportedOperationException("a view of the state is only read");
    }

    @Override
    public void close() {
      if (isOpen) {
        isOpen = false;
        giveBack(rows);
      }
    }

    private StateRows open() {
      if (!isOpen) {
        throw new IllegalStateException("the view is closed");
      }
      return rows;
    }
  }
}
