package twoseal.drum;

/**
 * Sums over slots (P. Fenwick, "A new data structure for cumulative frequency tables", 1994): finds
 * the slot that holds the r-th unit and changes a slot, both in log(slots) steps. Node i (from 1)
 * holds the sum of the slots i - lowbit(i) to i - 1.
 */
final class Fenwick {
  private final long[] nodes;
  private final int topStep;
  private long before;

  /**
   * @param nodes the amount of slot i at i + 1, at 0 nothing; the tree takes the array over
   */
  Fenwick(long[] nodes) {
    this.nodes = nodes;
    this.topStep = Integer.highestOneBit(nodes.length - 1);
    for (int node = 1; node < nodes.length; node++) {
      int parent = node + Integer.lowestOneBit(node);
      if (parent < nodes.length) {
        nodes[parent] += nodes[node];
      }
    }
  }

  /**
   * The slot that holds unit r (from 0), which must be less than the sum; {@link #before()} tells
   * the units before it. Which way a step goes is a coin toss that no processor predicts, so the
   * steps are made without a branch.
   */
  int find(long r) {
    int slot = 0;
    long rest = r;
    for (int step = topStep; step > 0; step >>>= 1) {
      // A node past the end would hold all that is left, more than the rest.
      int node = slot + step;
      long sum = node < nodes.length ? nodes[node] : Long.MAX_VALUE;
      long goesOn = (sum - rest - 1) >> 63;
      slot += step & (int) goesOn;
      rest -= sum & goesOn;
    }
    before = r - rest;
    return slot;
  }

  /** Units in the slots before the one that {@link #find} found last. */
  long before() {
    return before;
  }

  void subtract(int slot, long amount) {
    for (int node = slot + 1; node < nodes.length; node += Integer.lowestOneBit(node)) {
      nodes[node] -= amount;
    }
  }
}
