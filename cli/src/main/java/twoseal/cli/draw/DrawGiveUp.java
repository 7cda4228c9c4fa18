package twoseal.cli.draw;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Digest;
import twoseal.draw.DrawCommand;

/** {@code draw decline} and {@code draw disqualify}: a place or rank is given up. */
public abstract class DrawGiveUp extends Task {
  private final boolean isDisqualified;

  @Option(names = "--stage", required = true, paramLabel = "ID")
  private int stage;

  @Option(names = "--order", required = true, paramLabel = "N")
  private long order;

  @Option(names = "--code", paramLabel = "CODE")
  private Optional<String> code = Optional.empty();

  @Option(names = "--reason", paramLabel = "HEX")
  private Optional<String> reason = Optional.empty();

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  private DrawGiveUp(Console console, boolean isDisqualified) {
    super(console);
    this.isDisqualified = isDisqualified;
  }

  /** {@code draw decline}. */
  @Command(name = "decline")
  public static final class Decline extends DrawGiveUp {
    public Decline(Console console) {
      super(console, false);
    }
  }

  /** {@code draw disqualify}. */
  @Command(name = "disqualify")
  public static final class Disqualify extends DrawGiveUp {
    public Disqualify(Console console) {
      super(console, true);
    }
  }

  @Override
  public Integer call() throws IOException {
    return signatures.completeReading(
        console(),
        signatures.keys(console()),
        2,
        (ledger, header) ->
            new DrawCommand.GiveUp(
                    isDisqualified,
                    draw.number(),
                    draw.attempt(ledger),
                    stage,
                    order,
                    code.orElse(isDisqualified ? "ineligible" : "declined"),
                    reason.map(Digest::ofHex))
                .text(header));
  }
}
