package twoseal.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The system of record: entries one after the other in append-only files. A file is filled with
 * zeros ahead of the records, so that a sync need not write its length too. One thread scans, cuts,
 * appends and syncs; others may read entries that were appended before they were told of them.
 */
final class SegmentLog implements AutoCloseable {
  private static final int READ_ENTRIES_MAX = 256;

  private final Disk disk;
  private final Layout layout;
  private final LedgerOptions options;
  private final EntryIndex index = new EntryIndex();

  /** Segments by the index of their first entry. */
  private final NavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();

  private @Nullable DiskFile file;
  private long allocatedBytes;

  /** A file, and where its first record begins, counted through all segments. */
  private record Segment(Path path, long start) {}

  /** Sees what a scan finds. */
  interface Visitor {
    /** An entry whose sum is right, with the place of its record. */
    void entry(long index, byte[] entry, Path file, long offset);
  }

  /**
   * Where a scan ended.
   *
   * @param size the entries before the end
   * @param cutFrom where the last file is to be cut before appending
   * @param fault why the scan did not end with the log, if it did not
   * @param faultAt the offset of the fault in that file
   * @param isTail whether the file is the last of the log, the only one a crash can leave torn
   */
  record ScanEnd(
      long size, Path file, long cutFrom, @Nullable String fault, long faultAt, boolean isTail) {}

  SegmentLog(Disk disk, Layout layout, LedgerOptions options) {
    this.disk = disk;
    this.layout = layout;
    this.options = options;
  }

  /** Begins an empty log. */
  void create() throws IOException {
    disk.createFolders(layout.log());
    begin();
  }

  /** Reads all entries from the first to the last, or to the first that cannot be read. */
  ScanEnd scan(Visitor visitor) throws IOException {
    var paths = disk.list(layout.log());
    var end = new ScanEnd(0, layout.segment(0), 0, "there is no such file", 0, false);
    for (var path : paths) {
      if (Layout.firstIndex(path) != index.size()) {
        return new ScanEnd(index.size(), path, 0, "the file does not belong here", 0, false);
      }
      segments.put(index.size(), new Segment(path, index.end()));
      end = scan(path, path.equals(paths.getLast()), visitor);
      if (end.fault() != null) {
        // What follows a gap is not read: it cannot be told apart from what never belonged here.
        return end;
      }
    }
    return end;
  }

  private ScanEnd scan(Path path, boolean isLast, Visitor visitor) throws IOException {
    var reader = new SegmentReader(disk, path);
    var recordsEnd = 0L;
    while (true) {
      switch (reader.next()) {
        case SegmentReader.Item.Entry(var offset) -> {
          var bytes = reader.entry();
          index.append(bytes.length);
          visitor.entry(index.size() - 1, bytes, path, offset);
          recordsEnd = offset + SegmentRecord.bytes(bytes.length);
        }
        case SegmentReader.Item.End _ -> {
          return new ScanEnd(index.size(), path, recordsEnd, null, 0, isLast);
        }
        case SegmentReader.Item.Bad(var offset, var why) -> {
          return new ScanEnd(index.size(), path, recordsEnd, why, offset, isLast);
        }
      }
    }
  }

  /**
   * Reads on up to a size that is known to be durable, while another process may be appending:
   * nothing behind it is looked at.
   *
   * @throws LedgerDamagedException where the log does not have so many entries that can be read
   */
  void advance(long size, Visitor visitor) throws IOException {
    while (index.size() < size) {
      var next = layout.segment(index.size());
      if (segments.isEmpty() || (disk.exists(next) && !segments.containsKey(index.size()))) {
        segments.put(index.size(), new Segment(next, index.end()));
      }
      var current = current();
      var offset = index.end() - current.start();
      if (!disk.exists(current.path())) {
        throw new LedgerDamagedException(current.path() + " is missing");
      }
      var reader = new SegmentReader(disk, current.path(), offset);
      var item = reader.next();
      while (item instanceof SegmentReader.Item.Entry(var at)) {
        index.append(reader.entry().length);
        visitor.entry(index.size() - 1, reader.entry(), current.path(), at);
        if (index.size() == size) {
          return;
        }
        item = reader.next();
      }
      if (!disk.exists(layout.segment(index.size())) || segments.containsKey(index.size())) {
        throw new LedgerDamagedException(
            "a checkpoint was signed for "
                + size
                + " entries, the log can be read up to "
                + index.size()
                + " ("
                + current.path()
                + ", offset "
                + item.offset()
                + ")");
      }
    }
  }

  /** Goes on after a scan: cuts what follows its last entry, which must be in the last file. */
  void resume(ScanEnd end) throws IOException {
    var last = disk.open(end.file());
    file = last;
    last.truncate(end.cutFrom());
    last.sync();
    allocatedBytes = end.cutFrom();
  }

  /** Writes entries after the last. Durable after {@link #sync}. */
  void append(List<byte[]> entries) throws IOException {
    if (index.end() - current().start() >= options.segmentBytes()) {
      finish();
      close();
      begin();
    }
    var bytes = 0;
    for (var entry : entries) {
      bytes += SegmentRecord.bytes(entry.length);
    }
    var records = ByteBuffer.allocate(bytes);
    for (var entry : entries) {
      SegmentRecord.write(entry, records);
    }
    var offset = index.end() - current().start();
    allocate(offset + bytes);
    open().writeFully(records.flip(), offset);
    for (var entry : entries) {
      index.append(entry.length);
    }
  }

  /** Returns once everything appended is durable. */
  void sync() throws IOException {
    open().sync();
  }

  /** The bytes of an entry. */
  byte[] read(long entry) throws IOException {
    return read(entry, 1).getFirst();
  }

  /** The bytes of some entries, in order. */
  List<byte[]> range(long from, long to) throws IOException {
    var entries = new ArrayList<byte[]>();
    while (from + entries.size() < to) {
      var next = from + entries.size();
      entries.addAll(read(next, (int) Math.min(READ_ENTRIES_MAX, to - next)));
    }
    return entries;
  }

  /** The bytes of entries that lie in one segment: fewer where it ends. */
  private List<byte[]> read(long from, int count) throws IOException {
    var first = segments.floorEntry(from);
    var next = segments.higherKey(from);
    var until = from + count;
    var to = next == null ? until : Math.min(next, until);
    var start = index.start(from);
    var length = index.start(to - 1) + SegmentRecord.bytes(index.length(to - 1)) - start;
    var path = first.getValue().path();
    var offset = start - first.getValue().start();
    var records = ByteBuffer.wrap(disk.read(path, offset, Math.toIntExact(length)));
    var entries = new ArrayList<byte[]>();
    for (var i = from; i < to; i++) {
      entries.add(record(records, index.length(i), i, path));
    }
    return entries;
  }

  private static byte[] record(ByteBuffer records, int length, long index, Path path) {
    var stated = records.getInt();
    var crc = records.getInt();
    var entry = new byte[length];
    records.get(entry);
    if (stated != length || crc != SegmentRecord.crc(entry)) {
      throw new LedgerDamagedException("entry " + index + " changed in " + path);
    }
    return entry;
  }

  /** Cuts the zeros off the last file: nothing will be appended to it. */
  void finish() throws IOException {
    open().truncate(index.end() - current().start());
    open().sync();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private void begin() throws IOException {
    var path = layout.segment(index.size());
    file = disk.open(path);
    allocatedBytes = 0;
    disk.syncDirectory(layout.log());
    segments.put(index.size(), new Segment(path, index.end()));
  }

  private void allocate(long bytes) throws IOException {
    while (allocatedBytes < bytes) {
      open().writeFully(ByteBuffer.allocate(options.preallocateBytes()), allocatedBytes);
      allocatedBytes += options.preallocateBytes();
    }
  }

  private Segment current() {
    return segments.lastEntry().getValue();
  }

  private DiskFile open() {
    var current = file;
    if (current == null) {
      throw new IllegalStateException("the log is not open for writing");
    }
    return current;
  }
}
