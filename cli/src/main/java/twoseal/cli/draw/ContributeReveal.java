package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Complaint;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;

/** {@code contribute reveal}: opens a commitment, after the seal and before the press. */
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
    try {
      var contribution = Contribution.parse(Bytes.parseUtf8(Files.readAllBytes(file)));
      return signatures.complete(
          console(), signatures.keys(console()), header -> contribution.reveal().text(header));
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.contribute.file", file, malformed.getMessage())
          .because(malformed);
    }
  }
}
