package twoseal.cli;

import twoseal.cli.console.Console;
import twoseal.cli.console.Interruption;
import twoseal.desk.keys.GuessingCost;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] args) {
    GuessingCost.raise();
    var console = Console.ofProcess(args);
    // While a command runs, only a signal ends the process; then the hook is still there.
    var ended = new Thread(() -> Interruption.tell(console, args), "interruption");
    Runtime.getRuntime().addShutdownHook(ended);
    int exit = Program.run(console, args);
    if (unhook(ended)) {
      System.exit(exit);
    }
  }

  /** False where the process is ending already; the signal then gives its exit code. */
  private static boolean unhook(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException isEnding) {
      return false;
    }
  }
}
