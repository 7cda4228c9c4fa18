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
  private static final int PART_BYTES = 1 << 16;
  private static final int PRINT_BYTES = 16;
  private static final int LINE_BITS = 40;
  private static final long LINE_MASK = (1L << LINE_BITS) - 1;

  /** Hears of every entry whose identity stood before, ordered within a part only. */
  @FunctionalInterface
  interface Found {
    void at(long firstLine, long line) throws IOException;
  }

  private final Path folder;
  private final ByteBuffer[] buffers = new ByteBuffer[PARTS];
  private final List<Optional<FileChannel>> files = new ArrayList<>();
  private final long[] sizes = new long[PARTS];

  Duplicates(Path folder) {
    this.folder = folder;
    for (var i = 0; i < PARTS; i++) {
      buffers[i] = ByteBuffer.allocate(PART_BYTES);
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
      var buffer = buffers[part];
      if (buffer.remaining() < PRINT_BYTES) {
        spill(part);
      }
      buffer.putLong(print);
      buffer.putLong((prints[2 * i + 1] & ~LINE_MASK) | ((firstLine + lines[i]) & LINE_MASK));
      sizes[part]++;
    }
  }

  /** Looks through all parts. */
  void find(Found found) throws IOException {
    for (var part = 0; part < PARTS; part++) {
      if (sizes[part] > 0) {
        find(part, found);
      }
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
    var file = files.get(part).get();
    var buffer = buffers[part].flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }

  private void find(int part, Found found) throws IOException {
    var table = new Table(sizes[part]);
    var buffer = buffers[part];
    if (files.get(part).isPresent()) {
      spill(part);
      var file = files.get(part).get().position(0);
      while (file.read(buffer.clear()) > 0) {
        // Spilled in whole fingerprints, so a short read is filled up to one.
        while (buffer.position() % PRINT_BYTES != 0) {
          file.read(buffer);
        }
        table.addAll(buffer.flip(), found);
      }
    } else {
      table.addAll(buffer.flip(), found);
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

    void addAll(ByteBuffer prints, Found found) throws IOException {
      while (prints.hasRemaining()) {
        add(prints.getLong(), prints.getLong(), found);
      }
    }

    private void add(long print, long checkAndLine, Found found) throws IOException {
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
