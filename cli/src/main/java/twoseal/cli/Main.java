package twoseal.cli;

import twoseal.cli.console.Console;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.run(Console.ofProcess(args), args));
  }
}
