package twoseal.cli.ledger;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.core.Checkpoint;
import twoseal.desk.Exit;

/** {@code log checkpoint}: the last signed checkpoint, byte for byte. */
@Command(name = "checkpoint")
public final class LogCheckpoint extends Task {
  @Mixin private LedgerFolder ledger;
  @Mixin private Json json;

  public LogCheckpoint(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    try (var reader = ledger.read()) {
      var note = reader.checkpoint();
      var checkpoint = Checkpoint.parse(note.text());
      if (json.asked()) {
        console()
            .json(out ->
                out.text("origin", checkpoint.origin())
                    .number("size", checkpoint.size())
                    .text("root", checkpoint.root().hex())
                    .text("note", note.format()));
      } else {
        console().out().print(note.format());
      }
    }
    return Exit.OK;
  }
}
