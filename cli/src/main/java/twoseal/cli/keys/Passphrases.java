package twoseal.cli.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.desk.Complaint;

/**
 * Where a passphrase comes from: a file, the environment, or a person who types it unseen. Never
 * from the command line, which every user of the machine can read.
 */
public final class Passphrases {
  /** The environment's variable. */
  public static final String VARIABLE = "TWOSEAL_PASSPHRASE";

  /** The fewest characters of a new passphrase. */
  public static final int CHARACTERS_MIN = 8;

  @Option(names = "--passphrase-file", paramLabel = "FILE")
  private Optional<Path> file;

  /**
   * The passphrase of a file that has one.
   *
   * @throws Complaint if there is none and nobody can be asked
   */
  public char[] existing(Console console, Path keyFile) throws IOException {
    var given = given(console);
    return given.isPresent()
        ? given.get()
        : typed(console, console.text("ask.passphrase", keyFile));
  }

  /**
   * The passphrase for a file that is about to be written; typed twice if typed.
   *
   * @throws Complaint if there is none, it is too short, or the two differ
   */
  public char[] fresh(Console console, Path keyFile) throws IOException {
    var given = given(console);
    return given.isPresent() ? longEnough(given.get()) : freshTyped(console, keyFile);
  }

  /** A new passphrase that a person types twice, or that stands in a file of its own. */
  static char[] fresh(Console console, Path keyFile, Optional<Path> file) throws IOException {
    return file.isPresent() ? longEnough(firstLine(file.get())) : freshTyped(console, keyFile);
  }

  /**
   * The passphrase of a file whose passphrase has its own option and variable: the first that is
   * there of these, the common variable, and a person.
   */
  public static char[] of(Console console, Path keyFile, Optional<Path> file, String variable)
      throws IOException {
    if (file.isPresent()) {
      return firstLine(file.get());
    }
    return console
        .variable(variable)
        .or(() -> console.variable(VARIABLE))
        .map(String::toCharArray)
        .orElseGet(() -> typed(console, console.text("ask.passphrase", keyFile)));
  }

  private Optional<char[]> given(Console console) throws IOException {
    if (file.isPresent()) {
      return Optional.of(firstLine(file.get()));
    }
    return console.variable(VARIABLE).map(String::toCharArray);
  }

  private static char[] freshTyped(Console console, Path keyFile) {
    var first = longEnough(typed(console, console.text("ask.passphrase.new", keyFile)));
    var second = typed(console, console.text("ask.passphrase.again"));
    if (!Arrays.equals(first, second)) {
      throw Complaint.input("complaint.passphrases-differ");
    }
    return first;
  }

  private static char[] typed(Console console, String question) {
    if (!console.isTerminal()) {
      throw Complaint.usage("complaint.no-passphrase", VARIABLE);
    }
    return console.secret(question + " ");
  }

  private static char[] longEnough(char[] passphrase) {
    if (passphrase.length < CHARACTERS_MIN) {
      throw Complaint.input("complaint.passphrase-short", CHARACTERS_MIN);
    }
    return passphrase;
  }

  private static char[] firstLine(Path file) throws IOException {
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .findFirst()
          .filter(line -> !line.isEmpty())
          .orElseThrow(() -> Complaint.input("complaint.passphrase-file-empty", file))
          .toCharArray();
    }
  }
}
