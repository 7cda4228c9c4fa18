package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;
import twoseal.desk.draw.BundleExport;
import twoseal.desk.draw.Desk;
import twoseal.desk.draw.ResultFile;
import twoseal.draw.CaseFile;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.verifier.Verdict;

/** {@code draw bundle}: writes the proof of a draw as far as it is, after the verifier saw it. */
@Command(name = "bundle")
public final class DrawBundle extends Task {
  @Option(names = "--folder", paramLabel = "LISTDIR")
  private Optional<Path> list = Optional.empty();

  @Option(names = "--earlier", paramLabel = "K=LISTDIR")
  private Map<Integer, Path> earlier = new LinkedHashMap<>();

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out = Path.of("");

  @Option(names = "--result", paramLabel = "FILE")
  private Optional<Path> result = Optional.empty();

  @Option(names = "--draw", required = true, paramLabel = "CASE")
  private String draw = "";

  @Mixin private LedgerFolder ledger = new LedgerFolder();

  public DrawBundle(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    NewFile.requireNone(out);
    result.ifPresent(NewFile::requireNone);
    var cosigned = CosignedCheckpoints.ofLedger(ledger.folder());
    try (var reader = ledger.read()) {
      var number = DrawOption.number(draw);
      var lists = new HashMap<>(earlier);
      var current = Desk.look(reader, number, CaseFile::attempt);
      if (!Desk.look(reader, number, DrawBundle::isSealed)) {
        throw Complaint.refused("complaint.draw.no-seal", number);
      }
      list.ifPresent(folder -> lists.put(current, folder));
      var bundle = new BundleExport(reader, number, cosigned).bytes(lists);
      var report = new BundleCheck(console()).verify(bundle, Optional.empty());
      BundleExport.write(out, bundle);
      if (result.isPresent()) {
        new ResultFile(reader, number, lists).write(result.get());
      }
      console().say("say.draw.bundle", out);
      console().line(report.text(console().language().locale()));
      return report.verdict() == Verdict.REFUSED ? Exit.REFUSED : Exit.OK;
    }
  }

  /** A bundle proves attempts from their seal on. */
  private static boolean isSealed(CaseFile current) {
    return IntStream.rangeClosed(1, current.attempts())
        .anyMatch(k -> current.at(k).flatMap(CaseFile::seal).isPresent());
  }
}
