package twoseal.cli.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Progress;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.ledger.Backup;
import twoseal.ledger.FsckReport;

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
  public Integer call() {
    if (Files.exists(out)) {
      throw Complaint.input("complaint.file-exists", out);
    }
    if (!Files.isDirectory(ledger.folder())) {
      throw Complaint.ledger("complaint.no-ledger", ledger.folder());
    }
    FsckReport report;
    try (var progress = console().progress("say.fsck.reading", 0, Progress.Unit.ENTRIES)) {
      report = Backup.write(ledger.folder(), out, (part, done) -> progress.at(done));
    }
    if (!report.isSound()) {
      report.findings().forEach(finding -> console().line(console().bad(finding.toString())));
      throw Complaint.refused("complaint.backup-damaged", out);
    }
    console().say("say.ledger.backup", report.entries(), out);
    return Exit.OK;
  }
}
