package twoseal.ledger;

/** Where several replicas agree on an order: what one proposes, all are told, in one order. */
@FunctionalInterface
public interface Order {
  /**
   * Proposes a command, as often as need be: its id keeps it from being entered twice. Does not
   * wait. Any thread may call it.
   *
   * @return whether it was taken; it may be lost even so
   */
  boolean propose(byte[] commandNote);
}
