package twoseal.drum;

/** How many seats a stage gives away. */
public sealed interface Places {
  /** A number of seats, at least 1. */
  record Seats(long count) implements Places {
    public Seats {
      if (count < 1) {
        throw new IllegalArgumentException("a stage has at least 1 place, not " + count);
      }
    }
  }

  /**
   * As many as it takes: everybody in the pool wins, in the order of the rolls. Then nobody is left
   * to be an alternate.
   */
  record All() implements Places {}
}
