package twoseal.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twoseal.core.Digest;
import twoseal.core.MapState;

/**
 * The part of {@link Fsck} that holds the stored state against a replayed one. It reads a copy:
 * SQLite writes beside a file even to read it after a crash.
 */
final class FsckState implements AutoCloseable {
  private static final String NAME = "state.db";

  private final Layout layout;
  private final Findings findings;
  private final Path copy;
  private final @Nullable StateRows rows;
  private final StateRows.@Nullable Mark mark;
  private long count;

  private FsckState(
      Layout layout,
      Findings findings,
      Path copy,
      @Nullable StateRows rows,
      StateRows.@Nullable Mark mark) {
    this.layout = layout;
    this.findings = findings;
    this.copy = copy;
    this.rows = rows;
    this.mark = mark;
  }

  static FsckState open(Disk disk, Layout layout, Findings findings) throws IOException {
    var copy = Files.createTempDirectory("twoseal-fsck-");
    if (!disk.exists(layout.state())) {
      findings.unfinished(layout.state(), "there is no state; opening rebuilds it");
      return new FsckState(layout, findings, copy, null, null);
    }
    try {
      // The -shm file is not copied: it is only an index of the -wal file, and made anew.
      for (var suffix : new String[] {"", "-wal"}) {
        var file = layout.state().resolveSibling(NAME + suffix);
        if (disk.exists(file)) {
          Files.copy(file, copy.resolve(NAME + suffix));
        }
      }
      var rows = StateRows.open(copy.resolve(NAME));
      requireIntegrity(rows, layout, findings);
      var mark = rows.mark();
      if (mark == null) {
        findings.damage(layout.state(), StateRows.NO_MARK);
      }
      return new FsckState(layout, findings, copy, rows, mark);
    } catch (SQLException failed) {
      findings.damage(layout.state(), "cannot be read: " + failed.getMessage());
      return new FsckState(layout, findings, copy, null, null);
    }
  }

  /** How many entries the stored state has taken; -1 if it cannot be read. */
  long size() {
    return mark == null ? -1 : mark.size();
  }

  /** How many rows were compared. */
  long rows() {
    return count;
  }

  /** Compares all rows with those of a replay of as many entries. */
  void compare(MapState replayed, Digest digest, Digest root) {
    if (rows == null || mark == null) {
      return;
    }
    if (!mark.digest().equals(digest) || !mark.root().equals(root)) {
      findings.damagedEntry(
          layout.state(), mark.size(), "the state's digest or root is not that of a replay");
    }
    var expected = replayed.entries().entrySet().iterator();
    try {
      for (var stored = rows.rows(""); stored.hasNext(); count++) {
        var row = stored.next();
        if (!expected.hasNext() || !row.equals(expected.next())) {
          differs(row);
          return;
        }
      }
      if (expected.hasNext()) {
        differs(expected.next());
      }
    } catch (StateFailedException failed) {
      findings.damage(layout.state(), "cannot be read: " + failed.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (rows != null) {
        rows.close();
      }
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
    try (var files = Files.list(copy)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(copy);
  }

  private void differs(Map.Entry<String, String> row) {
    findings.damage(
        layout.state(), "from row " + row.getKey() + " on the state is not that of a replay");
  }

  private static void requireIntegrity(StateRows rows, Layout layout, Findings findings)
      throws SQLException {
    try (var statement = rows.connection().createStatement();
        var answer = statement.executeQuery("PRAGMA integrity_check")) {
      while (answer.next()) {
        if (!answer.getString(1).equals("ok")) {
          findings.damage(layout.state(), answer.getString(1));
        }
      }
    }
  }
}
