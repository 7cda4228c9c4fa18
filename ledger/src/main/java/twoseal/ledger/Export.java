package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import twoseal.core.Checkpoint;
import twoseal.core.TilePath;

/**
 * Writes a ledger as a folder that any web server can serve and any client of C2SP tlog-tiles can
 * read ([LOG-7]): {@code checkpoint}, hash tiles and entry bundles, the partial ones included.
 */
public final class Export {
  private Export() {}

  /**
   * Writes the ledger as of its last checkpoint, which comes last: until then a reader of an
   * earlier export in the same folder sees that one.
   *
   * @return the checkpoint that was written
   */
  public static Checkpoint write(LedgerView ledger, Path folder) {
    var note = ledger.checkpoint();
    var checkpoint = Checkpoint.parse(note.text());
    try {
      for (var level = 0; TilePath.fullTiles(level - 1, checkpoint.size()) > 0; level++) {
        writeLevel(ledger, folder, level, checkpoint.size());
      }
      Files.createDirectories(folder);
      NewFile.write(new LocalDisk(), folder.resolve("checkpoint"), note.bytes());
      return checkpoint;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void writeLevel(LedgerView ledger, Path folder, int level, long size)
      throws IOException {
    for (var index = 0L; TilePath.widthIn(level, index, size) > 0; index++) {
      var path = TilePath.hashes(level, index, size);
      write(ledger, folder, path);
      if (level == 0) {
        write(ledger, folder, new TilePath(TilePath.ENTRIES, index, path.width()));
      }
    }
  }

  private static void write(LedgerView ledger, Path folder, TilePath path) throws IOException {
    var file = folder.resolve(path.text());
    // A tile, once complete, never changes: one that an earlier export wrote is the same.
    if (path.isPartial() || !Files.exists(file)) {
      Files.createDirectories(NewFile.folderOf(file));
      var bytes =
          ledger
              .tile(path)
              .orElseThrow(() -> new IllegalStateException(path.text() + " is missing"));
      Files.write(file, bytes);
    }
  }
}
