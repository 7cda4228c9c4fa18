package twoseal.ledger;

import java.util.List;

/** A backup that must not take its ledger's place, or cannot. */
public final class RestoreRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Why {
    /** The backup itself is damaged. */
    BACKUP_DAMAGED,
    /** A witness was not asked, did not answer, or its answer could not be verified. */
    WITNESS_NOT_HEARD,
    /** Entries that were acknowledged are not in the backup and nobody gives them. */
    ENTRIES_MISSING,
    /** Two signed checkpoints do not fit: the log forked. */
    FORK
  }

  private final Why why;
  private final long from;
  private final long to;
  private final List<String> details;

  RestoreRefusedException(Why why, long from, long to, List<String> details) {
    super(why + " " + String.join("; ", details));
    this.why = why;
    this.from = from;
    this.to = to;
    this.details = List.copyOf(details);
  }

  public Why why() {
    return why;
  }

  /** The first entry that is missing. */
  public long from() {
    return from;
  }

  /** The first entry after those that are missing. */
  public long to() {
    return to;
  }

  /** What was found, a line each: witnesses with what they lack, files of evidence. */
  public List<String> details() {
    return details;
  }
}
