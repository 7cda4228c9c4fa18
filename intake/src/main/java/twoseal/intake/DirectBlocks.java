package twoseal.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Buffers and channels that write past the system's cache. Where the JDK or the file system has no
 * such thing the same writes go through the cache. Shared by all workers.
 */
final class DirectBlocks {
  /** A file takes them whole: large enough for a disk, small enough for 200 groups at once. */
  static final int BLOCK_BYTES = 1 << 19;

  private final int alignment;
  private final Optional<OpenOption> direct;
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  /** For files in a folder. */
  DirectBlocks(Path folder) throws IOException {
    var unit = Files.getFileStore(folder).getBlockSize();
    var fits = unit > 0 && BLOCK_BYTES % unit == 0;
    alignment = fits ? (int) unit : 1;
    direct = fits ? directOption() : Optional.empty();
  }

  /** Makes a file that is written in blocks. */
  FileChannel create(Path path) throws IOException {
    Files.createFile(path);
    if (direct.isPresent()) {
      try {
        return FileChannel.open(path, StandardOpenOption.WRITE, direct.get());
      } catch (IOException | UnsupportedOperationException notHere) {
        return FileChannel.open(path, StandardOpenOption.WRITE);
      }
    }
    return FileChannel.open(path, StandardOpenOption.WRITE);
  }

  /** An empty block. */
  synchronized ByteBuffer take() {
    var used = free.poll();
    return used != null
        ? used
        : ByteBuffer.allocateDirect(BLOCK_BYTES + alignment - 1)
            .alignedSlice(alignment)
            .slice(0, BLOCK_BYTES);
  }

  /** Takes a block back. */
  synchronized void give(ByteBuffer block) {
    free.push(block.clear());
  }

  /** By name, because it is no part of Java SE and a JDK may lack it. */
  private static Optional<OpenOption> directOption() {
    try {
      var options = Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
      return Arrays.stream(options)
          .filter(option -> option.toString().equals("DIRECT"))
          .flatMap(option -> option instanceof OpenOption open ? Stream.of(open) : Stream.empty())
          .findFirst();
    } catch (ClassNotFoundException notHere) {
      return Optional.empty();
    }
  }
}
