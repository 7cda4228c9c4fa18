package twoseal.intake.rules;

/** What of a value is published in the masked name; intake's masks have the same names. */
public enum Mask {
  /** The first character, then stars. */
  SURNAME,
  /** A star and the last four characters. */
  LAST4,
  /** All of it. */
  FULL
}
