package twoseal.server.act;

import java.util.Optional;
import twoseal.core.Checkpoint;
import twoseal.core.Fields;
import twoseal.draw.Seed;
import twoseal.ledger.Receipt;

/** What the ledger answered, as the interface shows it; the members are the contract's. */
public record ReceiptView(
    long index,
    long timeMs,
    boolean accepted,
    Optional<String> reason,
    Optional<String> draw,
    long size,
    String root,
    String digest) {
  /**
   * A receipt.
   *
   * @param text of the command
   */
  public static ReceiptView of(Receipt receipt, String text) {
    var checkpoint = Checkpoint.parse(receipt.proof().note().text());
    return new ReceiptView(
        receipt.position().index(),
        receipt.position().timeMs(),
        receipt.accepted(),
        receipt.reason(),
        draw(receipt),
        checkpoint.size(),
        checkpoint.root().hex(),
        Seed.noteDigest(text).hex());
  }

  /** The case number that the outcome names ([LOG-2]). */
  static Optional<String> draw(Receipt receipt) {
    if (!receipt.accepted()) {
      return Optional.empty();
    }
    var outcome = new Fields.Reader(receipt.outcome());
    var _ = outcome.number("registry", 0, Long.MAX_VALUE);
    return outcome.optional("draw", outcome::text);
  }
}
