package twoseal.witness;

import java.util.List;

/** What the log did makes the witness hold back ([WIT-9]); for this package alone. */
final class HeldException extends Exception {
  private final transient Hold hold;
  private final List<String> evidence;

  /**
   * A reason to hold back.
   *
   * @param evidence texts that show it, each ended by a line feed
   */
  HeldException(Hold hold, List<String> evidence) {
    super(hold.why());
    this.hold = hold;
    this.evidence = List.copyOf(evidence);
  }

  Hold hold() {
    return hold;
  }

  List<String> evidence() {
    return evidence;
  }
}
