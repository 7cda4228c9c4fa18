package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.draw.Contribution;
import twoseal.draw.Contributor;
import twoseal.draw.Dice;

/**
 * {@code contribute commit}: a contributor's secret and the commitment to it, made on the
 * contributor's own machine.
 */
@Command(name = "commit")
public final class ContributeCommit extends Task {
  @Option(names = "--as", required = true, paramLabel = "PERSON")
  private String contributor = "";

  @Option(names = "--value", paramLabel = "HEX")
  private Optional<String> value = Optional.empty();

  @Option(names = "--dice", paramLabel = "THROWS")
  private Optional<String> dice = Optional.empty();

  @Option(names = "--nonce-dice", paramLabel = "THROWS")
  private Optional<String> nonceDice = Optional.empty();

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out = Path.of("");

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Json json = new Json();

  public ContributeCommit(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var contribution = contribution();
    contribution.write(out);
    var commitment = contribution.commitment().hex();
    if (json.asked()) {
      console()
          .json(fields ->
              fields
                  .text("draw", draw.number().toString())
                  .number("attempt", draw.attemptOrFirst())
                  .text("contributor", contributor)
                  .text("commitment", commitment)
                  .text("file", out.toString()));
    } else {
      console().line(contributor + "=" + commitment);
      console().hint("say.contribute.committed", out);
    }
    return Exit.OK;
  }

  private Contribution contribution() {
    if (value.isPresent() && dice.isPresent()) {
      throw Complaint.usage("complaint.contribute.value-and-dice");
    }
    var person = person();
    try {
      var given =
          value
              .map(hex -> Contributor.requireValue(hex, Contributor.VALUE_BYTES_MIN))
              .or(() -> dice.map(ContributeCommit::thrown).map(Dice::value));
      return new Contribution(
          draw.number(),
          draw.attemptOrFirst(),
          person,
          Bytes.hex(given.orElseGet(Contribution::freshValue)),
          Bytes.hex(
              nonceDice
                  .map(ContributeCommit::thrown)
                  .map(Dice::nonce)
                  .orElseGet(Contribution::freshNonce)));
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.contribute.value", malformed.expected()).because(malformed);
    }
  }

  private PersonName person() {
    try {
      return PersonName.parse(contributor);
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.key-name", contributor).because(malformed);
    }
  }

  /** Throws are typed in groups, as people count them. */
  private static String thrown(String typed) {
    return typed.replace(" ", "");
  }
}
