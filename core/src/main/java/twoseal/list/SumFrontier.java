package twoseal.list;

/**
 * The right edge of a growing Merkle-sum tree: the roots of its complete subtrees, one per binary
 * digit of its size. Memory is O(log n), whatever n.
 */
public final class SumFrontier {
  /** Hears of every complete block of 4,096 leaves, in order. */
  public interface BlockSink {
    /** The next block's 40-byte node stands at {@code at}, until the call returns. */
    void complete(byte[] node, int at);
  }

  private static final int LEVELS = 63;

  private final SumHash hash = new SumHash();
  private final byte[] roots = new byte[LEVELS * SumHash.NODE_BYTES];
  private final byte[] pair = new byte[1 + 2 * SumHash.NODE_BYTES];
  private final BlockSink sink;
  private long size;

  public SumFrontier() {
    this((node, at) -> {});
  }

  public SumFrontier(BlockSink sink) {
    this.sink = sink;
  }

  /** Leaves appended so far. */
  public long size() {
    return size;
  }

  /** Appends a complete subtree of 2^level leaves. */
  public void append(int level, SumNode node) {
    var bytes = node.bytes();
    append(level, bytes, 0);
  }

  /**
   * Appends a complete subtree of 2^level leaves from its 40 bytes.
   *
   * @throws IllegalStateException if the size is no multiple of 2^level
   * @throws ArithmeticException if the sum reaches 2^63
   */
  public void append(int level, byte[] node, int at) {
    if ((size & ((1L << level) - 1)) != 0) {
      throw new IllegalStateException("a subtree of level " + level + " after " + size + " leaves");
    }
    System.arraycopy(node, at, pair, 1 + SumHash.NODE_BYTES, SumHash.NODE_BYTES);
    var height = level;
    if (height == SumRun.BLOCK_LEVEL) {
      sink.complete(pair, 1 + SumHash.NODE_BYTES);
    }
    for (; (size >> height & 1) != 0; height++) {
      System.arraycopy(roots, height * SumHash.NODE_BYTES, pair, 1, SumHash.NODE_BYTES);
      hash.parent(pair, 1, pair, 1 + SumHash.NODE_BYTES);
      if (height + 1 == SumRun.BLOCK_LEVEL) {
        sink.complete(pair, 1 + SumHash.NODE_BYTES);
      }
    }
    System.arraycopy(
        pair, 1 + SumHash.NODE_BYTES, roots, height * SumHash.NODE_BYTES, SumHash.NODE_BYTES);
    size += 1L << level;
  }

  /**
   * The root over all leaves [LIST-4].
   *
   * @throws IllegalStateException if there are none
   */
  public SumNode root() {
    return fold(size);
  }

  /**
   * The root over the leaves after the last complete block.
   *
   * @throws IllegalStateException if there are none
   */
  public SumNode remainder() {
    return fold(size & (SumRun.BLOCK_LEAVES - 1));
  }

  private SumNode fold(long levels) {
    if (levels == 0) {
      throw new IllegalStateException("a tree without leaves has no root");
    }
    var lowest = Long.numberOfTrailingZeros(levels);
    System.arraycopy(
        roots, lowest * SumHash.NODE_BYTES, pair, 1 + SumHash.NODE_BYTES, SumHash.NODE_BYTES);
    for (var level = lowest + 1; level < LEVELS; level++) {
      if ((levels >> level & 1) != 0) {
        System.arraycopy(roots, level * SumHash.NODE_BYTES, pair, 1, SumHash.NODE_BYTES);
        hash.parent(pair, 1, pair, 1 + SumHash.NODE_BYTES);
      }
    }
    return SumNode.read(pair, 1 + SumHash.NODE_BYTES);
  }
}
