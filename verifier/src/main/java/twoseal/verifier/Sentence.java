package twoseal.verifier;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One sentence for people, in Chinese and in English; both name the same findings. */
public record Sentence(String zh, String en) {
  private static final int FOUND_CHARS_MAX = 160;

  private static final DateTimeFormatter BEIJING =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneOffset.ofHours(8));

  /** The sentence with its findings put in for {@code %s}; the order is the same in both. */
  static Sentence of(String zh, String en, Object... found) {
    return new Sentence(
        zh.formatted(shown("北京时间 %s / %s", found)),
        en.formatted(shown("%s Beijing time / %s", found)));
  }

  private static Object[] shown(String bothTimes, Object... found) {
    return Stream.of(found)
        .map(one ->
            one instanceof Instant time
                ? bothTimes.formatted(BEIJING.format(time), time)
                : shown(String.valueOf(one)))
        .toArray();
  }

  /** The sentence, said of one attempt of several. */
  Sentence ofAttempt(long number) {
    return new Sentence("第 " + number + " 次抽签：" + zh, "Attempt " + number + ": " + en);
  }

  /** The sentence with others behind it. */
  Sentence and(List<Sentence> others) {
    var zh = new StringBuilder(this.zh);
    var en = new StringBuilder(this.en);
    for (var other : others) {
      zh.append(other.zh);
      en.append(other.en);
    }
    return new Sentence(zh.toString(), en.toString());
  }

  /** The sentence in Chinese if that is the locale's language, else in English. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("zh") ? zh : en;
  }

  /** What was found came from a stranger: it must neither fill the page nor write over it. */
  private static String shown(String found) {
    var line = new StringBuilder();
    found
        .codePoints()
        .limit(FOUND_CHARS_MAX)
        .forEach(c -> line.appendCodePoint(isPlain(c) ? c : 0xFFFD));
    return found.codePointCount(0, found.length()) > FOUND_CHARS_MAX ? line + "..." : line + "";
  }

  private static boolean isPlain(int c) {
    var type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
