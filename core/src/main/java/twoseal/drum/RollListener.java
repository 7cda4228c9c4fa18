package twoseal.drum;

/** Follows a stage roll by roll, for progress and for vectors. */
@FunctionalInterface
public interface RollListener {
  /** Does nothing. */
  RollListener NONE = (counter, entry, kind, order) -> {};

  /**
   * Hears of one roll, right after it.
   *
   * @param counter counters consumed by the stage, this roll's included
   * @param entry its number in the pool
   * @param order from 1; 0 if the roll gave no order number
   */
  void rolled(long counter, long entry, Kind kind, long order);
}
