package twoseal.core;

/**
 * Where the ledger put a command, and the time it gave it; the rules know no other clock.
 *
 * @param index the entry's place in the ledger, from 0
 * @param timeMs milliseconds since 1970-01-01T00:00:00Z, never decreasing along the ledger
 */
public record Position(long index, long timeMs) {
  public Position {
    if (index < 0 || timeMs < 0) {
      throw new IllegalArgumentException("position " + index + " at " + timeMs + " ms");
    }
  }
}
