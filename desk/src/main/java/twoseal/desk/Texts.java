package twoseal.desk;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every sentence of the program in one language, from the files {@code
 * <part>_<language>.properties} (UTF-8) beside this class. Keys of help texts are picocli's; keys
 * of the program begin with {@code say.}, {@code ask.}, {@code complaint.} or {@code reason.} and
 * stand in the code as literals, so that a test can compare them. Placeholders are those of {@link
 * String#format}.
 */
public final class Texts extends ResourceBundle {
  /** One file each per language, so that separate areas keep separate files. */
  static final List<String> PARTS = List.of("messages", "draw", "witness", "server", "words");

  private final Language language;
  private final Map<String, String> texts;

  private Texts(Language language, Map<String, String> texts) {
    this.language = language;
    this.texts = texts;
  }

  /** Reads the texts of a language. */
  public static Texts of(Language language) {
    var texts = new HashMap<String, String>();
    for (var part : PARTS) {
      var read = read(part + "_" + language + ".properties");
      for (var key : read.stringPropertyNames()) {
        if (texts.put(key, read.getProperty(key)) != null) {
          throw new IllegalStateException("two texts of " + key);
        }
      }
    }
    return new Texts(language, texts);
  }

  /**
   * A sentence with its placeholders filled in; an {@link Instant} is told in {@link BothTimes}.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public String text(String key, @Nullable Object... args) {
    var text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text of " + key);
    }
    return String.format(Locale.ROOT, text, Stream.of(args).map(this::told).toArray());
  }

  private @Nullable Object told(@Nullable Object arg) {
    return arg instanceof Instant time ? BothTimes.of(time, this) : arg;
  }

  /** The language of these texts. */
  public Language language() {
    return language;
  }

  /** Whether there is a text of this key. */
  public boolean has(String key) {
    return texts.containsKey(key);
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return texts.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.keySet());
  }

  private static Properties read(String name) {
    var properties = new Properties();
    try (var in = Texts.class.getResourceAsStream(name)) {
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
