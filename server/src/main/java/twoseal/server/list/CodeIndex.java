package twoseal.server.list;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import twoseal.core.Digest;
import twoseal.draw.EntryNumber;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateEntry;
import twoseal.intake.PrivateList;
import twoseal.list.EntryCode;
import twoseal.list.Label;

/**
 * Finds an entry by its code ([LIST-11]) without the private file: a hash of every code, sorted,
 * with group and number. Whoever reads it learns no code. Rows of 24 bytes: the hash's first 16,
 * the group's place among the list's groups (2), the number (6), all big-endian.
 */
public final class CodeIndex {
  private static final String TAG = "twoseal/server/entry-code/1";
  private static final String FILE = "entry-codes.bin";
  private static final int ROW_BYTES = 24;
  private static final int NUMBER_BITS = 48;

  /** So many parts are sorted in memory one after the other, however long the list. */
  private static final int PARTS = 256;

  private static final int BUFFER_BYTES = 1 << 14;

  private CodeIndex() {}

  private record Row(long first, long second, long place) {
    private static final Comparator<Row> ORDER =
        (a, b) -> {
          var byFirst = Long.compareUnsigned(a.first, b.first);
          return byFirst != 0 ? byFirst : Long.compareUnsigned(a.second, b.second);
        };

    static Row of(EntryCode code, long place) {
      var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(code.high()).putLong(code.low());
      var hash = ByteBuffer.wrap(Digest.tagged(TAG, bytes.array()).bytes());
      return new Row(hash.getLong(), hash.getLong(), place);
    }

    int part() {
      return (int) (first >>> (Long.SIZE - 8));
    }

    void write(DataOutputStream out) throws IOException {
      out.writeLong(first);
      out.writeLong(second);
      out.writeLong(place);
    }

    static Row read(DataInputStream in) throws IOException {
      return new Row(in.readLong(), in.readLong(), in.readLong());
    }
  }

  /** Where the index of a list stands. */
  public static Path file(ListFolder list) {
    return list.path().resolve(FILE);
  }

  /**
   * Writes the index of a finished list.
   *
   * @param groups of the list, in order
   */
  static void write(ListFolder list, List<Label> groups, char[] passphrase) throws IOException {
    var places = IntStream.range(0, groups.size()).boxed().toList();
    var placeOf = new java.util.HashMap<Label, Integer>();
    places.forEach(place -> placeOf.put(groups.get(place), place));
    var parts = Files.createTempDirectory(list.path(), ".codes-");
    try {
      split(PrivateList.open(list, passphrase), placeOf, parts);
      var beside = parts.resolve(FILE);
      try (var out = out(beside)) {
        for (var part = 0; part < PARTS; part++) {
          for (var row : sorted(parts.resolve("part-" + part))) {
            row.write(out);
          }
        }
      }
      try (var written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(beside, file(list), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(parts);
    }
  }

  /**
   * The entry of a code.
   *
   * @param groups of the list, in order
   * @throws IOException if the list has no index, or it cannot be read
   */
  public static Optional<EntryNumber> find(ListFolder list, List<Label> groups, EntryCode code)
      throws IOException {
    var wanted = Row.of(code, 0);
    try (var index = FileChannel.open(file(list), StandardOpenOption.READ)) {
      var low = 0L;
      var high = index.size() / ROW_BYTES;
      while (low < high) {
        var middle = (low + high) >>> 1;
        var row = at(index, middle);
        var order = Row.ORDER.compare(row, wanted);
        if (order == 0) {
          var number = row.place() & ((1L << NUMBER_BITS) - 1);
          return Optional.of(
              new EntryNumber(number, groups.get((int) (row.place() >>> NUMBER_BITS))));
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
      }
      return Optional.empty();
    }
  }

  private static Row at(FileChannel index, long row) throws IOException {
    var bytes = ByteBuffer.allocate(ROW_BYTES);
    while (bytes.hasRemaining()
        && index.read(bytes, row * ROW_BYTES + bytes.position()) > 0) {
      // Short reads go on.
    }
    bytes.flip();
    return new Row(bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  private static void split(PrivateList entries, Map<Label, Integer> placeOf, Path parts)
      throws IOException {
    var outs = new ArrayList<DataOutputStream>();
    try {
      for (var part = 0; part < PARTS; part++) {
        outs.add(out(parts.resolve("part-" + part)));
      }
      entries.forEach(entry -> write(entry, placeOf, outs));
    } finally {
      for (var out : outs) {
        out.close();
      }
    }
  }

  private static void write(
      PrivateEntry entry, Map<Label, Integer> placeOf, List<DataOutputStream> outs) {
    var group = Optional.ofNullable(placeOf.get(entry.group())).orElseThrow();
    var row = Row.of(entry.code(), (long) group << NUMBER_BITS | entry.number());
    try {
      row.write(outs.get(row.part()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<Row> sorted(Path part) throws IOException {
    var rows = new ArrayList<Row>();
    var count = Files.size(part) / ROW_BYTES;
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(part), BUFFER_BYTES))) {
      for (var i = 0L; i < count; i++) {
        rows.add(Row.read(in));
      }
    }
    rows.sort(Row.ORDER);
    return rows;
  }

  private static DataOutputStream out(Path file) throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
  }
}
