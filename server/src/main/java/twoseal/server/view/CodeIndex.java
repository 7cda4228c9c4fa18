package twoseal.server.view;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.draw.EntryNumber;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateList;
import twoseal.list.EntryCode;
import twoseal.list.ListRoot;
import twoseal.list.SumHash;

/**
 * From an entry code to its entry: rows of 24 bytes, ascending: the first 16 bytes of a code's
 * hash, the group's place among the list's groups (2), the number (6), big-endian. The file holds
 * no code, so who steals it can look nobody up whose code they do not have. Any thread may ask.
 *
 * <p>The row of an erased entry ([LIST-12]) is overwritten in its place by the one before it, so
 * that the order holds, nothing of the entry is left, and whoever has the file open sees it at
 * once.
 */
public final class CodeIndex {
  /** The file in the list's folder. */
  public static final String FILE = "entry-codes.bin";

  static final int HASH_BYTES = 16;
  static final int ROW_BYTES = HASH_BYTES + Long.BYTES;
  static final int NUMBER_BITS = 48;
  private static final int ROWS_AT_ONCE = 1 << 16;

  /** A place that is no entry's. */
  private static final long NOBODYS = -1;

  private static final ValueLayout.OfLong BE64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment rows;
  private final ListRoot list;

  private CodeIndex(MemorySegment rows, ListRoot list) {
    this.rows = rows;
    this.list = list;
  }

  /** Opens the index of a list, if it has one. */
  public static Optional<CodeIndex> open(ListFolder folder, ListRoot list) throws IOException {
    var file = folder.path().resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var rows = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      if (rows.byteSize() % ROW_BYTES != 0) {
        throw new IOException(FILE + " was not written whole");
      }
      return Optional.of(new CodeIndex(rows, list));
    }
  }

  /** The entry of a code. */
  public Optional<EntryNumber> find(EntryCode code) {
    var wanted = hash(code);
    var low = 0L;
    var high = rows.byteSize() / ROW_BYTES - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var order = compare(middle, wanted);
      if (order == 0) {
        var place = rows.get(BE64, middle * ROW_BYTES + HASH_BYTES);
        if (place == NOBODYS) {
          return Optional.empty();
        }
        var group = list.groups().get((int) (place >>> NUMBER_BITS));
        return Optional.of(new EntryNumber(place & ((1L << NUMBER_BITS) - 1), group.label()));
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return Optional.empty();
  }

  /** Makes the index of a list that is there already. What is there is replaced. */
  public static void write(ListFolder folder, PrivateList opened, ListRoot list)
      throws IOException {
    try (var making = CodeIndexMaking.in(folder)) {
      opened.forEachCode(making.forOneThread());
      making.finish(list);
    }
  }

  /**
   * Makes the code of an entry find nothing any more; may be repeated after a crash, and while
   * others look codes up. Nothing is done where the list has no index.
   */
  public static void erase(ListFolder folder, ListRoot list, EntryNumber entry) throws IOException {
    var file = folder.path().resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    var labels = list.groups().stream().map(group -> group.label()).toList();
    var place = place(labels.indexOf(entry.group()), entry.number());
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      overwrite(channel, place);
      channel.force(true);
    }
  }

  /**
   * Overwrites every row of a place by the row before it; those before all others become nobody's,
   * with a hash that is least. What a crash left half overwritten is nobody's, too.
   */
  private static void overwrite(FileChannel channel, long place) throws IOException {
    var before = ByteBuffer.allocate(ROW_BYTES).putLong(HASH_BYTES, NOBODYS);
    var buffer = ByteBuffer.allocate(ROWS_AT_ONCE * ROW_BYTES);
    for (var base = 0L; base < channel.size(); base += buffer.capacity()) {
      buffer.clear();
      while (buffer.hasRemaining() && channel.read(buffer, base + buffer.position()) > 0) {
        // until it is full or the file ends
      }
      for (var at = 0; at < buffer.position(); at += ROW_BYTES) {
        var row = ByteBuffer.wrap(Arrays.copyOfRange(buffer.array(), at, at + ROW_BYTES));
        var of = row.getLong(HASH_BYTES);
        if (of == place || of == NOBODYS) {
          replace(channel, base + at, before);
        } else {
          before = row;
        }
      }
    }
  }

  /** Nobody's first: who reads meanwhile never finds one entry by the code of another. */
  private static void replace(FileChannel channel, long at, ByteBuffer row) throws IOException {
    var nobodys = ByteBuffer.allocate(Long.BYTES).putLong(0, NOBODYS);
    channel.write(nobodys, at + HASH_BYTES);
    channel.write(row.slice(0, HASH_BYTES), at);
    channel.write(row.slice(HASH_BYTES, Long.BYTES), at + HASH_BYTES);
  }

  static long place(int group, long number) {
    return (long) group << NUMBER_BITS | number;
  }

  private int compare(long row, byte[] wanted) {
    for (var i = 0; i < HASH_BYTES; i++) {
      var order =
          Byte.compareUnsigned(rows.get(ValueLayout.JAVA_BYTE, row * ROW_BYTES + i), wanted[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static byte[] hash(EntryCode code) {
    var hash = new byte[Digest.BYTES];
    CodeIndexMaking.hash(code, CodeIndexMaking.text(), new SumHash(), hash);
    return Arrays.copyOf(hash, HASH_BYTES);
  }
}
