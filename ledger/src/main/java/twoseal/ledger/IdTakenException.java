package twoseal.ledger;

/** Another command is on the ledger under this idempotency id ([LOG-4]); nothing was entered. */
public final class IdTakenException extends RuntimeException {
  private final long index;

  IdTakenException(String id, long index) {
    super("the id " + id + " is taken by entry " + index);
    this.index = index;
  }

  /** The entry that has the id. */
  public long index() {
    return index;
  }
}
