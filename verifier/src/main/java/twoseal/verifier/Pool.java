package twoseal.verifier;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tickets left in a stage's drum, in list order, [DRUM-7].
 *
 * <p>The entries of the stage's groups stand in blocks; a Fenwick tree over the blocks' tickets
 * leads to the block of a ticket, and a bit per entry says who is gone. A block in which nobody was
 * ever rolled has no bits yet, so that a few rolls out of very many entries need little time and
 * memory.
 */
final class Pool {
  private static final int BLOCK = Weights.BLOCK;

  private final ListShape shape;
  private final Optional<Weights> weights;
  private final int[] groups;
  private final int[] firstBlock;
  private final int[] firstEntry;
  private final long[] @Nullable [] gone;
  private final boolean isFilled;
  private final long[] tree;
  private final long[] blockWeights = new long[BLOCK];
  private long tickets;

  /**
   * @param labels the stage's groups
   * @param only if present, only these entries are in the pool, as far as they are of the groups
   * @param except entries that are not in the pool
   */
  Pool(
      ListShape shape,
      Optional<Weights> weights,
      List<String> labels,
      Optional<int[]> only,
      List<int[]> except) {
    this.shape = shape;
    this.weights = weights;
    groups = labels.stream().mapToInt(shape.labels()::indexOf).toArray();
    firstBlock = new int[groups.length + 1];
    firstEntry = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      firstEntry[i] = shape.first(groups[i]);
      firstBlock[i + 1] = firstBlock[i] + (entries(i) + BLOCK - 1) / BLOCK;
    }
    var blocks = firstBlock[groups.length];
    gone = new long[blocks][];
    tree = new long[blocks + 1];
    isFilled = only.isEmpty();
    if (isFilled) {
      fill();
    }
    for (var entry : only.orElse(new int[0])) {
      put(entry);
    }
    for (var entries : except) {
      for (var entry : entries) {
        remove(entry);
      }
    }
  }

  long tickets() {
    return tickets;
  }

  /** Takes the entry that owns this ticket of those left, from 0; its tickets leave the pool. */
  int take(long ticket) {
    var block = 0;
    var rest = ticket;
    for (int step = Integer.highestOneBit(tree.length); step > 0; step /= 2) {
      if (block + step < tree.length && tree[block + step] <= rest) {
        block += step;
        rest -= tree[block];
      }
    }
    var i = groupOfBlock(block);
    var offset = (block - firstBlock[i]) * BLOCK + offsetIn(block, i, rest);
    remove(firstEntry[i] + offset);
    return firstEntry[i] + offset;
  }

  /** The entry in a block that owns the ticket among those left there. */
  private int offsetIn(int block, int i, long ticket) {
    var bits = bits(block);
    var rest = ticket;
    if (weights.isPresent()) {
      var count = Math.min(BLOCK, entries(i) - (block - firstBlock[i]) * BLOCK);
      weights.get().readBlock(groups[i], block - firstBlock[i], blockWeights, count);
      for (int offset = 0; ; offset++) {
        if ((bits[offset / 64] >>> offset & 1) == 0) {
          rest -= blockWeights[offset];
          if (rest < 0) {
            return offset;
          }
        }
      }
    }
    var word = 0;
    while (rest >= Long.bitCount(~bits[word])) {
      rest -= Long.bitCount(~bits[word]);
      word++;
    }
    var left = ~bits[word];
    for (; rest > 0; rest--) {
      left &= left - 1; // without its lowest bit
    }
    return word * 64 + Long.numberOfTrailingZeros(left);
  }

  /** All entries of the groups; the tree is built in one pass. */
  private void fill() {
    for (int i = 0; i < groups.length; i++) {
      for (int block = firstBlock[i]; block < firstBlock[i + 1]; block++) {
        var inGroup = block - firstBlock[i];
        tree[block + 1] =
            weights.isPresent()
                ? weights.get().blockTickets(groups[i], inGroup)
                : Math.min(BLOCK, entries(i) - inGroup * BLOCK);
        tickets += tree[block + 1];
      }
    }
    for (int node = 1; node < tree.length; node++) {
      var parent = node + (node & -node);
      if (parent < tree.length) {
        tree[parent] += tree[node];
      }
    }
  }

  /** Puts in one entry of a pool that was not filled, in which all others are gone. */
  private void put(int entry) {
    var i = groupOfEntry(entry);
    if (i >= 0) {
      var offset = entry - firstEntry[i];
      var block = firstBlock[i] + offset / BLOCK;
      var bits = bits(block);
      var bit = 1L << offset;
      if ((bits[offset % BLOCK / 64] & bit) != 0) {
        bits[offset % BLOCK / 64] &= ~bit;
        add(block, weight(i, offset));
      }
    }
  }

  private void remove(int entry) {
    var i = groupOfEntry(entry);
    if (i >= 0) {
      var offset = entry - firstEntry[i];
      var block = firstBlock[i] + offset / BLOCK;
      var bits = bits(block);
      var bit = 1L << offset;
      if ((bits[offset % BLOCK / 64] & bit) == 0) {
        bits[offset % BLOCK / 64] |= bit;
        add(block, -weight(i, offset));
      }
    }
  }

  private void add(int block, long difference) {
    tickets += difference;
    for (int node = block + 1; node < tree.length; node += node & -node) {
      tree[node] += difference;
    }
  }

  /** Who is gone of a block: at first nobody, or everybody where the pool was not filled. */
  private long[] bits(int block) {
    var bits = gone[block];
    if (bits == null) {
      bits = new long[BLOCK / 64];
      Arrays.fill(bits, isFilled ? 0 : -1);
      gone[block] = bits;
    }
    return bits;
  }

  private long weight(int i, int offset) {
    return weights.isPresent() ? weights.get().weight(groups[i], offset) : 1;
  }

  private int groupOfBlock(int block) {
    var at = Arrays.binarySearch(firstBlock, block);
    return at >= 0 ? at : -at - 2;
  }

  /** The place among the pool's groups of an entry's group; -1 if that is none of them. */
  private int groupOfEntry(int entry) {
    for (int i = 0; i < groups.length; i++) {
      if (entry >= firstEntry[i] && entry - firstEntry[i] < entries(i)) {
        return i;
      }
    }
    return -1;
  }

  private int entries(int i) {
    return shape.groups().get(groups[i]).entries();
  }
}
