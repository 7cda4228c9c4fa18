package twoseal.ledger;

/** Where the ledger takes its time from. */
@FunctionalInterface
public interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z; need not be steady. */
  long nowMs();

  /** The machine's clock. */
  static Clock system() {
    return System::currentTimeMillis;
  }
}
