package twoseal.intake.rules;

/** What an identity column holds; intake's kinds have the same names. */
public enum IdentityKind {
  ID_CARD,
  CREDIT_CODE,
  PHONE,
  DOCUMENT,
  PLAIN
}
