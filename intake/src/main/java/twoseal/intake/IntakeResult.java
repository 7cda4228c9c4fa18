package twoseal.intake;

/** What became of a list: it was taken whole, or not at all. */
public sealed interface IntakeResult {
  /** The list is good; its files, if any were asked for, are in place. */
  record Taken(ListSummary summary) implements IntakeResult {}

  /** The list is not good; no file was left. */
  record Refused(IntakeReport report) implements IntakeResult {}
}
