package twoseal.server.act;

import java.util.List;
import java.util.Optional;
import twoseal.server.words.Words;

/**
 * A command on its way to the ledger, as the interface shows it; the members are the contract's.
 */
public record Act(
    String id,
    String kind,
    Optional<String> draw,
    Optional<Integer> attempt,
    String text,
    String digest,
    List<Words> summary,
    List<Signer> signers,
    String mySignature,
    String state,
    String begunBy,
    long begunMs,
    Optional<Long> expiresMs,
    Optional<String> ended,
    Optional<ReceiptView> receipt) {
  /** A place for a signature, and who has filled it. */
  public record Signer(
      String role,
      Optional<String> organisation,
      Optional<String> person,
      Optional<String> name,
      Optional<Long> signedMs) {}
}
