package twoseal.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The terminal the process was started from, if a person sits at it. What was typed before a
 * question was shown does not answer it.
 *
 * @param typed the bytes that wait to be read
 */
record Terminal(Optional<java.io.Console> console, InputStream typed) implements Console.Keyboard {
  @Override
  public boolean isThere() {
    return console.isPresent() && console.get().isTerminal();
  }

  @Override
  public String line(String question) {
    discard(typed);
    // The end of input is an empty answer.
    return Optional.ofNullable(console.orElseThrow().readLine("%s", question)).orElse("");
  }

  @Override
  public char[] secret(String question) {
    discard(typed);
    return Optional.ofNullable(console.orElseThrow().readPassword("%s", question))
        .orElse(new char[0]);
  }

  /** Reads away what is there, without waiting for more. */
  static void discard(InputStream typed) {
    try {
      for (int waiting = typed.available(); waiting > 0; waiting = typed.available()) {
        if (typed.readNBytes(waiting).length == 0) {
          return;
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
