package twoseal.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** Files that are there whole or not at all, also after a power cut. */
final class DurableFiles {
  private static final int SLICE_BYTES = 1 << 18;

  private DurableFiles() {}

  /** Writes beside, syncs, renames over. */
  static void replace(Path file, ByteBuffer content) throws IOException {
    var beside = file.resolveSibling(file.getFileName() + ".tmp");
    try (var channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    move(beside, file);
    syncFolder(file.resolveSibling(""));
  }

  /** Renames within a file system, over whatever is there. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void sync(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes renames last, where the system can. */
  static void syncFolder(Path folder) throws IOException {
    // An empty path is the working folder.
    var named = folder.toString().isEmpty() ? Path.of(".") : folder;
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return;
    }
    try (var channel = FileChannel.open(named, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Writes at a place, in slices: the JDK copies each through a buffer of its size. */
  static void write(FileChannel channel, byte[] bytes, int from, int length, long place)
      throws IOException {
    var done = 0;
    while (done < length) {
      var slice = ByteBuffer.wrap(bytes, from + done, Math.min(SLICE_BYTES, length - done));
      done += channel.write(slice, place + done);
    }
  }

  /** Removes a folder and all in it. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var walk = Files.walk(folder)) {
      for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
