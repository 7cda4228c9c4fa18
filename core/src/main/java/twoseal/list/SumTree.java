package twoseal.list;

import java.util.List;

/** Where the producers of proofs find the nodes of one group: in memory, or in a list's files. */
public interface SumTree {
  /** Leaves, at least 1. */
  long size();

  /**
   * The root of the leaves from {@code from} (inclusive) to {@code to} (exclusive), which are one
   * subtree in the shape of [BYTES-4].
   */
  SumNode subtree(long from, long to);

  /** Hears of each wanted leaf while a shared proof is made, in order. */
  default void wanted(long index) {}

  /** Where a tree of so many leaves splits: the largest power of two below it ([BYTES-4]). */
  static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }

  /** A tree over leaves in memory. */
  static SumTree of(List<SumNode> leaves) {
    var kept = List.copyOf(leaves);
    return new SumTree() {
      @Override
      public long size() {
        return kept.size();
      }

      @Override
      public SumNode subtree(long from, long to) {
        if (to - from == 1) {
          return kept.get(Math.toIntExact(from));
        }
        var middle = from + split(to - from);
        return SumNode.parent(subtree(from, middle), subtree(middle, to));
      }
    };
  }
}
