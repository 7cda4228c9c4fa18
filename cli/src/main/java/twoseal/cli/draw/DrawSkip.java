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
import twoseal.list.Label;

/** {@code draw skip}: marks an entry as found invalid since the seal. */
@Command(name = "skip")
public final class DrawSkip extends Task {
  @Option(names = "--group", required = true, paramLabel = "LABEL")
  private String group = "";

  @Option(names = "--number", required = true, paramLabel = "N")
  private long number;

  @Option(names = "--code", required = true, paramLabel = "CODE")
  private String code = "";

  @Option(names = "--reason", paramLabel = "HEX")
  private Optional<String> reason = Optional.empty();

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawSkip(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    return signatures.completeReading(
        console(),
        signatures.keys(console()),
        2,
        (ledger, header) ->
            new DrawCommand.Skip(
                    draw.number(),
                    draw.attempt(ledger),
                    number,
                    new Label(group),
                    code,
                    reason.map(Digest::ofHex))
                .text(header));
  }
}
