package twoseal.drum;

import java.util.Objects;
import java.util.function.LongUnaryOperator;

/**
 * A pool in which entries have weights. It keeps the weights in chunks, each in the fewest bytes
 * its largest weight needs (1, 2, 4 or 8), and sums over runs of entries; the weight of an entry
 * that is gone is 0. With weights up to 255 that is 1.07 bytes an entry.
 */
public final class WeightedPool implements Pool {
  private final long entries;
  private final WeightChunk[] chunks;
  private final Fenwick ticketsInRun;
  private long ticketsLeft;
  private long entriesLeft;

  /**
   * @param entries at least 0, at most {@link Pool#ENTRIES_MAX}
   * @param weights the weight of an entry, at least 1; asked once for every entry, in order
   * @throws IllegalArgumentException if a weight is less than 1, or the tickets are 2^63 or more
   */
  public WeightedPool(long entries, LongUnaryOperator weights) {
    if (entries < 0 || entries > ENTRIES_MAX) {
      throw new IllegalArgumentException(
          "a pool has 0 to " + ENTRIES_MAX + " entries, not " + entries);
    }
    this.entries = entries;
    this.entriesLeft = entries;
    this.chunks = new WeightChunk[Math.toIntExact(ceilDiv(entries, WeightChunk.ENTRIES))];
    long[] sums = new long[Math.toIntExact(ceilDiv(entries, WeightChunk.RUN_ENTRIES)) + 1];
    long[] wide = new long[WeightChunk.ENTRIES];
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      long start = (long) chunk * WeightChunk.ENTRIES;
      int size = (int) Math.min(WeightChunk.ENTRIES, entries - start);
      for (int i = 0; i < size; i++) {
        wide[i] = weights.applyAsLong(start + i);
        addWeight(start + i, wide[i]);
        sums[run(start + i) + 1] += wide[i];
      }
      chunks[chunk] = new WeightChunk(wide, size);
    }
    this.ticketsInRun = new Fenwick(sums);
  }

  @Override
  public long ticketsLeft() {
    return ticketsLeft;
  }

  @Override
  public long entriesLeft() {
    return entriesLeft;
  }

  @Override
  public long take(long r) {
    Objects.checkIndex(r, ticketsLeft);
    int run = ticketsInRun.find(r);
    long start = (long) run * WeightChunk.RUN_ENTRIES;
    long rest = r - ticketsInRun.before();
    WeightChunk chunk = chunks[(int) (start / WeightChunk.ENTRIES)];
    int offset = chunk.owner((int) (start % WeightChunk.ENTRIES), rest);
    long entry = start - start % WeightChunk.ENTRIES + offset;
    drop(entry, chunk.clear(offset));
    return entry;
  }

  @Override
  public boolean remove(long entry) {
    Objects.checkIndex(entry, entries);
    WeightChunk chunk = chunks[(int) (entry / WeightChunk.ENTRIES)];
    long weight = chunk.clear((int) (entry % WeightChunk.ENTRIES));
    if (weight == 0) {
      return false;
    }
    drop(entry, weight);
    return true;
  }

  private void drop(long entry, long weight) {
    ticketsInRun.subtract(run(entry), weight);
    ticketsLeft -= weight;
    entriesLeft--;
  }

  private void addWeight(long entry, long weight) {
    if (weight < 1) {
      throw new IllegalArgumentException("entry " + entry + " has weight " + weight);
    }
    if (weight > Long.MAX_VALUE - ticketsLeft) {
      throw new IllegalArgumentException("with entry " + entry + " the tickets are 2^63 or more");
    }
    ticketsLeft += weight;
  }

  private static int run(long entry) {
    return (int) (entry / WeightChunk.RUN_ENTRIES);
  }

  private static long ceilDiv(long entries, int size) {
    return (entries + size - 1) / size;
  }
}
