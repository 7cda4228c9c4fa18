package twoseal.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A folder in which a ledger is being made of a backup or as a successor. Until everything in it is
 * written and proved it holds a mark, and with the mark it opens for nobody; a process that dies
 * leaves the mark behind, and the next attempt begins anew.
 */
final class UnfinishedFolder {
  private final Disk disk;
  private final Layout layout;

  private UnfinishedFolder(Disk disk, Layout layout) {
    this.disk = disk;
    this.layout = layout;
  }

  /**
   * Begins in a folder that is empty, not there, or left by an attempt that did not end.
   *
   * @throws IllegalStateException if there is something else in it
   */
  static UnfinishedFolder begin(Disk disk, Path folder) throws IOException {
    var layout = new Layout(folder);
    if (disk.exists(layout.restoring())) {
      clear(layout);
    } else if (!disk.list(folder).isEmpty()) {
      throw new IllegalStateException(folder + " is not empty");
    }
    disk.createFolders(folder);
    try (var mark = disk.open(layout.restoring())) {
      mark.sync();
    }
    disk.syncDirectory(folder);
    return new UnfinishedFolder(disk, layout);
  }

  Layout layout() {
    return layout;
  }

  /** Begins anew in the same folder. */
  void again() throws IOException {
    clear(layout);
  }

  /** There will be no ledger here. */
  void abandon() throws IOException {
    clear(layout);
    disk.delete(layout.restoring());
    Files.delete(layout.folder());
  }

  /** From here on it is a ledger. */
  void finish() throws IOException {
    disk.syncDirectory(layout.folder());
    disk.delete(layout.restoring());
    disk.syncDirectory(layout.folder());
  }

  /** Removes what lies beside the mark; only ever called while the mark is there. */
  private static void clear(Layout layout) throws IOException {
    try (var files = Files.walk(layout.folder())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(layout.restoring()) && !file.equals(layout.folder())) {
          Files.delete(file);
        }
      }
    }
  }
}
