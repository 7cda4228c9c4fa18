package twoseal.server.ops;

import twoseal.desk.Language;
import twoseal.server.http.ProblemTexts;

/** A sentence in both languages. */
public record Words(String zh, String en) {
  /**
   * The sentence of a key in the files of {@link ProblemTexts}.
   *
   * @param key literal, such as {@code alarm.disk}
   */
  static Words of(String key, Object... args) {
    return new Words(
        ProblemTexts.of(Language.ZH).text(key, args), ProblemTexts.of(Language.EN).text(key, args));
  }
}
