package twoseal.cli.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.core.State;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.draw.AttemptState;
import twoseal.desk.draw.Desk;
import twoseal.desk.draw.Fingerprint;
import twoseal.desk.draw.Register;
import twoseal.draw.CaseFile;
import twoseal.ledger.Clock;

/** {@code draw status}: every attempt of every case and how far it is, a line each. */
@Command(name = "status")
public final class DrawStatus extends Task {
  @Option(names = "--draw", paramLabel = "CASE")
  private Optional<String> only = Optional.empty();

  @Mixin private LedgerFolder ledger = new LedgerFolder();
  @Mixin private Json json = new Json();

  public DrawStatus(Console console) {
    super(console);
  }

  /** An attempt in a line. */
  private record Line(
      String draw, int attempt, String title, AttemptState state, String fingerprint) {}

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
                            .number("attempt", line.attempt())
                            .text("title", line.title())
                            .text("step", line.state().word())
                            .text("fingerprint", line.fingerprint())));
      } else if (lines.isEmpty()) {
        console().say("say.draw.none");
      } else {
        lines.forEach(line ->
            console()
                .line(
                    line.draw()
                        + "  "
                        + console().text("say.register.attempt-short", line.attempt())
                        + "  "
                        + line.state().text(console().texts())
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
    var numbers = only.map(draw -> List.of(DrawOption.number(draw)));
    for (var number : numbers.orElseGet(() -> Register.numbers(state))) {
      var current =
          CaseFile.find(state, number)
              .orElseThrow(() -> Complaint.input("complaint.draw.unknown", number));
      for (var k = 1; k <= current.attempts(); k++) {
        lines.add(line(current.at(k).orElseThrow()));
      }
    }
    return lines;
  }

  private static Line line(CaseFile file) {
    return new Line(
        file.number().toString(),
        file.attempt(),
        file.announcement().rules().title(),
        AttemptState.of(file, Clock.system().nowMs()),
        Fingerprint.of(file).orElse("-"));
  }
}
