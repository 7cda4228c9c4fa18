package twoseal.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import twoseal.core.Bytes;

/** Short texts in files that are there whole and durably, or not at all. */
final class SmallFile {
  private SmallFile() {}

  /** The text of a file, if it is there. */
  static Optional<String> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(Bytes.parseUtf8(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Puts a text in the place of what the file had. */
  static void replace(Path file, String text) {
    try {
      var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
      Files.deleteIfExists(unfinished);
      write(unfinished, text);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Writes a file that was never there: the name with a number, if the name is taken. */
  static Path add(Path folder, String name, String text) {
    try {
      Files.createDirectories(folder);
      for (var n = 1; ; n++) {
        var file = folder.resolve(name + (n == 1 ? "" : "-" + n) + ".txt");
        try {
          write(file, text);
          syncFolder(file);
          return file;
        } catch (FileAlreadyExistsException taken) {
          // The next number.
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Takes a file away. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
      syncFolder(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(Bytes.utf8(text));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void syncFolder(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
