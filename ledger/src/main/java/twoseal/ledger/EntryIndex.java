package twoseal.ledger;

import java.util.Arrays;

/**
 * Where each entry's record begins, counted in bytes through all segments: the start of every 256th
 * and the two-byte lengths between, so that ten million entries take 21 MB. One thread appends;
 * others may ask for entries that they were told of after they were appended.
 */
final class EntryIndex {
  private static final int BLOCK = 256;
  private static final int BLOCKS_FIRST = 16;

  private volatile long[] starts = new long[BLOCKS_FIRST];
  private volatile char[][] lengths = new char[BLOCKS_FIRST][];
  private long size;
  private long end;

  /** Takes the next entry, by the length of its bytes. */
  void append(int entryBytes) {
    var block = Math.toIntExact(size / BLOCK);
    var within = (int) (size % BLOCK);
    if (within == 0) {
      if (block == starts.length) {
        starts = Arrays.copyOf(starts, 2 * block);
        lengths = Arrays.copyOf(lengths, 2 * block);
      }
      starts[block] = end;
      lengths[block] = new char[BLOCK];
    }
    lengths[block][within] = (char) entryBytes;
    end += SegmentRecord.bytes(entryBytes);
    size++;
  }

  /** How many entries there are; for the appending thread. */
  long size() {
    return size;
  }

  /** Where the next record will begin; for the appending thread. */
  long end() {
    return end;
  }

  /** The offset of an entry's record. */
  long start(long index) {
    var block = Math.toIntExact(index / BLOCK);
    var start = starts[block];
    var inBlock = lengths[block];
    for (var i = 0; i < index % BLOCK; i++) {
      start += SegmentRecord.bytes(inBlock[i]);
    }
    return start;
  }

  /** The length of an entry's bytes. */
  int length(long index) {
    return lengths[Math.toIntExact(index / BLOCK)][(int) (index % BLOCK)];
  }
}
