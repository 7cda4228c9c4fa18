package twoseal.drum;

/** What a roll made of its entry. */
public enum Kind {
  /** Has a place, and an order number. */
  WINNER,
  /** Waits for a place, with an order number that continues the winners'. */
  ALTERNATE,
  /** Was found invalid before the press: gone without an order number. */
  SKIPPED,
  /**
   * Did not fit into the places left, under {@link OverfillRule#STOP} in a stage without
   * alternates: no order number.
   */
  NOT_PLACED
}
