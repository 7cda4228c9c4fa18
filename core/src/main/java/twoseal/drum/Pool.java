package twoseal.drum;

/**
 * The tickets still in the drum. Entries are numbered 0 to m - 1 in the pool's own order, which is
 * list order over the groups drawn from; entry i owns as many consecutive tickets as its weight. An
 * object belongs to one thread and to one stage.
 */
public sealed interface Pool permits UniformPool, WeightedPool {
  /** Three times the largest list the product is built for. */
  long ENTRIES_MAX = 1L << 32;

  /** Tickets of all entries left; less than 2^63. */
  long ticketsLeft();

  /** Entries neither taken nor removed. */
  long entriesLeft();

  /**
   * Takes the entry that owns the r-th ticket, counted from 0, of those left in list order, with
   * all its tickets.
   *
   * @return the entry's number in the pool
   * @throws IndexOutOfBoundsException unless 0 <= r < {@link #ticketsLeft()}
   */
  long take(long r);

  /**
   * Removes an entry that is not to be drawn from, such as an earlier winner.
   *
   * @return whether it was still there
   * @throws IndexOutOfBoundsException if the pool never had the entry
   */
  boolean remove(long entry);
}
