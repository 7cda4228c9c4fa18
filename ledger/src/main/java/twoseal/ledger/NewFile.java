package twoseal.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file that appears whole or not at all: written under an unfinished name, synced, renamed. The
 * new name is durable once its folder is synced. Closed without {@link #rename}, it goes away.
 */
final class NewFile implements Closeable {
  private final Disk disk;
  private final Path unfinished;
  private final DiskFile file;
  private long length;
  private boolean isRenamed;

  /**
   * Begins a file.
   *
   * @param unfinished ends in {@link Layout#UNFINISHED}, in a folder of the same file system
   */
  NewFile(Disk disk, Path unfinished) throws IOException {
    this.disk = disk;
    this.unfinished = unfinished;
    this.file = disk.open(unfinished);
    file.truncate(0);
  }

  /** Writes a whole file durably. */
  static void write(Disk disk, Path target, byte[] bytes) throws IOException {
    try (var file = new NewFile(disk, unfinished(target))) {
      file.append(ByteBuffer.wrap(bytes));
      file.rename(target);
    }
    disk.syncDirectory(folderOf(target));
  }

  /** The unfinished name beside a target. */
  static Path unfinished(Path target) {
    return target.resolveSibling(target.getFileName() + Layout.UNFINISHED);
  }

  /** The folder that holds a file. */
  static Path folderOf(Path file) {
    var folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " without a folder");
    }
    return folder;
  }

  void append(ByteBuffer bytes) throws IOException {
    var count = bytes.remaining();
    file.writeFully(bytes, length);
    length += count;
  }

  /** Syncs the contents and gives the file its name. */
  void rename(Path target) throws IOException {
    file.sync();
    disk.rename(unfinished, target);
    isRenamed = true;
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (!isRenamed) {
      disk.delete(unfinished);
    }
  }
}
