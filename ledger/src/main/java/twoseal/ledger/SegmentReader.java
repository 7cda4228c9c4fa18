package twoseal.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import twoseal.core.EntryBundle;

/** Reads the records of a segment file in order, a chunk of the file at a time. */
final class SegmentReader {
  private static final int CHUNK_BYTES = 1 << 20;

  private final Disk disk;
  private final Path file;
  private final long size;
  private byte[] chunk = new byte[0];
  private long chunkStart;
  private byte[] entry = new byte[0];
  private long at;

  /** What stands at an offset of the file. */
  sealed interface Item {
    long offset();

    /** A record whose sum is right: its entry is the reader's {@link #entry}. */
    record Entry(long offset) implements Item {}

    /** Zeros or the end of the file: nothing was written from here on. */
    record End(long offset) implements Item {}

    /** Bytes that are no record. */
    record Bad(long offset, String why) implements Item {}
  }

  SegmentReader(Disk disk, Path file) throws IOException {
    this(disk, file, 0);
  }

  /** Begins at the offset of a record. */
  SegmentReader(Disk disk, Path file, long from) throws IOException {
    this.disk = disk;
    this.file = file;
    this.size = disk.size(file);
    this.at = from;
  }

  /** The next record; once it is not an entry there is nothing more to ask for. */
  Item next() throws IOException {
    if (size - at < SegmentRecord.HEADER_BYTES) {
      return rest();
    }
    var header = ByteBuffer.wrap(take(at, SegmentRecord.HEADER_BYTES));
    var length = header.getInt();
    if (length == 0) {
      return rest();
    }
    if (length < 0 || length > EntryBundle.ENTRY_BYTES_MAX) {
      return new Item.Bad(at, "a record's length is " + length);
    }
    if (length > size - at - SegmentRecord.HEADER_BYTES) {
      return new Item.Bad(at, "a record runs beyond the end of the file");
    }
    entry = take(at + SegmentRecord.HEADER_BYTES, length);
    if (SegmentRecord.crc(entry) != header.getInt()) {
      return new Item.Bad(at, "a record's CRC32C does not match");
    }
    var item = new Item.Entry(at);
    at += SegmentRecord.bytes(length);
    return item;
  }

  /** The entry that {@link #next} found last. */
  byte[] entry() {
    return entry;
  }

  /** What follows the last record must be zeros, or a write was torn or the file was changed. */
  private Item rest() throws IOException {
    var from = at;
    for (var rest = from; rest < size; ) {
      var length = (int) Math.min(CHUNK_BYTES, size - rest);
      var bytes = take(rest, length);
      for (var i = 0; i < length; i++) {
        if (bytes[i] != 0) {
          return new Item.Bad(rest + i, "bytes after the last record, which ends at " + from);
        }
      }
      rest += length;
    }
    return new Item.End(from);
  }

  private byte[] take(long offset, int length) throws IOException {
    if (offset < chunkStart || offset + length > chunkStart + chunk.length) {
      chunkStart = offset;
      chunk = disk.read(file, offset, (int) Math.min(Math.max(CHUNK_BYTES, length), size - offset));
    }
    var from = (int) (offset - chunkStart);
    return Arrays.copyOfRange(chunk, from, from + length);
  }
}
