package twoseal.drum;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pool in which every entry has one ticket. It remembers what is gone, not what is left: k
 * entries taken of m cost O(k) memory beside 12 bytes for every block of 65,536 entries, and never
 * more than about 1 bit an entry. A ticket is found by the blocks' counts and then inside its
 * block, see {@link RemovedOffsets}.
 */
public final class UniformPool implements Pool {
  private final long entries;
  private final Fenwick leftInBlock;
  private final @Nullable RemovedOffsets[] blocks;
  private long left;

  /**
   * @param entries at least 0, at most {@link Pool#ENTRIES_MAX}
   */
  public UniformPool(long entries) {
    if (entries < 0 || entries > ENTRIES_MAX) {
      throw new IllegalArgumentException(
          "a pool has 0 to " + ENTRIES_MAX + " entries, not " + entries);
    }
    this.entries = entries;
    this.left = entries;
    int full = (int) (entries / RemovedOffsets.BLOCK_ENTRIES);
    int rest = (int) (entries % RemovedOffsets.BLOCK_ENTRIES);
    int count = rest == 0 ? full : full + 1;
    long[] counts = new long[count + 1];
    Arrays.fill(counts, 1, full + 1, RemovedOffsets.BLOCK_ENTRIES);
    if (rest != 0) {
      counts[count] = rest;
    }
    this.leftInBlock = new Fenwick(counts);
    this.blocks = new RemovedOffsets[count];
  }

  @Override
  public long ticketsLeft() {
    return left;
  }

  @Override
  public long entriesLeft() {
    return left;
  }

  @Override
  public long take(long r) {
    Objects.checkIndex(r, left);
    int block = leftInBlock.find(r);
    int offset = removedFrom(block).take((int) (r - leftInBlock.before()));
    leftInBlock.subtract(block, 1);
    left--;
    return (long) block * RemovedOffsets.BLOCK_ENTRIES + offset;
  }

  @Override
  public boolean remove(long entry) {
    Objects.checkIndex(entry, entries);
    int block = (int) (entry / RemovedOffsets.BLOCK_ENTRIES);
    if (!removedFrom(block).remove((int) (entry % RemovedOffsets.BLOCK_ENTRIES))) {
      return false;
    }
    leftInBlock.subtract(block, 1);
    left--;
    return true;
  }

  private RemovedOffsets removedFrom(int block) {
    RemovedOffsets removed = blocks[block];
    if (removed == null) {
      removed = new RemovedOffsets();
      blocks[block] = removed;
    }
    return removed;
  }
}
