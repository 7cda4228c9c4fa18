package twoseal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program's entry: the root command, which by itself only says what there is. */
@Command(
    name = "twoseal",
    description = "Public draws under a notary's supervision, over a tamper-evident ledger.",
    subcommands = HelpCommand.class,
    mixinStandardHelpOptions = true,
    version = "twoseal 0.1.0")
public final class Main implements Runnable {
  private Main() {}

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
