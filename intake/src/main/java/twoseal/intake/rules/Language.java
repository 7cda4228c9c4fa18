package twoseal.intake.rules;

/** The language of keys and words in a file that is written; both are read. */
public enum Language {
  CHINESE,
  ENGLISH
}
