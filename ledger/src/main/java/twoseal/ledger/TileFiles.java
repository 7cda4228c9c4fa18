package twoseal.ledger;

import java.io.IOException;
import twoseal.core.EntryBundle;
import twoseal.core.TilePath;

/** The full tiles on disk, each derived from the log and the tree, and written once. */
record TileFiles(Disk disk, Layout layout, SegmentLog log, TreeTiles tree) {
  /** Whether a full tile, and the bundle of its entries, is on disk. */
  boolean isWritten(TilePath path) {
    return disk.exists(layout.tile(path))
        && (path.level() > 0 || disk.exists(layout.tile(bundle(path))));
  }

  /** Writes a full tile that the tree holds in memory, durably. */
  void write(TilePath path) throws IOException {
    if (path.level() == 0) {
      var from = path.index() * TilePath.FULL_WIDTH;
      write(bundle(path), EntryBundle.format(log.range(from, from + TilePath.FULL_WIDTH)));
    }
    write(path, tree.tile(path));
    tree.written();
  }

  private void write(TilePath path, byte[] bytes) throws IOException {
    var file = layout.tile(path);
    disk.createFolders(NewFile.folderOf(file));
    NewFile.write(disk, file, bytes);
  }

  private static TilePath bundle(TilePath path) {
    return new TilePath(TilePath.ENTRIES, path.index(), TilePath.FULL_WIDTH);
  }
}
