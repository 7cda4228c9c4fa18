package twoseal.drum;

/**
 * What becomes of the first entry that has more seats than places are left. Either way it ends the
 * places.
 */
public enum OverfillRule {
  /** It is the last winner. */
  OVERFILL,
  /** It is the first alternate. */
  STOP
}
