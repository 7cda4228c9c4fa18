package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;
import twoseal.desk.draw.Contribution;
import twoseal.desk.draw.PaperCopy;

/** {@code contribute print}: the paper copy of a contribution, for the envelope. */
@Command(name = "print")
public final class ContributePrint extends Task {
  @Parameters(index = "0", paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(names = "--out", paramLabel = "FILE")
  private Optional<Path> out = Optional.empty();

  public ContributePrint(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var sheet = PaperCopy.text(contribution(file));
    if (out.isPresent()) {
      NewFile.write(out.get(), Bytes.utf8(sheet), NewFile.Access.OWNER);
    } else {
      console().out().print(sheet);
    }
    return Exit.OK;
  }

  /**
   * Reads a contribution's file.
   *
   * @throws Complaint if it is none
   */
  static Contribution contribution(Path file) throws IOException {
    try {
      return Contribution.parse(Bytes.parseUtf8(Files.readAllBytes(file)));
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.contribute.file", file, malformed.getMessage())
          .because(malformed);
    }
  }
}
