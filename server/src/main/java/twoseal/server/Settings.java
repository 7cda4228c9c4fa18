package twoseal.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;

/**
 * What the service is told: lines {@code key = value} of {@code twoseal.conf} in its data folder,
 * and variables {@code TWOSEAL_<KEY>} of its environment, which win. Unknown keys are refused: a
 * misspelt one would silently do nothing.
 */
public final class Settings {
  /** The file in the data folder. */
  public static final String FILE = "twoseal.conf";

  private static final Pattern LINE = Pattern.compile("([a-z0-9-]+) *= *(.*)");

  private final Map<Key, String> values;

  /** What can be told, and what holds unless it is. */
  public enum Key {
    /** IP address and port. */
    LISTEN("127.0.0.1:8080"),
    /** PEM files; HTTPS where both are there. */
    TLS_CERT(""),
    TLS_KEY(""),
    /** Whether a proxy before the service is trusted to say who calls: yes or no. */
    BEHIND_PROXY("no"),
    /** Where people reach the service. */
    PUBLIC_URL(""),
    /** Relays of the public beacon, with commas between; the known ones unless told. */
    RELAYS(""),
    OIDC_ISSUER(""),
    OIDC_CLIENT(""),
    OIDC_SECRET_FILE(""),
    /** Whether a verified email address opens the account at which it was entered: yes or no. */
    OIDC_BY_EMAIL("no"),
    BACKUP_FOLDER(""),
    /** Below so much free space there is an alarm. */
    DISK_FREE_MIN_MB("1024"),
    /** The most listeners to events at once. */
    SSE_MAX("12000"),
    CONNECTIONS_MAX("20000"),
    /** Changes that one network may send a second without signing in: shakes, signed commands. */
    WRITES_PER_SECOND("500"),
    SESSION_HOURS("12"),
    /** A session that was not used for so long ends. */
    SESSION_IDLE_MINUTES("60"),
    PASSPHRASE_FILE("");

    private final String fallback;

    Key(String fallback) {
      this.fallback = fallback;
    }

    /** As the file has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The variable of the environment. */
    public String variable() {
      return "TWOSEAL_" + name();
    }
  }

  private Settings(Map<Key, String> values) {
    this.values = values;
  }

  /**
   * Reads the settings of a data folder, which may have none.
   *
   * @throws Complaint on an unknown key or a line of another form
   * @throws IOException if the file cannot be read
   */
  public static Settings read(Path data, UnaryOperator<@Nullable String> environment)
      throws IOException {
    var values = new EnumMap<Key, String>(Key.class);
    var file = data.resolve(FILE);
    if (Files.exists(file)) {
      var number = 0;
      for (var line : Files.readAllLines(file)) {
        number++;
        var text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          take(values, file, number, text);
        }
      }
    }
    for (var key : Key.values()) {
      var told = environment.apply(key.variable());
      if (told != null) {
        values.put(key, told.strip());
      }
    }
    return new Settings(values);
  }

  /** The same with one told otherwise. */
  public Settings with(Key key, String value) {
    var more = new EnumMap<Key, String>(Key.class);
    more.putAll(values);
    more.put(key, value);
    return new Settings(more);
  }

  /** What was told, or what holds unless it is; empty where that is nothing. */
  public Optional<String> text(Key key) {
    return Optional.of(values.getOrDefault(key, key.fallback)).filter(text -> !text.isEmpty());
  }

  /** A file or folder; relative ones are meant from the data folder. */
  public Optional<Path> path(Key key, Path data) {
    return text(key).map(data::resolve);
  }

  /**
   * A whole number.
   *
   * @throws Complaint unless it is one from least to most
   */
  public long number(Key key, long least, long most) {
    var text = text(key).orElse("");
    try {
      var number = Bytes.parseDecimal(text, most);
      if (number >= least) {
        return number;
      }
    } catch (MalformedException malformed) {
      throw unusable(key, text).because(malformed);
    }
    throw unusable(key, text);
  }

  /**
   * Yes or no.
   *
   * @throws Complaint on another word
   */
  public boolean yes(Key key) {
    var text = text(key).orElse("no");
    if (!text.equals("yes") && !text.equals("no")) {
      throw unusable(key, text);
    }
    return text.equals("yes");
  }

  /**
   * An IP address and a port.
   *
   * @throws Complaint unless it is one
   */
  public InetSocketAddress address(Key key) {
    var text = text(key).orElse("");
    try {
      var uri = URI.create("tcp://" + text);
      if (uri.getHost() != null && uri.getPort() >= 0) {
        return new InetSocketAddress(uri.getHost(), uri.getPort());
      }
    } catch (IllegalArgumentException malformed) {
      throw unusable(key, text).because(malformed);
    }
    throw unusable(key, text);
  }

  private static void take(Map<Key, String> values, Path file, int number, String line) {
    var parts = LINE.matcher(line);
    if (parts.matches()) {
      for (var key : Key.values()) {
        if (key.word().equals(parts.group(1)) && values.put(key, parts.group(2)) == null) {
          return;
        }
      }
    }
    throw Complaint.input("complaint.server.setting-line", file, number);
  }

  private static Complaint unusable(Key key, String text) {
    return Complaint.input("complaint.server.setting", key.word(), text);
  }
}
