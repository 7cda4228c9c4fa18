package twoseal.desk;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A language the program speaks. */
public enum Language {
  ZH,
  EN;

  private static final String OPTION = "--lang";

  /**
   * The language of a run: the option {@code --lang} among the arguments, else the first of {@code
   * TWOSEAL_LANG}, {@code LC_ALL}, {@code LC_MESSAGES} and {@code LANG} that is set; English where
   * that is not Chinese. Needed before the arguments are parsed, because their help is translated.
   */
  public static Language of(String[] args, UnaryOperator<@Nullable String> environment) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith(OPTION + "=")) {
        return named(args[i].substring(OPTION.length() + 1));
      }
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return named(args[i + 1]);
      }
    }
    return Stream.of("TWOSEAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
        .map(name -> String.valueOf(environment.apply(name)))
        .filter(value -> !value.equals("null") && !value.isBlank())
        .findFirst()
        .map(Language::named)
        .orElse(EN);
  }

  /** What libraries know the language as. */
  public Locale locale() {
    return Locale.of(toString());
  }

  /** The word of the option and of the files with the texts. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Language named(String value) {
    return value.toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
  }
}
