package twoseal.ledger;

import java.util.Optional;
import twoseal.core.Fields;
import twoseal.core.Position;
import twoseal.core.TlogProof;

/**
 * What the ledger answers once a command is durable.
 *
 * @param reason present where the rules refused, such as {@code registry.no-such-person}
 * @param outcome the text of [LOG-2]
 * @param proof that the entry is under a signed checkpoint ([LOG-6])
 */
public record Receipt(
    Position position, boolean accepted, Optional<String> reason, String outcome, TlogProof proof) {

  /** The receipt of an entry, whose outcome says the rest. */
  static Receipt of(LedgerEntry entry, TlogProof proof) {
    var outcome = entry.outcome();
    var reader = new Fields.Reader(outcome);
    var accepted = reader.kind().equals("accepted");
    var reason = accepted ? Optional.<String>empty() : Optional.of(reader.text("reason"));
    return new Receipt(entry.position(), accepted, reason, outcome, proof);
  }
}
