package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;

/**
 * {@code contribute reveal}: opens a commitment, after the seal and before the press, in a ceremony
 * after it.
 */
@Command(name = "reveal")
public final class ContributeReveal extends Task {
  @Parameters(index = "0", paramLabel = "FILE")
  private Path file = Path.of("");

  @Mixin private Signatures signatures = new Signatures();

  public ContributeReveal(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var contribution = ContributePrint.contribution(file);
    return signatures.complete(
        console(), signatures.keys(console()), header -> contribution.reveal().text(header));
  }
}
