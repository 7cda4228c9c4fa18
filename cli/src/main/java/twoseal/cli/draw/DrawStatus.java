package twoseal.cli.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Exit;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.core.State;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawKind;
import twoseal.draw.Seed;

/** {@code draw status}: every case of a ledger and how far it is: the public register. */
@Command(name = "status")
public final class DrawStatus extends Task {
  @Option(names = "--draw", paramLabel = "CASE")
  private Optional<String> only = Optional.empty();

  @Mixin private LedgerFolder ledger = new LedgerFolder();
  @Mixin private Json json = new Json();

  public DrawStatus(Console console) {
    super(console);
  }

  /** A case in a line. */
  private record Line(String draw, String title, String step, String fingerprint) {}

  @Override
  public Integer call() {
    try (var reader = ledger.read()) {
      var lines = Desk.look(reader, this::lines);
      if (json.asked()) {
        console()
            .json(out ->
                out.array(
                    "draws",
                    lines,
                    (fields, line) ->
                        fields
                            .text("draw", line.draw())
                            .text("title", line.title())
                            .text("step", line.step())
                            .text("fingerprint", line.fingerprint())));
      } else if (lines.isEmpty()) {
        console().say("say.draw.none");
      } else {
        lines.forEach(line ->
            console()
                .line(
                    line.draw()
                        + "  "
                        + word(line.step())
                        + "  "
                        + line.title()
                        + "  "
                        + line.fingerprint()));
      }
    }
    return Exit.OK;
  }

  private List<Line> lines(State state) {
    var lines = new ArrayList<Line>();
    for (var kind : DrawKind.values()) {
      for (var n = 1L; n <= CaseFile.count(state, kind); n++) {
        var number = new CaseNumber(kind, n);
        if (only.isEmpty() || only.get().equals(number.toString())) {
          CaseFile.find(state, number).ifPresent(file -> lines.add(line(file)));
        }
      }
    }
    return lines;
  }

  private static Line line(CaseFile file) {
    var fingerprint =
        file.sealText().map(text -> Story.fingerprint(Seed.sealDigest(text))).orElse("-");
    return new Line(
        file.number().toString(), file.announcement().rules().title(), step(file), fingerprint);
  }

  private static String step(CaseFile file) {
    if (file.isComplete()) {
      return "complete";
    }
    if (file.results() > 0) {
      return "drawing";
    }
    if (file.press().isPresent()) {
      return "pressed";
    }
    if (file.sealText().isPresent()) {
      return "sealed";
    }
    return file.listText().isPresent() ? "listed" : "announced";
  }

  private String word(String step) {
    return switch (step) {
      case "complete" -> console().text("say.step.complete");
      case "drawing" -> console().text("say.step.drawing");
      case "pressed" -> console().text("say.step.pressed");
      case "sealed" -> console().text("say.step.sealed");
      case "listed" -> console().text("say.step.listed");
      default -> console().text("say.step.announced");
    };
  }
}
