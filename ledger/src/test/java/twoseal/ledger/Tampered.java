package twoseal.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What can happen to files behind a ledger's back. */
final class Tampered {
  private Tampered() {}

  /** A copy of a whole folder, in another that is not there. */
  static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  static void flip(Path file, long offset) throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[(int) offset] ^= 0x10;
    Files.write(file, bytes);
  }

  static void cut(Path file, long bytes) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - bytes);
    }
  }

  static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Whether the checkpoint that lies in a folder covers an entry. */
  static Predicate<Long> isSigned(Path folder) throws IOException {
    var slots = CheckpointSlots.read(new LocalDisk(), folder.resolve("checkpoint.last"));
    var size = CheckpointSlots.last(slots).orElseThrow().checkpoint().size();
    return index -> index < size;
  }

  /** The segments of a ledger, in order. */
  static List<Path> segments(Path folder) throws IOException {
    return new LocalDisk().list(folder.resolve("log"));
  }
}
