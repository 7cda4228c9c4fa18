package twoseal.cli.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.core.Checkpoint;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;

/** {@code log prove}: an entry's receipt as it stands under the last checkpoint ([LOG-6]). */
@Command(name = "prove")
public final class LogProve extends Task {
  @Option(names = "--index", required = true, paramLabel = "N")
  private long index;

  @Option(names = "--out", paramLabel = "FILE")
  private Optional<Path> out;

  @Mixin private LedgerFolder ledger;

  public LogProve(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    try (var reader = ledger.read()) {
      long size = Checkpoint.parse(reader.checkpoint().text()).size();
      Range.require("--index", index, 0, size - 1);
      var proof = reader.receipt(index).proof();
      if (out.isPresent()) {
        NewFile.write(out.get(), proof.bytes(), NewFile.Access.ANYONE);
        console().say("say.log.proved", index, out.get());
      } else {
        console().out().print(proof.format());
      }
    }
    return Exit.OK;
  }
}
