package twoseal.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the ledger asks of a file system, and nothing more, so that tests can break each operation.
 * Nothing is durable before {@link DiskFile#sync} (contents) and {@link #syncDirectory} (names).
 */
public interface Disk {
  /** Opens a file for writing, creating it if it is not there. */
  DiskFile open(Path file) throws IOException;

  /**
   * Exactly so many bytes from an offset on.
   *
   * @throws java.io.EOFException where there are fewer
   */
  byte[] read(Path file, long offset, int length) throws IOException;

  /** Whether there is such a file or folder. */
  boolean exists(Path path);

  /** A file's length in bytes. */
  long size(Path file) throws IOException;

  /** The names in a folder, sorted; none where there is no such folder. */
  List<Path> list(Path folder) throws IOException;

  /** Gives a file another name in one step, replacing what had that name. */
  void rename(Path from, Path to) throws IOException;

  /** Removes a file. */
  void delete(Path file) throws IOException;

  /** Makes a folder and those above it, durably. */
  void createFolders(Path folder) throws IOException;

  /** Makes the names in a folder durable. */
  void syncDirectory(Path folder) throws IOException;

  /** The whole of a file. */
  default byte[] readAll(Path file) throws IOException {
    return read(file, 0, Math.toIntExact(size(file)));
  }
}
