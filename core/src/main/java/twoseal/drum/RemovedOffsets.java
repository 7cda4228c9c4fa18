package twoseal.drum;

import java.util.Arrays;

/**
 * The offsets removed from one block of 65,536: a sorted list while they are few, 2 bytes each;
 * then a bitmap, 1 bit for every offset of the block, with a count for every 32 words so that a
 * search looks at no more than 64 numbers.
 */
final class RemovedOffsets {
  static final int BLOCK_ENTRIES = 1 << 16;

  /**
   * At this many a list takes a quarter of the bitmap, and moving its tail takes as long as
   * searching the bitmap.
   */
  static final int LIST_MAX = 1 << 10;

  private static final int FIRST_CAPACITY = 4;
  private static final int WORDS = BLOCK_ENTRIES / Long.SIZE;
  private static final int GROUP_WORDS = 32;
  private static final int GROUP_ENTRIES = GROUP_WORDS * Long.SIZE;
  private static final long[] NO_BITMAP = {};

  private char[] list = new char[FIRST_CAPACITY];
  private int size;
  private long[] bitmap = NO_BITMAP;
  private char[] leftInGroup = {};

  /**
   * Removes the r-th (from 0) offset left and returns it; the caller knows that there are more than
   * r.
   */
  int take(int r) {
    if (bitmap.length != 0) {
      return takeFromBitmap(r);
    }
    // Before list[i] there are list[i] - i offsets left: the first i with more than r of them is
    // where the offset r + i goes.
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (list[middle] - middle > r) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    insert(low, r + low);
    return r + low;
  }

  /** Removes an offset; whether it was still there. */
  boolean remove(int offset) {
    if (bitmap.length != 0) {
      boolean left = (bitmap[offset / Long.SIZE] & 1L << offset) == 0;
      if (left) {
        mark(offset);
      }
      return left;
    }
    int at = Arrays.binarySearch(list, 0, size, (char) offset);
    if (at >= 0) {
      return false;
    }
    insert(-at - 1, offset);
    return true;
  }

  private int takeFromBitmap(int r) {
    int group = 0;
    int rest = r;
    while (rest >= leftInGroup[group]) {
      rest -= leftInGroup[group++];
    }
    int word = group * GROUP_WORDS;
    int left = Long.bitCount(~bitmap[word]);
    while (rest >= left) {
      rest -= left;
      left = Long.bitCount(~bitmap[++word]);
    }
    int offset = word * Long.SIZE + nthBit(~bitmap[word], rest);
    mark(offset);
    return offset;
  }

  /** The place of the n-th (from 0) bit that is set. */
  private static int nthBit(long word, int n) {
    return Long.numberOfTrailingZeros(Long.expand(1L << n, word));
  }

  private void insert(int at, int offset) {
    if (size == LIST_MAX) {
      upgrade();
      mark(offset);
      return;
    }
    if (size == list.length) {
      list = Arrays.copyOf(list, 2 * size);
    }
    System.arraycopy(list, at, list, at + 1, size - at);
    list[at] = (char) offset;
    size++;
  }

  private void upgrade() {
    bitmap = new long[WORDS];
    leftInGroup = new char[WORDS / GROUP_WORDS];
    Arrays.fill(leftInGroup, (char) GROUP_ENTRIES);
    for (int i = 0; i < size; i++) {
      mark(list[i]);
    }
    list = new char[0];
    size = 0;
  }

  private void mark(int offset) {
    bitmap[offset / Long.SIZE] |= 1L << offset;
    leftInGroup[offset / GROUP_ENTRIES]--;
  }
}
