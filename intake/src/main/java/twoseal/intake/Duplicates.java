package twoseal.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds identities that stand twice, in bounded memory: fingerprints are dealt into 256 parts by
 * their first byte, parts that outgrow their buffer go to temporary files, and each part is then
 * looked through alone.
 *
 * <p>16 bytes an entry: 88 bits of the keyed hash and the line in 40. Equal identities always meet.
 * Different ones do with probability n^2/2^89, 10^-8 at two billion entries; two lines are then
 * reported for nothing, and the next run has another key.
 */
final class Duplicates implements AutoCloseable {
  private static final int PARTS = 256;
  private static final int PART_WORDS = 1 << 13;

  /** Larger parts are looked through one by one, so that their tables fit. */
  private static final long TOGETHER_WORDS = 1 << 22;

  private static final int LINE_BITS = 40;
  private static final long LINE_MASK = (1L << LINE_BITS) - 1;

  /** Hears of every entry whose identity stood before, in no order and from several threads. */
  @FunctionalInterface
  interface Found {
    void at(long firstLine, long line) throws IOException;
  }

  private final Path folder;
  private final long[][] buffers = new long[PARTS][PART_WORDS];
  private final int[] filled = new int[PARTS];
  private final List<Optional<FileChannel>> files = new ArrayList<>();
  private final long[] sizes = new long[PARTS];
  private final ByteBuffer bytes = ByteBuffer.allocate(PART_WORDS * Long.BYTES);

  Duplicates(Path folder) {
    this.folder = folder;
    for (var i = 0; i < PARTS; i++) {
      files.add(Optional.empty());
    }
  }

  /**
   * Adds the fingerprints of a chunk. Chunks come in order.
   *
   * @param prints two words a row
   * @param firstLine the line of the chunk's first
   * @param lines of the rows, counted from there
   */
  void add(long[] prints, int rows, long firstLine, int[] lines) throws IOException {
    for (var i = 0; i < rows; i++) {
      var print = prints[2 * i];
      var part = (int) (print >>> (Long.SIZE - Byte.SIZE));
      var at = filled[part];
      if (at == PART_WORDS) {
        spill(part);
        at = 0;
      }
      buffers[part][at] = print;
      buffers[part][at + 1] =
          (prints[2 * i + 1] & ~LINE_MASK) | ((firstLine + lines[i]) & LINE_MASK);
      filled[part] = at + 2;
    }
  }

  /** Looks through all parts, several at once while they are small. */
  void find(int threads, Found found) throws IOException, InterruptedException {
    for (var part = 0; part < PARTS; part++) {
      sizes[part] += filled[part];
    }
    var most = Arrays.stream(sizes).max().orElse(0);
    var together = most > TOGETHER_WORDS ? 1 : threads;
    var next = new AtomicInteger();
    Callable<Boolean> work =
        () -> {
          var table = new Table(most / 2);
          for (var part = next.getAndIncrement(); part < PARTS; part = next.getAndIncrement()) {
            findIn(part, table, found);
          }
          return true;
        };
    try (var pool = Executors.newFixedThreadPool(together)) {
      for (var done : pool.invokeAll(Collections.nCopies(together, work))) {
        done.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    for (var file : files) {
      if (file.isPresent()) {
        file.get().close();
      }
    }
  }

  private void spill(int part) throws IOException {
    if (files.get(part).isEmpty()) {
      files.set(
          part,
          Optional.of(
              FileChannel.open(
                  folder.resolve("prints-" + part),
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE)));
    }
    bytes.clear();
    bytes.asLongBuffer().put(buffers[part], 0, filled[part]);
    bytes.limit(filled[part] * Long.BYTES);
    while (bytes.hasRemaining()) {
      files.get(part).get().write(bytes);
    }
    sizes[part] += filled[part];
    filled[part] = 0;
  }

  /** What was spilled came first, so lines ascend. */
  private void findIn(int part, Table table, Found found) throws IOException {
    table.clear();
    if (files.get(part).isPresent()) {
      var file = files.get(part).get();
      var buffer = ByteBuffer.allocate(PART_WORDS * Long.BYTES);
      for (var place = 0L; place < file.size(); place += buffer.limit()) {
        buffer.clear();
        while (buffer.hasRemaining() && file.read(buffer, place + buffer.position()) > 0) {
          // Short reads go on.
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          table.add(buffer.getLong(), buffer.getLong(), found);
        }
      }
    }
    for (var i = 0; i < filled[part]; i += 2) {
      table.add(buffers[part][i], buffers[part][i + 1], found);
    }
  }

  /** Open addressing; a slot whose second word is 0 is free, since no entry stands at line 0. */
  private static final class Table {
    private static final int SLOTS_MIN_LOG = 4;

    private final long[] slots;
    private final int shift;

    Table(long prints) {
      var log = Math.max(SLOTS_MIN_LOG, Long.SIZE - Long.numberOfLeadingZeros(prints + prints / 2));
      slots = new long[Math.toIntExact(2L << log)];
      shift = Long.SIZE - log;
    }

    void clear() {
      Arrays.fill(slots, 0);
    }

    void add(long print, long checkAndLine, Found found) throws IOException {
      // The part is the first byte, so the bits after it choose the slot.
      var slot = (int) (print << Byte.SIZE >>> shift);
      while (true) {
        var held = slots[2 * slot + 1];
        if (held == 0) {
          slots[2 * slot] = print;
          slots[2 * slot + 1] = checkAndLine;
          return;
        }
        if (slots[2 * slot] == print && held >>> LINE_BITS == checkAndLine >>> LINE_BITS) {
          found.at(held & LINE_MASK, checkAndLine & LINE_MASK);
          return;
        }
        slot = slot + 1 & (slots.length >> 1) - 1;
      }
    }
  }
}
