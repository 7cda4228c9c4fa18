package twoseal.core;

/** What other domains may ask about who is registered, at the position of the command at hand. */
public interface People {
  /** Whether an organisation was admitted. */
  boolean hasOrganisation(String id);

  /** Whether a person was admitted and is not revoked. */
  boolean hasPerson(PersonName name);

  /** The id of the office that opened the ledger. */
  String office();

  /** Whether somebody of this organisation who is not revoked is registered as an operator. */
  boolean hasOperator(String organisation);

  /** Whether the ledger's clock may be set by hand, so that only rehearsals count (REG-2). */
  boolean clockIsSet();
}
