package twoseal.cli.note;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.cli.ledger.Answers;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;
import twoseal.desk.note.NoteFile;
import twoseal.desk.note.Trial;
import twoseal.ledger.Clock;

/**
 * {@code note submit}: hands a signed note to the ledger; the same note again gets the same answer.
 * What the rules would refuse as things stand is not handed over unless that is asked for.
 */
@Command(name = "submit")
public final class NoteSubmit extends Task {
  /** How the reasons end that say who must sign ([DRAW-16], [REG-6]). */
  private static final String SIGNERS = ".signers";

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Option(names = "--receipt", paramLabel = "FILE")
  private Optional<Path> receiptFile;

  @Option(names = "--even-if-refused")
  private boolean isForced;

  @Mixin private LedgerFolder ledger;
  @Mixin private Json json;

  public NoteSubmit(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var note = NoteFile.read(file);
    if (note.signatures().isEmpty()) {
      throw Complaint.input("complaint.unsigned", file);
    }
    try (var engine = ledger.open(console())) {
      if (!isForced) {
        requireAcceptable(note, Trial.refusal(engine, Clock.system(), note.bytes()));
      }
      var receipt = engine.submit(note.bytes());
      if (receiptFile.isPresent()) {
        NewFile.write(receiptFile.get(), receipt.proof().bytes(), NewFile.Access.ANYONE);
      }
      return Answers.print(console(), receipt, json.asked());
    }
  }

  private void requireAcceptable(NoteFile note, Optional<String> refusal) {
    if (refusal.isEmpty()) {
      return;
    }
    var reason = Answers.reason(console(), refusal.get());
    if (refusal.get().endsWith(SIGNERS)) {
      throw Complaint.refused("complaint.would-refuse-signers", file, reason, note.signers());
    }
    throw Complaint.refused("complaint.would-refuse", file, reason);
  }
}
