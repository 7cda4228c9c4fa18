package twoseal.cli.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import twoseal.desk.BothTimes;
import twoseal.desk.Complaint;
import twoseal.desk.Language;
import twoseal.desk.Texts;

/**
 * Where people read and answer. Results go to standard output, everything about how it goes
 * (progress, hints, complaints) to standard error, both in UTF-8. Colours, rewritten lines and
 * questions only where a person sits at a terminal.
 */
public final class Console {
  private static final String BOLD = "\u001b[1m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String GREY = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private static final Set<String> YES = Set.of("y", "yes", "是");
  private static final Set<String> NO = Set.of("", "n", "no", "否");

  private final PrintStream out;
  private final PrintStream err;
  private final InputStream in;
  private final Keyboard keyboard;
  private final UnaryOperator<@Nullable String> environment;
  private final Texts texts;
  private final boolean isColoured;

  /** A person who can be asked; absent where none sits there. */
  public interface Keyboard {
    /** Whether somebody sits there. */
    boolean isThere();

    /** Shows the question and reads a line that is seen as it is typed. */
    String line(String question);

    /** Shows the question and reads a line that is not shown. */
    char[] secret(String question);
  }

  /** A console on given streams, as tests want it. */
  public Console(
      PrintStream out,
      PrintStream err,
      InputStream in,
      Keyboard keyboard,
      UnaryOperator<@Nullable String> environment,
      Language language) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.keyboard = keyboard;
    this.environment = environment;
    this.texts = Texts.of(language);
    this.isColoured = keyboard.isThere() && environment.apply("NO_COLOR") == null;
  }

  /** The process's own streams and environment. */
  public static Console ofProcess(String[] args) {
    return new Console(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        System.in,
        new Terminal(Optional.ofNullable(System.console()), System.in),
        System::getenv,
        Language.of(args, System::getenv));
  }

  /** A sentence on standard output. */
  public void say(String key, Object... args) {
    line(text(key, args));
  }

  /** A line of data on standard output, as it is. */
  public void line(String line) {
    out.println(line);
  }

  /** A sentence about how it goes, on standard error. */
  public void hint(String key, Object... args) {
    err.println(text(key, args));
  }

  /** A sentence in the language of the run. */
  public String text(String key, Object... args) {
    return texts.text(key, args);
  }

  /** The language of the run. */
  public Language language() {
    return texts.language();
  }

  public Texts texts() {
    return texts;
  }

  /** Names and values below each other, the values aligned, on standard output. */
  public void table(List<Row> rows) {
    int widest = rows.stream().mapToInt(row -> Width.of(row.name())).max().orElse(0);
    for (var row : rows) {
      line(row.name() + " ".repeat(widest - Width.of(row.name()) + 2) + row.value());
    }
  }

  /** A name and its value, both as they are shown. */
  public record Row(String name, String value) {}

  /** A row whose name is a text of the program; an {@link Instant} is told in {@link BothTimes}. */
  public Row row(String key, Object value) {
    var told = value instanceof Instant time ? BothTimes.of(time, texts) : value.toString();
    return new Row(text(key), told);
  }

  /** The whole standard output of a command asked for JSON: one object. */
  public void json(Consumer<JsonOut> fields) {
    var context =
        new ObjectWriteContext.Base() {
          @Override
          public DefaultPrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        };
    var document = new java.io.StringWriter();
    try (var generator = new JsonFactory().createGenerator(context, document)) {
      new JsonOut(generator).object(fields);
    }
    out.println(document);
  }

  /**
   * Shows how far a work is.
   *
   * @param key of what is being done
   * @param total of the unit; 0 where unknown
   */
  public Progress progress(String key, long total, Progress.Unit unit) {
    return new Progress(
        texts, text(key), total, unit, isTerminal(), this::progressLine, System::nanoTime);
  }

  /**
   * Asks a question whose answer is yes or no, until it is one of them; an empty answer is no.
   *
   * @throws Complaint if nobody can be asked; then {@code --yes} is what to give
   */
  public boolean confirm(String key, Object... args) {
    if (!isTerminal()) {
      throw Complaint.usage("complaint.nobody-to-ask", text(key, args));
    }
    var question = text(key, args) + " " + text("ask.yes-or-no") + " ";
    while (true) {
      var answer = keyboard.line(question).strip().toLowerCase(Locale.ROOT);
      if (YES.contains(answer)) {
        return true;
      }
      if (NO.contains(answer)) {
        return false;
      }
      hint("say.yes-or-no");
    }
  }

  /** Reads a passphrase that is not shown; only where {@link #isTerminal}. */
  public char[] secret(String question) {
    return keyboard.secret(question);
  }

  /** Whether a person sits there. */
  public boolean isTerminal() {
    return keyboard.isThere();
  }

  /** A variable of the environment. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
  }

  /** Standard input, as bytes. */
  public InputStream in() {
    return in;
  }

  /** Standard output, for bytes and for picocli. */
  public PrintStream out() {
    return out;
  }

  /** Standard error, for picocli. */
  public PrintStream err() {
    return err;
  }

  public String bold(String text) {
    return coloured(BOLD, text);
  }

  public String good(String text) {
    return coloured(GREEN, text);
  }

  public String bad(String text) {
    return coloured(RED, text);
  }

  public String faint(String text) {
    return coloured(GREY, text);
  }

  /** Whether colours are shown. */
  public boolean isColoured() {
    return isColoured;
  }

  private String coloured(String colour, String text) {
    return isColoured ? colour + text + PLAIN : text;
  }

  private void progressLine(String line) {
    err.print(line);
    err.flush();
  }

  private static PrintStream stream(FileDescriptor to) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(to)), true, StandardCharsets.UTF_8);
  }
}
