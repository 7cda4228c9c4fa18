package twoseal.drum;

/**
 * The rules of one stage.
 *
 * @param places in seats
 * @param alternates in entries, at least 0
 * @param overfill for the first entry that does not fit
 */
public record StageRules(Places places, long alternates, OverfillRule overfill) {
  public StageRules {
    if (alternates < 0) {
      throw new IllegalArgumentException("alternates are at least 0, not " + alternates);
    }
  }
}
