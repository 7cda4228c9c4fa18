package twoseal.cli.draw;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.desk.Complaint;
import twoseal.draw.CaseFile;
import twoseal.draw.DrawCommand;

/** {@code draw promote}: the next alternate takes a place that was given up. */
@Command(name = "promote")
public final class DrawPromote extends Task {
  @Option(names = "--stage", required = true, paramLabel = "ID")
  private int stage;

  @Option(names = "--for", required = true, paramLabel = "N")
  private long forOrder;

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawPromote(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    return signatures.completeReading(
        console(),
        signatures.keys(console()),
        2,
        (ledger, header) ->
            new DrawCommand.Promote(
                    draw.number(),
                    draw.attempt(ledger),
                    stage,
                    draw.look(ledger, this::next),
                    forOrder)
                .text(header));
  }

  /** The first alternate who waits. */
  private long next(CaseFile file) {
    var figures =
        file.result(stage)
            .orElseThrow(() -> Complaint.refused("complaint.draw.no-result", stage))
            .figures();
    for (var order = figures.winners() + 1;
        order <= figures.winners() + figures.alternates();
        order++) {
      if (file.gone(stage, order).isEmpty() && file.promotedFor(stage, order).isEmpty()) {
        return order;
      }
    }
    throw Complaint.refused("complaint.draw.no-alternate", stage);
  }
}
