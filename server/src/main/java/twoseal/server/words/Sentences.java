package twoseal.server.words;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import twoseal.desk.Language;
import twoseal.desk.Texts;
import twoseal.server.http.ProblemTexts;

/** The service's sentences, always both languages at once. */
public final class Sentences {
  private final ProblemTexts zh = ProblemTexts.of(Language.ZH);
  private final ProblemTexts en = ProblemTexts.of(Language.EN);
  private final Texts programZh = Texts.of(Language.ZH);
  private final Texts programEn = Texts.of(Language.EN);

  /**
   * A sentence.
   *
   * @param args each is filled in as it is, {@link Words} in their language
   */
  public Words of(String key, Object... args) {
    return new Words(zh.text(key, in(Language.ZH, args)), en.text(key, in(Language.EN, args)));
  }

  /** Why the rules refuse, such as {@code draw.pressed}. */
  public Words refusal(String reason) {
    var key = "reason." + reason;
    return new Words(programZh.text(key), programEn.text(key));
  }

  private static @Nullable Object[] in(Language language, Object... args) {
    return Arrays.stream(args)
        .map(arg -> arg instanceof Words words ? words.in(language) : arg)
        .toArray();
  }
}
