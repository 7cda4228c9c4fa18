package twoseal.cli.draw;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Bytes;
import twoseal.core.PersonName;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;

/**
 * {@code draw reveal}: enters a contributor's value that was read in public: dice, stopped digits,
 * or the paper from an envelope. Contributors with a file use {@code contribute reveal}.
 */
@Command(name = "reveal")
public final class DrawReveal extends Task {
  @Option(names = "--contributor", required = true, paramLabel = "PERSON")
  private String contributor = "";

  @Option(names = "--value", required = true, paramLabel = "HEX")
  private String value = "";

  @Option(names = "--nonce", paramLabel = "HEX")
  private Optional<String> nonce = Optional.empty();

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawReveal(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    return signatures.complete(
        console(),
        signatures.keys(console()),
        header ->
            new DrawCommand.Reveal(
                    draw.number(),
                    1,
                    PersonName.parse(contributor),
                    Bytes.hex(Contributor.requireValue(value, 1)),
                    nonce.map(hex -> Bytes.hex(Bytes.parseHex(hex, Contributor.NONCE_BYTES))))
                .text(header));
  }
}
