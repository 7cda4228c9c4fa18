package twoseal.server.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import twoseal.desk.Language;
import twoseal.desk.Texts;

/**
 * The sentences of problems in one language, from {@code twoseal/server/<part>_<language>
 * .properties} (UTF-8). What the rules refuse has its sentence with the program's other texts.
 */
public final class ProblemTexts {
  /** One file each per language, so that separate areas keep separate files. */
  public static final List<String> PARTS =
      List.of("http", "auth", "act", "list", "view", "paper", "rules");

  private static final String PREFIX = "problem.";
  private static final String REASON = "reason.";
  private static final String NEXT = ".next";
  private static final String REFUSED_NEXT = "problem.refused.next";

  private final Map<String, String> texts;
  private final Texts program;
  private final Expectations expectations = new Expectations();

  private ProblemTexts(Map<String, String> texts, Texts program) {
    this.texts = texts;
    this.program = program;
  }

  /**
   * What a caller reads.
   *
   * @param title of the status
   * @param detail what happened
   * @param next what to do
   */
  public record Told(String title, String detail, String next) {}

  /** Reads the texts of a language. */
  public static ProblemTexts of(Language language) {
    var texts = new HashMap<String, String>();
    for (var part : PARTS) {
      var read = read(part + "_" + language + ".properties");
      for (var key : read.stringPropertyNames()) {
        if (texts.put(key, read.getProperty(key)) != null) {
          throw new IllegalStateException("two texts of " + key);
        }
      }
    }
    return new ProblemTexts(texts, Texts.of(language));
  }

  /** All keys, for the test that compares the languages. */
  public List<String> keys() {
    return texts.keySet().stream().sorted().toList();
  }

  /** Whether there are sentences for a reason. */
  public boolean has(String reason) {
    return (texts.containsKey(PREFIX + reason) && texts.containsKey(PREFIX + reason + NEXT))
        || program.has(REASON + reason);
  }

  /** A problem in words. */
  public Told tell(Problem problem) {
    var key = PREFIX + problem.reason();
    var own = Optional.ofNullable(texts.get(key));
    var detail = own.orElseGet(() -> program.text(REASON + problem.reason()));
    var next = texts.getOrDefault(key + NEXT, text(REFUSED_NEXT));
    var args = problem.args().stream().map(this::told).toList();
    return new Told(text("title." + problem.status()), fill(detail, args), fill(next, args));
  }

  private Object told(Object arg) {
    return arg instanceof Problem.Expected(var english)
        ? expectations.told(english, program.language())
        : arg;
  }

  /** A sentence of another kind that stands in these files. */
  public String text(String key, @Nullable Object... args) {
    return String.format(Locale.ROOT, raw(key), args);
  }

  /** A sentence as its file has it. */
  String raw(String key) {
    var text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text of " + key);
    }
    return text;
  }

  private static String fill(String text, List<Object> args) {
    return args.isEmpty() ? text : String.format(Locale.ROOT, text, args.toArray());
  }

  private static Properties read(String name) {
    var properties = new Properties();
    try (var in = ProblemTexts.class.getResourceAsStream("/twoseal/server/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties;
  }
}
