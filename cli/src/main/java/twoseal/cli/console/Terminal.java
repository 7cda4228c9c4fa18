package twoseal.cli.console;

import java.util.Optional;

/** The terminal the process was started from, if a person sits at it. */
record Terminal(Optional<java.io.Console> console) implements Console.Keyboard {
  @Override
  public boolean isThere() {
    return console.isPresent() && console.get().isTerminal();
  }

  @Override
  public String line(String question) {
    // The end of input is an empty answer.
    return Optional.ofNullable(console.orElseThrow().readLine("%s", question)).orElse("");
  }

  @Override
  public char[] secret(String question) {
    return Optional.ofNullable(console.orElseThrow().readPassword("%s", question))
        .orElse(new char[0]);
  }
}
