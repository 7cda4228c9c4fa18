package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Exit;
import twoseal.cli.console.Task;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.intake.ListFolder;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.verifier.Verdict;

/** {@code draw bundle}: writes the proof of a draw as far as it is, after the verifier saw it. */
@Command(name = "bundle")
public final class DrawBundle extends Task {
  @Option(names = "--folder", required = true, paramLabel = "LISTDIR")
  private Path list = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out = Path.of("");

  @Option(names = "--result", paramLabel = "FILE")
  private Optional<Path> result = Optional.empty();

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private LedgerFolder ledger = new LedgerFolder();

  public DrawBundle(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var cosigned = CosignedCheckpoints.ofLedger(ledger.folder());
    try (var reader = ledger.read()) {
      var outcomes = draw.look(reader, file -> Outcomes.of(file, reader));
      var bundle = new BundleExport(reader, draw.number(), cosigned).bytes(list, outcomes);
      var report = new BundleCheck(console()).verify(bundle, Optional.empty());
      BundleExport.write(out, bundle);
      if (result.isPresent()) {
        new ResultFile(outcomes, new NamesFile(new ListFolder(list).names())).write(result.get());
      }
      console().say("say.draw.bundle", out);
      console().line(report.text(console().language().locale()));
      return report.verdict() == Verdict.REFUSED ? Exit.REFUSED : Exit.OK;
    }
  }
}
