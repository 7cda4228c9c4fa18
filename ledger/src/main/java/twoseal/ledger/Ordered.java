package twoseal.ledger;

/** A command in the agreed order, with the time that was agreed for it. */
public final class Ordered {
  private final byte[] note;
  private final long timeMs;

  /**
   * A command.
   *
   * @param note any bytes; what is no command is passed over
   * @param timeMs milliseconds since 1970-01-01T00:00:00Z
   */
  public Ordered(byte[] note, long timeMs) {
    this.note = note.clone();
    this.timeMs = timeMs;
  }

  byte[] note() {
    return note;
  }

  long timeMs() {
    return timeMs;
  }
}
