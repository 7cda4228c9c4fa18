package twoseal.list;

import java.util.Arrays;

/**
 * Consecutive leaves of one group, hashed by any thread and later appended in order.
 *
 * <p>Leaves with known numbers fall into aligned complete subtrees whatever stands before and after
 * them; {@link #reduce} hashes those, so that {@link #appendTo}, the only step that needs the
 * order, touches a few dozen nodes. Reused from run to run; allocates only to grow.
 */
public final class SumRun {
  /** Subtrees are built up to this level: 4,096 leaves, the blocks of an index. */
  public static final int BLOCK_LEVEL = 12;

  /** Leaves of a block. */
  public static final int BLOCK_LEAVES = 1 << BLOCK_LEVEL;

  private static final int FIRST_LEAVES = 64;

  private final SumHash hash;
  private final byte[] left = new byte[BLOCK_LEVEL * SumHash.NODE_BYTES];
  private final byte[] right = new byte[BLOCK_LEVEL * SumHash.NODE_BYTES];
  private byte[] nodes = new byte[FIRST_LEAVES * SumHash.NODE_BYTES];
  private long first;
  private int leaves;
  private int lefts;
  private int rights;
  private int blocks;
  private int blocksAt;
  private boolean reduced;

  public SumRun(SumHash hash) {
    this.hash = hash;
  }

  /** Begins a run whose first leaf has this index (from 0) in its group. */
  public void begin(long firstIndex) {
    first = firstIndex;
    leaves = 0;
    reduced = false;
  }

  /** Appends the leaf of a line; overwrites the byte before the line. */
  public void add(byte[] text, int lineAt, int lineLength, long weight) {
    var at = room(1);
    hash.leaf(text, lineAt, lineLength, weight, nodes, at);
    leaves++;
  }

  /** As {@link #add}, many; each stretch is the byte before a line, then the line. */
  public void addAll(byte[] text, Stretches lines, int[] weights) {
    var at = room(lines.count());
    hash.leaves(text, lines, weights, nodes, at);
    leaves += lines.count();
  }

  /** Index of the first leaf in its group, from 0. */
  public long first() {
    return first;
  }

  public int leaves() {
    return leaves;
  }

  /** Hashes all that can be hashed without the neighbours. */
  public void reduce() {
    var base = 0;
    var at = first;
    var count = leaves;
    var level = 0;
    lefts = 0;
    rights = 0;
    while (count > 0 && level < BLOCK_LEVEL) {
      if ((at & 1) != 0) {
        keep(left, level, base);
        lefts |= 1 << level;
        base += SumHash.NODE_BYTES;
        at++;
        count--;
      }
      if ((count & 1) != 0) {
        count--;
        keep(right, level, base + count * SumHash.NODE_BYTES);
        rights |= 1 << level;
      }
      hash.parents(nodes, base, count);
      at >>= 1;
      count >>= 1;
      level++;
    }
    blocks = count;
    blocksAt = base;
    reduced = true;
  }

  /** Appends the reduced run; the frontier must hold exactly the leaves before it. */
  public void appendTo(SumFrontier frontier) {
    if (!reduced || frontier.size() != first) {
      throw new IllegalStateException(
          "run from " + first + " cannot follow " + frontier.size() + " leaves");
    }
    for (var level = 0; level < BLOCK_LEVEL; level++) {
      if ((lefts >> level & 1) != 0) {
        frontier.append(level, left, level * SumHash.NODE_BYTES);
      }
    }
    for (var i = 0; i < blocks; i++) {
      frontier.append(BLOCK_LEVEL, nodes, blocksAt + i * SumHash.NODE_BYTES);
    }
    for (var level = BLOCK_LEVEL - 1; level >= 0; level--) {
      if ((rights >> level & 1) != 0) {
        frontier.append(level, right, level * SumHash.NODE_BYTES);
      }
    }
  }

  /** Makes room for more leaves; returns where they begin. */
  private int room(int more) {
    var at = leaves * SumHash.NODE_BYTES;
    var size = at + more * SumHash.NODE_BYTES;
    if (size > nodes.length) {
      nodes = Arrays.copyOf(nodes, Math.max(size, Math.addExact(nodes.length, nodes.length)));
    }
    return at;
  }

  private void keep(byte[] edge, int level, int from) {
    System.arraycopy(nodes, from, edge, level * SumHash.NODE_BYTES, SumHash.NODE_BYTES);
  }
}
