package twoseal.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;

/** {@code help}: the overview by role; {@code help COMMAND...}: the help of that command. */
@Command(name = "help")
final class Help extends Task {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..*")
  private List<String> words = List.of();

  Help(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    if (words.isEmpty()) {
      new Overview(console()).print();
      return Exit.OK;
    }
    command().usage(console().out());
    return Exit.OK;
  }

  private CommandLine command() {
    var at = spec.root().commandLine();
    for (var word : words) {
      var next = at.getSubcommands().get(word);
      if (next == null) {
        throw Complaint.usage("complaint.no-such-command", String.join(" ", words));
      }
      at = next;
    }
    return at;
  }
}
