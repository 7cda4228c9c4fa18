package twoseal.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.LongStream;
import twoseal.beacon.TestBeacon;
import twoseal.bundle.BundleBuilder;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.TlogProof;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contest;
import twoseal.draw.Drafts;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.Fixed;
import twoseal.draw.ListBlock;
import twoseal.draw.PublishList;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.drum.OverfillRule;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerOptions;
import twoseal.list.Label;
import twoseal.list.SharedProof;
import twoseal.machine.Command;
import twoseal.registry.RegistryCommand;

/** A rehearsal of one stage from start to bundle, on a ledger of its own whose clock is set. */
final class MadeDraw implements AutoCloseable {
  private static final String ORIGIN = "bench.twoseal.example/ledger";
  private static final PersonName ADMINISTRATOR = new PersonName("office", "admin");
  private static final PersonName NOTARY = new PersonName("office", "notary");
  private static final PersonName ORGANISER = new PersonName("shop", "organiser");
  private static final long START_S = 1_790_000_000;
  private static final long DELTA_S = 60;

  /** By how much the clock goes on with every command. */
  private static final long STEP_S = 1;

  private final MadeList list;
  private final long winners;
  private final AtomicLong nowMs = new AtomicLong(START_S * 1_000);
  private final Random seeds = new Random(1);
  private final Signer log = Signer.of(ORIGIN, bytes(32));
  private final Signer administrator = Signer.of(ADMINISTRATOR.toString(), bytes(32));
  private final Signer notary = Signer.of(NOTARY.toString(), bytes(32));
  private final Signer organiser = Signer.of(ORGANISER.toString(), bytes(32));
  private final TestBeacon beacon = new TestBeacon(secret(), START_S, 1);
  private final CaseNumber draw = new CaseNumber(DrawKind.REHEARSAL, 1);
  private final Engine engine;

  MadeDraw(Path folder, MadeList list, long winners) throws IOException {
    this.list = list;
    this.winners = winners;
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            START_S,
            "set",
            "client",
            ADMINISTRATOR.organisation(),
            "Office",
            Optional.empty(),
            ADMINISTRATOR,
            "Admin",
            administrator.key());
    engine =
        EmbeddedLedger.create(
            folder.resolve("data"),
            sign(genesis.text(header()), administrator).bytes(),
            log,
            nowMs::get,
            LedgerOptions.defaults());
  }

  /** Draws, and gives the bundle. */
  byte[] bundle() throws IOException {
    admit(NOTARY, Role.NOTARY, notary);
    enter(
        new RegistryCommand.AdmitOrganisation(ORGANISER.organisation(), "Shop", Optional.empty())
            .text(header()),
        administrator);
    admit(ORGANISER, Role.ORGANISER, organiser);
    enter(new DrawCommand.Announce(DrawKind.REHEARSAL, rules()).text(header()), organiser);
    enter(
        new PublishList(draw, 1, true, block(), Optional.empty(), 0, 0, 0, list.root().groups())
            .text(header()),
        organiser);
    seal();
    var press = look(file -> drafts(file).press(nowS() + DELTA_S + STEP_S));
    enter(press.text(header()), organiser, notary);
    nowMs.addAndGet(2 * DELTA_S * 1_000);
    var fixed = look(file -> Fixed.of(file, nowMs.get())).orElseThrow();
    var signature = Optional.of(beacon.signature(fixed.round().orElseThrow()));
    var contest = look(file -> drafts(file).contest(fixed, signature));
    enter(look(file -> drafts(file).result(contest, fixed, signature, 1)).text(header()), notary);
    enter(look(file -> drafts(file).complete()).text(header()), notary);
    return collect(contest);
  }

  @Override
  public void close() {
    engine.close();
  }

  private void admit(PersonName person, Role role, Signer key) {
    var admission =
        new RegistryCommand.AdmitPerson(
            person, person.toString(), role, key.key(), Optional.empty());
    enter(admission.text(header()), administrator, key);
  }

  private Rules rules() {
    var stage =
        new Stage(
            1,
            "Prize",
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            new StagePlaces.Seats(winners),
            0,
            OverfillRule.STOP,
            Optional.empty());
    return new Rules(
        "Bench",
        Optional.empty(),
        ORGANISER.organisation(),
        "prize-draw",
        Rules.BEACON,
        START_S,
        List.of(new Label("name")),
        "full",
        List.of(MadeList.LABEL),
        List.of(stage));
  }

  /** The file hash would take the whole list once more; without the list nobody can compare it. */
  private ListBlock block() {
    var root = list.root();
    return new ListBlock(
        root.digest(), root.entries(), root.weight(), Digest.ZERO, Optional.empty());
  }

  private void seal() {
    var seal =
        new Seal(
            draw,
            1,
            rules(),
            block(),
            look(file -> Seed.noteDigest(file.listText().orElseThrow())),
            Optional.empty(),
            List.of(),
            Optional.of(beacon.chain()),
            DELTA_S,
            0,
            nowS() + 3_600,
            0,
            0);
    enter(seal.text(header()), organiser, notary);
  }

  private byte[] collect(Contest contest) throws IOException {
    var note = engine.checkpoint();
    var size = Checkpoint.parse(note.text()).size();
    var bundle = new BundleBuilder(draw, note);
    // Everything on this ledger belongs to the draw or to the registry.
    for (var index = 0L; index < size; index++) {
      bundle.entry(
          engine.read(index).encode(), TlogProof.of(index, engine.prove(index, size), note));
    }
    var wanted = contest.stage(1).indices();
    Arrays.sort(wanted);
    if (wanted.length <= BundleBuilder.LINES_MAX) {
      var lines = LongStream.of(wanted).mapToObj(list::line).toList();
      bundle.last().group(lines, SharedProof.of(list, wanted));
    }
    return bundle.bytes();
  }

  private Drafts drafts(CaseFile file) {
    return new Drafts(file, engine.blobs());
  }

  private <T> T look(Function<CaseFile, T> question) {
    try (var state = engine.state()) {
      return question.apply(CaseFile.find(state, draw).orElseThrow());
    }
  }

  private void enter(String text, Signer... signers) {
    nowMs.addAndGet(STEP_S * 1_000);
    var receipt = engine.submit(sign(text, signers).bytes());
    if (!receipt.accepted()) {
      throw new IllegalStateException("refused: " + receipt.reason().orElseThrow());
    }
  }

  private static SignedNote sign(String text, Signer... signers) {
    var lines =
        Arrays.stream(signers)
            .map(signer -> signer.sign(text))
            .sorted(Comparator.comparing(line -> line, Command::compare))
            .toList();
    return new SignedNote(text, lines);
  }

  private Header header() {
    return new Header(Bytes.hex(bytes(16)), ORIGIN);
  }

  private long nowS() {
    return nowMs.get() / 1_000;
  }

  /** A small number: below the order of the curve's groups. */
  private static byte[] secret() {
    return Bytes.concat(new byte[24], Bytes.be64(7));
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    seeds.nextBytes(bytes);
    return bytes;
  }
}
