package twoseal.cli.draw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.desk.Complaint;
import twoseal.desk.draw.Contribution;
import twoseal.desk.draw.PaperCopy;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;
import twoseal.ledger.LedgerView;

/**
 * {@code draw reveal}: enters a contributor's value that was read in public: dice, stopped digits,
 * or the paper from an envelope. Contributors with a file use {@code contribute reveal}.
 */
@Command(name = "reveal")
public final class DrawReveal extends Task {
  private static final int PAPER_BYTES_MAX = 64 * 1024;
  private static final Path STANDARD_INPUT = Path.of("-");

  @Option(names = "--contributor", paramLabel = "PERSON")
  private Optional<String> contributor = Optional.empty();

  @Option(names = "--value", paramLabel = "HEX")
  private Optional<String> value = Optional.empty();

  @Option(names = "--nonce", paramLabel = "HEX")
  private Optional<String> nonce = Optional.empty();

  @Option(names = "--paper", paramLabel = "FILE")
  private Optional<Path> paper = Optional.empty();

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawReveal(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    if (paper.isPresent() == (contributor.isPresent() && value.isPresent())) {
      throw Complaint.usage("complaint.draw.reveal-what");
    }
    var keys = signatures.keys(console());
    if (paper.isPresent()) {
      var reveal = typed(paper.get()).reveal();
      if (!reveal.draw().equals(draw.number())) {
        throw Complaint.input("complaint.paper.other-draw", reveal.draw(), draw.number());
      }
      return signatures.complete(console(), keys, header -> reveal.text(header));
    }
    // Which attempt it is only the ledger knows, if it is not said.
    return signatures.ledger().isNamed()
        ? signatures.completeReading(
            console(), keys, 1, (ledger, header) -> spokenIn(ledger).text(header))
        : signatures.complete(
            console(), keys, header -> spoken(draw.attemptOrFirst()).text(header));
  }

  /** The seal says who contributes; before there is one the rules refuse a reveal. */
  private DrawCommand.Reveal spokenIn(LedgerView ledger) {
    var contributors =
        draw.look(
            ledger,
            file ->
                file.seal().stream()
                    .flatMap(seal -> seal.contributors().stream())
                    .map(each -> each.person().toString())
                    .toList());
    var typed = contributor.orElseThrow();
    if (!contributors.isEmpty() && !contributors.contains(typed)) {
      throw Complaint.input(
          "complaint.draw.no-contributor", typed, draw.number(), String.join(", ", contributors));
    }
    return spoken(draw.attempt(ledger));
  }

  private DrawCommand.Reveal spoken(int attempt) {
    return new DrawCommand.Reveal(
        draw.number(),
        attempt,
        person(contributor.orElseThrow()),
        Bytes.hex(Contributor.requireValue(value.orElseThrow(), 1)),
        nonce.map(hex -> Bytes.hex(Bytes.parseHex(hex, Contributor.NONCE_BYTES))));
  }

  private PersonName person(String typed) {
    try {
      return PersonName.parse(typed);
    } catch (MalformedException noName) {
      throw Complaint.input("complaint.draw.contributor-name", typed, draw.number())
          .because(noName);
    }
  }

  private Contribution typed(Path file) throws IOException {
    try (InputStream in =
        file.equals(STANDARD_INPUT) ? console().in() : Files.newInputStream(file)) {
      return PaperCopy.parse(Bytes.parseUtf8(in.readNBytes(PAPER_BYTES_MAX)));
    } catch (MalformedException notText) {
      throw Complaint.input("complaint.paper.typing", notText.expected()).because(notText);
    }
  }
}
