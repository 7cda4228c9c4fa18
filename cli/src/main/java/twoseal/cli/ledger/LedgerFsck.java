package twoseal.cli.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.JsonOut;
import twoseal.cli.console.Progress;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.ledger.Fsck;
import twoseal.ledger.FsckReport;

/** {@code fsck}: reads everything a ledger keeps and proves it; changes nothing, needs no key. */
@Command(name = "fsck")
public final class LedgerFsck extends Task {
  @Option(names = "--data", required = true, paramLabel = "DIR")
  private Path folder;

  @Mixin private Json json;

  public LedgerFsck(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw Complaint.ledger("complaint.no-ledger", folder);
    }
    if (isNoLedger(folder)) {
      var marks = names(Fsck.marks(folder));
      var within = folder.resolve("ledger");
      throw isNoLedger(within)
          ? Complaint.input("complaint.fsck.not-one", folder, marks)
          : Complaint.input("complaint.fsck.in-it", folder, marks, within);
    }
    FsckReport report;
    try (var progress = console().progress("say.fsck.reading", 0, Progress.Unit.ENTRIES)) {
      report = Fsck.run(folder, (part, done) -> progress.at(done));
    }
    if (json.asked()) {
      console().json(out -> fields(out, report));
    } else {
      show(report);
    }
    return report.isSound() ? Exit.OK : Exit.REFUSED;
  }

  /** Of a damaged ledger at least one of them is left. */
  private static boolean isNoLedger(Path folder) {
    return Fsck.marks(folder).stream().noneMatch(Files::exists);
  }

  private static String names(List<Path> files) {
    return files.stream()
        .map(file -> String.valueOf(file.getFileName()))
        .collect(Collectors.joining(", "));
  }

  private void show(FsckReport report) {
    var rows = new ArrayList<Console.Row>();
    rows.add(console().row("say.fsck.entries", report.entries()));
    rows.add(console().row("say.fsck.tiles", report.tiles()));
    rows.add(console().row("say.fsck.blobs", report.blobs()));
    rows.add(console().row("say.fsck.state", report.stateDigest().hex()));
    report
        .checkpoint()
        .ifPresent(checkpoint ->
            rows.add(
                console().row("say.fsck.checkpoint", checkpoint.size() + " " + checkpoint.root())));
    console().table(rows);
    var words = new DamageText(console());
    for (var finding : report.findings()) {
      var line = line(finding, words);
      console()
          .line(
              switch (finding.weight()) {
                case DAMAGE -> console().bad(line);
                case UNFINISHED -> console().faint(line);
              });
    }
    console()
        .line(
            report.isSound()
                ? console().good(console().text("say.fsck.sound"))
                : console().bad(console().text("say.fsck.damaged")));
  }

  private String line(FsckReport.Finding finding, DamageText words) {
    var weight =
        switch (finding.weight()) {
          case DAMAGE -> console().text("say.fsck.finding.damage", finding.file());
          case UNFINISHED -> console().text("say.fsck.finding.unfinished", finding.file());
        };
    return weight
        + finding.offset().map(at -> console().text("say.fsck.finding.offset", at)).orElse("")
        + finding.index().map(at -> console().text("say.fsck.finding.entry", at)).orElse("")
        + console().text("say.fsck.finding.what", words.of(finding.what()));
  }

  private static void fields(JsonOut out, FsckReport report) {
    out.flag("sound", report.isSound())
        .number("entries", report.entries())
        .number("segments", report.segments())
        .number("tiles", report.tiles())
        .number("blobs", report.blobs())
        .number("stateRows", report.stateRows())
        .text("stateDigest", report.stateDigest().hex());
    report
        .checkpoint()
        .ifPresentOrElse(
            checkpoint ->
                out.object(
                    "checkpoint",
                    fields ->
                        fields
                            .text("origin", checkpoint.origin())
                            .number("size", checkpoint.size())
                            .text("root", checkpoint.root().hex())),
            () -> out.none("checkpoint"));
    out.array("findings", report.findings(), LedgerFsck::finding);
  }

  private static void finding(JsonOut out, FsckReport.Finding finding) {
    out.text("weight", finding.weight().name().toLowerCase(Locale.ROOT))
        .text("file", finding.file().toString());
    finding
        .offset()
        .ifPresentOrElse(offset -> out.number("offset", offset), () -> out.none("offset"));
    finding.index().ifPresentOrElse(index -> out.number("index", index), () -> out.none("index"));
    out.text("what", finding.what());
  }
}
