package twoseal.ledger;

/**
 * An entry that is durable and applied.
 *
 * @param head a checkpoint that covers it
 */
record Placed(LedgerEntry entry, Head head) {}
