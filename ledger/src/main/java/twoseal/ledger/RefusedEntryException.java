package twoseal.ledger;

/** An entry of another's log that must not be there, or whose outcome the rules do not give. */
public final class RefusedEntryException extends RuntimeException {
  private final long index;

  RefusedEntryException(long index, String why) {
    super(why);
    this.index = index;
  }

  /** The entry's index, as the log has it. */
  public long index() {
    return index;
  }
}
