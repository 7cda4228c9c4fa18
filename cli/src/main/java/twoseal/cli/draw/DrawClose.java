package twoseal.cli.draw;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.draw.Drafts;

/** {@code draw close}: ends the shakes and names their root. */
@Command(name = "close")
public final class DrawClose extends Task {
  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawClose(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    return signatures.completeReading(
        console(),
        signatures.keys(console()),
        1,
        (ledger, header) ->
            draw.look(ledger, file -> new Drafts(file, ledger.blobs()).close()).text(header));
  }
}
