package twoseal.cli;

import twoseal.cli.console.Console;
import twoseal.cli.keys.GuessingCost;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] args) {
    GuessingCost.raise();
    System.exit(Program.run(Console.ofProcess(args), args));
  }
}
