package twoseal.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A temporary file that grows in order. Bytes are gathered in blocks, which are written later and
 * in any order, past the system's cache where it can be: lists are larger than memory and not read
 * back soon, so the cache would cost a copy and a page for every byte.
 */
final class PartFile implements AutoCloseable {
  private final Path path;
  private final DirectBlocks blocks;
  private final FileChannel channel;
  private final int headLength;
  private Optional<ByteBuffer> open = Optional.empty();
  private long written;

  /** Begins with a text that is there already, such as a header. */
  PartFile(Path path, DirectBlocks blocks, byte[] head) throws IOException {
    this.path = path;
    this.blocks = blocks;
    channel = blocks.create(path);
    headLength = head.length;
    for (var write : append(head, 0, head.length)) {
      write.run();
    }
  }

  Path path() {
    return path;
  }

  /** Where the next byte will stand. One thread at a time, as with all that appends. */
  long end() {
    return written + open.map(ByteBuffer::position).orElse(0);
  }

  /** Appends; returns the blocks that are full, for any thread to write. */
  List<Write> append(byte[] bytes, int from, int length) {
    var full = new ArrayList<Write>();
    var done = 0;
    while (done < length) {
      var block = open.orElseGet(blocks::take);
      var count = Math.min(length - done, block.remaining());
      block.put(bytes, from + done, count);
      done += count;
      open = Optional.of(block);
      if (!block.hasRemaining()) {
        full.add(new Write(block, written));
        written += block.capacity();
        open = Optional.empty();
      }
    }
    return full;
  }

  /** Finishes another and appends all of it after its head. */
  void append(PartFile other) throws IOException {
    other.finish();
    var bytes = new byte[DirectBlocks.BLOCK_BYTES];
    try (var in = FileChannel.open(other.path, StandardOpenOption.READ)) {
      in.position(other.headLength);
      for (var read = in.read(ByteBuffer.wrap(bytes));
          read > 0;
          read = in.read(ByteBuffer.wrap(bytes))) {
        for (var write : append(bytes, 0, read)) {
          write.run();
        }
      }
    }
  }

  /** Writes what is left, when all full blocks are written; nothing can be appended then. */
  void finish() throws IOException {
    if (open.isEmpty()) {
      return;
    }
    var end = end();
    var block = open.get();
    // A whole block, of which the end is cut off again, keeps the file aligned.
    while (block.hasRemaining()) {
      block.put((byte) 0);
    }
    new Write(block, written).run();
    channel.truncate(end);
    written = end;
    open = Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A full block and its place. */
  final class Write {
    private final ByteBuffer block;
    private final long place;

    private Write(ByteBuffer block, long place) {
      this.block = block;
      this.place = place;
    }

    void run() throws IOException {
      block.flip();
      while (block.hasRemaining()) {
        channel.write(block, place + block.position());
      }
      blocks.give(block);
    }
  }
}
