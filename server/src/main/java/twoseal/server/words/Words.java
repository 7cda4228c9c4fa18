package twoseal.server.words;

import twoseal.desk.Language;

/** A sentence in both languages. */
public record Words(String zh, String en) {
  /** The sentence in one of them. */
  public String in(Language language) {
    return language == Language.ZH ? zh : en;
  }
}
