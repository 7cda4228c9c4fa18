package twoseal.cli.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Complaint;
import twoseal.cli.console.Console;
import twoseal.cli.console.Exit;
import twoseal.cli.console.Task;

/** {@code ledger backup}: a copy that can be opened in the ledger's place. */
@Command(name = "backup")
public final class LedgerBackup extends Task {
  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Mixin private LedgerFolder ledger;

  public LedgerBackup(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw Complaint.input("complaint.file-exists", out);
    }
    try (var engine = ledger.open(console())) {
      engine.backup(out);
    }
    console().say("say.ledger.backup", out);
    return Exit.OK;
  }
}
