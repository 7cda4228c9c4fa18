package twoseal.core;

/**
 * What the rules say of a command. A refusal is an ordinary answer, kept on the ledger like an
 * acceptance; only a broken invariant throws.
 */
public sealed interface Outcome<E, R extends Enum<R>> {
  /** The command holds: apply the event. */
  record Accepted<E, R extends Enum<R>>(E event) implements Outcome<E, R> {}

  /** The command does not hold, for the first reason in the order the spec gives. */
  record Refused<E, R extends Enum<R>>(R reason) implements Outcome<E, R> {}
}
