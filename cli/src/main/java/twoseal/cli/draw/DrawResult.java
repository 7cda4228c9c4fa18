package twoseal.cli.draw;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.beacon.BeaconChain;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.beacon.Relays;
import twoseal.desk.draw.Desk;
import twoseal.desk.draw.Outcomes;
import twoseal.desk.keys.KeyFile;
import twoseal.draw.CaseFile;
import twoseal.draw.Drafts;
import twoseal.draw.Fixed;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;

/**
 * {@code draw result}: enters the result of every stage that has none, and the end. Anybody with a
 * key may: the rules compute it again.
 */
@Command(name = "result")
public final class DrawResult extends Task {
  private static final int SIGNATURE_BYTES = 48;

  @Option(names = "--signature", paramLabel = "HEX")
  private Optional<String> signature = Optional.empty();

  @Option(names = "--relay", paramLabel = "URL", arity = "1..*")
  private List<URI> relays = List.of();

  @Option(names = "--key", required = true, paramLabel = "FILE")
  private Path keyFile = Path.of("");

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Passphrases passphrases = new Passphrases();
  @Mixin private LedgerFolder ledger = new LedgerFolder();

  public DrawResult(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var signer = KeyFile.open(keyFile, passphrases.existing(console(), keyFile)).signer();
    try (var engine = ledger.open(console())) {
      if (draw.look(engine, CaseFile::isComplete)) {
        console().say("say.draw.complete-already", draw.number());
        return Exit.OK;
      }
      var fixed =
          draw.look(engine, this::fixed)
              .orElseThrow(() -> Complaint.refused("complaint.draw.not-fixed", draw.number()));
      enter(engine, fixed, signature(engine, fixed), signer);
    }
    return Exit.OK;
  }

  private Optional<Fixed> fixed(CaseFile file) {
    if (file.seal().isEmpty()) {
      throw Complaint.refused("complaint.draw.no-seal", draw.number());
    }
    return Fixed.of(file, Clock.system().nowMs());
  }

  private void enter(Engine engine, Fixed fixed, Optional<byte[]> known, Signer signer)
      throws IOException {
    var desk = new Desk(engine);
    var contest = draw.look(engine, file -> new Drafts(file, engine.blobs()).contest(fixed, known));
    var stages = draw.look(engine, file -> file.announcement().rules().stages().size());
    for (var done = draw.look(engine, CaseFile::results); done < stages; done++) {
      var stage = done + 1;
      var result =
          draw.look(
              engine,
              file -> new Drafts(file, engine.blobs()).result(contest, fixed, known, stage));
      var receipt = desk.enter(result.text(desk.header()), signer);
      console()
          .say(
              "say.draw.stage-entered",
              stage,
              result.figures().winners(),
              result.figures().alternates(),
              receipt.position().index());
    }
    if (!draw.look(engine, CaseFile::isComplete)) {
      var complete = draw.look(engine, file -> new Drafts(file, engine.blobs()).complete());
      var receipt = desk.enter(complete.text(desk.header()), signer);
      console().say("say.draw.complete-entered", receipt.position().index());
    }
  }

  /** The round's signature; none in a ceremony. */
  private Optional<byte[]> signature(Engine engine, Fixed fixed) {
    var entered = draw.look(engine, Outcomes::signature);
    if (entered.isPresent()) {
      return entered;
    }
    if (fixed.round().isEmpty()) {
      requireDue(fixed, "complaint.draw.not-opened", draw.number());
      return Optional.empty();
    }
    if (signature.isPresent()) {
      try {
        return Optional.of(Bytes.parseHex(signature.get(), SIGNATURE_BYTES));
      } catch (MalformedException malformed) {
        throw Complaint.usage("complaint.draw.signature").because(malformed);
      }
    }
    requireDue(fixed, "complaint.draw.early", fixed.round().get());
    var chain = draw.look(engine, CaseFile::seal).orElseThrow().chain().orElseThrow();
    return Optional.of(Relays.fetch(chain, fixed.round().get(), from(chain)));
  }

  private static void requireDue(Fixed fixed, String complaint, Object what) {
    var due = Instant.ofEpochMilli(fixed.dueMs());
    if (due.isAfter(Instant.now())) {
      throw Complaint.refused(complaint, what, due);
    }
  }

  private List<URI> from(BeaconChain chain) {
    if (relays.isEmpty() && chain.isTest()) {
      throw Complaint.usage("complaint.draw.test-relay");
    }
    return relays.isEmpty() ? Relays.PUBLIC : relays;
  }
}
