package twoseal.cli.console;

import java.util.List;

/** What is said when a person ends a command with Ctrl-C before it was done. */
public final class Interruption {
  /** Commands that find what is done already when they are run again. */
  private static final List<String> GOING_ON = List.of("draw run", "draw result", "log export");

  /** Commands that have no other end. */
  private static final List<String> ENDLESS = List.of("serve");

  private Interruption() {}

  /**
   * Says, on standard error, that the command is not done, and whether the same command goes on.
   *
   * @param args as the program was started
   */
  public static void tell(Console console, String... args) {
    if (isAny(ENDLESS, args)) {
      return;
    }
    console.err().println();
    if (isAny(GOING_ON, args)) {
      console.hint("say.interrupted.goes-on");
    } else {
      console.hint("say.interrupted");
    }
    console.err().flush();
  }

  private static boolean isAny(List<String> commands, String... args) {
    var words = " " + String.join(" ", args) + " ";
    return commands.stream().anyMatch(command -> words.contains(" " + command + " "));
  }
}
