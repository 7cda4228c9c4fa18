package twoseal.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file that grows by reservations: places are given in order, written in any. */
final class PartFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long start;
  private long end;

  /** Begins with a text that is there already, such as a header. */
  PartFile(Path path, byte[] head) throws IOException {
    this.path = path;
    channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    DurableFiles.write(channel, head, 0, head.length, 0);
    start = head.length;
    end = start;
  }

  Path path() {
    return path;
  }

  /** Reserves the next bytes; returns their place. */
  synchronized long reserve(int length) {
    var place = end;
    end += length;
    return place;
  }

  /** Bytes after the head. */
  synchronized long size() {
    return end - start;
  }

  synchronized long end() {
    return end;
  }

  void write(byte[] bytes, int from, int length, long place) throws IOException {
    DurableFiles.write(channel, bytes, from, length, place);
  }

  /** Appends all of another after its head; nobody else writes then. */
  synchronized void append(PartFile other) throws IOException {
    channel.position(end);
    var from = other.start;
    while (from < other.end()) {
      from += other.channel.transferTo(from, other.end() - from, channel);
    }
    end += other.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
