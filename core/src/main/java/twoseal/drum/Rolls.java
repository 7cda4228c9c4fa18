package twoseal.drum;

import java.util.Objects;

/**
 * What a stage rolled, in order. Only the entries and the places of the skipped rolls are kept;
 * kinds and order numbers follow from them, since winners come before alternates and only skipped
 * rolls, and a last one not placed, have no number.
 */
public final class Rolls {
  private final Tape entries;
  private final Tape skips;
  private final Tally tally;

  Rolls(Tape entries, Tape skips, Tally tally) {
    if (entries.size() != tally.rolled() || skips.size() != tally.skipped()) {
      throw new IllegalArgumentException("the tally is not of these rolls");
    }
    this.entries = entries;
    this.skips = skips;
    this.tally = tally;
  }

  public Tally tally() {
    return tally;
  }

  /** The number in the pool of the entry that roll i (from 0) took. */
  public long entry(long i) {
    return entries.get(i);
  }

  public Kind kind(long i) {
    long order = order(i);
    if (order == 0) {
      long j = skipsBefore(i);
      return j < skips.size() && skips.get(j) == i ? Kind.SKIPPED : Kind.NOT_PLACED;
    }
    return order <= tally.winners() ? Kind.WINNER : Kind.ALTERNATE;
  }

  /** The order number that roll i (from 0) gave, from 1; 0 if it gave none. */
  public long order(long i) {
    Objects.checkIndex(i, entries.size());
    long before = skipsBefore(i);
    boolean skipped = before < skips.size() && skips.get(before) == i;
    long order = i - before + 1;
    return skipped || order > tally.winners() + tally.alternates() ? 0 : order;
  }

  /**
   * The entry with an order number.
   *
   * @throws IndexOutOfBoundsException unless it is at least 1 and at most winners + alternates
   */
  public long entryAt(long order) {
    long index = Objects.checkIndex(order - 1, tally.winners() + tally.alternates());
    // Before the j-th skipped roll s there are s - j numbered ones: it comes before the order
    // number if these are not more.
    long low = 0;
    long high = skips.size();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (skips.get(middle) - middle <= index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return entries.get(index + low);
  }

  private long skipsBefore(long i) {
    long low = 0;
    long high = skips.size();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (skips.get(middle) < i) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
