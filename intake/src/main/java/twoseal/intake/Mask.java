package twoseal.intake;

/** What of a value is published in the masked name. */
public enum Mask {
  /** The first character, then {@code **}; after a Latin letter {@code ***}. */
  SURNAME,
  /** A star and the last four characters; a star alone where there are fewer than eight. */
  LAST4,
  /** All of it: companies, or people who agreed. */
  FULL
}
