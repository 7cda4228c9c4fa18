package twoseal.cli.ledger;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.desk.Exit;
import twoseal.ledger.Export;

/** {@code log export}: the log as static files that any tlog-tiles client reads ([LOG-7]). */
@Command(name = "export")
public final class LogExport extends Task {
  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Mixin private LedgerFolder ledger;
  @Mixin private Json json;

  public LogExport(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    LedgerFolder.requireNone(out);
    try (var reader = ledger.read()) {
      var checkpoint = Export.write(reader, out);
      if (json.asked()) {
        console()
            .json(fields ->
                fields
                    .text("folder", out.toString())
                    .number("size", checkpoint.size())
                    .text("root", checkpoint.root().hex()));
      } else {
        console().say("say.log.exported", checkpoint.size(), out);
      }
    }
    return Exit.OK;
  }
}
