package twoseal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import twoseal.cli.console.Console;
import twoseal.desk.Language;

/** What one command did, run in this process as the launcher would. */
public record Run(int exit, String out, String err) {

  /** Runs a command in English, with nobody at the terminal and an empty environment. */
  public static Run of(String... args) {
    return new Stage().run(args);
  }

  /** The same command with this passphrase in the environment. */
  public static Run withPassphrase(String passphrase, String... args) {
    return new Stage().environment("TWOSEAL_PASSPHRASE", passphrase).run(args);
  }

  /**
   * The fields of the one JSON object on standard output, by path: {@code error.code}, {@code
   * picks.0.md5}.
   */
  public Map<String, String> json() {
    var fields = new HashMap<String, String>();
    try (var in = new JsonFactory().createParser(ObjectReadContext.empty(), out)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new AssertionError("no JSON object: " + out);
      }
      while (in.nextToken() != null) {
        var token = in.currentToken();
        if (token.isScalarValue()) {
          fields.put(
              in.streamReadContext().pathAsPointer().toString().substring(1).replace('/', '.'),
              in.getValueAsString("null"));
        }
        if (token == JsonToken.END_OBJECT && in.streamReadContext().inRoot()) {
          break;
        }
      }
      if (in.nextToken() != null) {
        throw new AssertionError("more than one document: " + out);
      }
    }
    return fields;
  }

  /** The field of the JSON object on standard output. */
  public String field(String path) {
    return Optional.ofNullable(json().get(path))
        .orElseThrow(() -> new AssertionError(path + ": " + out));
  }

  /** What stands around a command: its input, its environment, and who sits at the terminal. */
  public static final class Stage implements Console.Keyboard {
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private byte[] in = {};
    private final List<String> asked = new ArrayList<>();
    private boolean isThere;
    private boolean hasFullOutput;

    public Stage environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Stage in(byte[] bytes) {
      in = bytes.clone();
      return this;
    }

    /** Somebody sits there and will answer this. */
    public Stage answers(String... lines) {
      isThere = true;
      answers.addAll(Arrays.asList(lines));
      return this;
    }

    /** Standard output is a disk without space. */
    public Stage withFullOutput() {
      hasFullOutput = true;
      return this;
    }

    /** The questions so far. */
    public List<String> asked() {
      return List.copyOf(asked);
    }

    /** What a command would stand on. */
    public Console console(String... args) {
      return console(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), args);
    }

    /** As {@link #console(String...)}, with a place for standard error. */
    public Console console(OutputStream err) {
      return console(OutputStream.nullOutputStream(), err);
    }

    public Run run(String... args) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      int exit = Program.run(console(hasFullOutput ? new Full() : out, err, args), args);
      return new Run(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Console console(OutputStream out, OutputStream err, String... args) {
      return new Console(
          new PrintStream(out, true, UTF_8),
          new PrintStream(err, true, UTF_8),
          new ByteArrayInputStream(in),
          this,
          environment::get,
          Language.of(args, environment::get));
    }

    /** Takes nothing, as {@code /dev/full}. */
    private static final class Full extends OutputStream {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public boolean isThere() {
      return isThere;
    }

    @Override
    public String line(String question) {
      asked.add(question);
      return answers.removeFirst();
    }

    @Override
    public char[] secret(String question) {
      return answers.removeFirst().toCharArray();
    }
  }
}
