package twoseal.server.view;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.draw.EntryNumber;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/**
 * A file of a list in list order, found by number: of every 64th line it is known where it begins
 * and which entry it is, so that a look-up reads some kilobytes however long the list, and names
 * that are missing do no harm. Any thread may ask.
 */
final class SortedLines implements AutoCloseable {
  private static final int STRIDE = 64;
  private static final int BUFFER_BYTES = 1 << 20;

  /** Longer than any line of such a file, so that what was read ends a line. */
  private static final int LINE_BYTES_MAX = 512;

  private final FileChannel file;
  private final Map<String, Long> firsts = new HashMap<>();
  private final long size;
  private long[] offsets = new long[16];
  private long[] indices = new long[16];
  private int count;

  private SortedLines(FileChannel file, ListRoot list) throws IOException {
    this.file = file;
    this.size = file.size();
    for (var group : list.groups()) {
      firsts.put(group.label().text(), list.firstIndex(group.label()));
    }
    sample();
  }

  /**
   * Reads a file once.
   *
   * @throws twoseal.core.MalformedException if it is no such file of this list
   */
  static SortedLines open(Path path, ListRoot list) throws IOException {
    var file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new SortedLines(file, list);
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  /** The line of an entry, without its line feed; nothing where the file has none. */
  Optional<String> find(EntryNumber entry) throws IOException {
    var first = firsts.get(entry.group().text());
    if (first == null || count == 0) {
      return Optional.empty();
    }
    var at = Arrays.binarySearch(indices, 0, count, first + entry.number() - 1);
    var sample = at >= 0 ? at : -at - 2;
    if (sample < 0) {
      return Optional.empty();
    }
    var end = sample + 1 < count ? offsets[sample + 1] : size;
    var text = read(offsets[sample], Math.toIntExact(end - offsets[sample]));
    var prefix = entry.number() + "," + entry.group().text() + ",";
    for (var from = 0; from < text.length(); ) {
      var newline = text.indexOf('\n', from);
      var to = newline < 0 ? text.length() : newline;
      if (text.startsWith(prefix, from)) {
        return Optional.of(text.substring(from, to));
      }
      from = to + 1;
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private String read(long offset, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && file.read(buffer, offset + buffer.position()) >= 0) {
      // until all of it is here
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  /** The first line is the header; of the others every 64th is remembered. */
  private void sample() throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    var lines = 0L;
    for (var base = 0L; base < size; ) {
      var length = fill(buffer, base);
      for (var i = 0; i < length; i++) {
        if (buffer[i] == '\n' && lines++ % STRIDE == 0 && base + i + 1 < size) {
          add(base + i + 1);
        }
      }
      base += length;
    }
  }

  private int fill(byte[] buffer, long base) throws IOException {
    var target = ByteBuffer.wrap(buffer);
    while (target.hasRemaining() && file.read(target, base + target.position()) > 0) {
      // until it is full or the file ends
    }
    if (target.position() == 0) {
      throw new IOException("the file became shorter while it was read");
    }
    return target.position();
  }

  private void add(long offset) throws IOException {
    var line = read(offset, (int) Math.min(LINE_BYTES_MAX, size - offset));
    var comma = line.indexOf(',');
    var label = new Label(line.substring(comma + 1, line.indexOf(',', comma + 1)));
    var first = firsts.get(label.text());
    if (first == null) {
      throw new twoseal.core.MalformedException("a file of this list");
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      indices = Arrays.copyOf(indices, 2 * count);
    }
    offsets[count] = offset;
    indices[count] = first + Bytes.parseDecimal(line.substring(0, comma), Long.MAX_VALUE) - 1;
    count++;
  }
}
