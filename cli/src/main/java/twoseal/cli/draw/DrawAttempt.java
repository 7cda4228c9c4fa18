package twoseal.cli.draw;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.desk.draw.Desk;
import twoseal.draw.Drafts;

/** {@code draw attempt}: opens a further attempt, in public and with its reason. */
@Command(name = "attempt")
public final class DrawAttempt extends Task {
  @Option(names = "--draw", required = true, paramLabel = "CASE")
  private String draw = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT")
  private String reason = "";

  @Mixin private Signatures signatures = new Signatures();

  public DrawAttempt(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var number = DrawOption.number(draw);
    return signatures.completeReading(
        console(),
        signatures.keys(console()),
        2,
        (ledger, header) ->
            Desk.look(ledger, number, file -> new Drafts(file, ledger.blobs()).attempt(reason))
                .text(header));
  }
}
