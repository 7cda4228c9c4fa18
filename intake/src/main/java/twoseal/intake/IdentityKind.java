package twoseal.intake;

/** What an identity column holds, and so how it is checked and made comparable. */
public enum IdentityKind {
  /** PRC identity number, 18 digits, check digit of ISO 7064 MOD 11-2 (GB 11643). */
  ID_CARD,
  /** Unified social credit code, 18 characters, check character of GB 32100. */
  CREDIT_CODE,
  /** Phone number; a leading +86 or 0086 makes no difference. */
  PHONE,
  /** Any document: what looks like an identity number is checked as one. */
  DOCUMENT,
  /** Anything; only normalised. */
  PLAIN
}
