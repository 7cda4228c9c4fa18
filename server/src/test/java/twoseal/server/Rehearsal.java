package twoseal.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import twoseal.beacon.TestBeacon;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.desk.draw.Desk;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contributor;
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
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeProgress;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListFolder;
import twoseal.intake.ListIntake;
import twoseal.intake.ListMapping;
import twoseal.intake.ListSource;
import twoseal.intake.ListSummary;
import twoseal.intake.PrivateList;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.Receipt;
import twoseal.list.Label;
import twoseal.registry.RegistryCommand;
import twoseal.server.view.CodeIndex;

/** A rehearsal of two stages on a ledger of its own whose clock is set, step by step. */
final class Rehearsal {
  static final CaseNumber DRAW = new CaseNumber(DrawKind.REHEARSAL, 1);
  static final int ENTRIES = 300;
  static final char[] PASSPHRASE = "eine lange Phrase".toCharArray();

  private static final Label GROUP = new Label("全体");
  private static final String ORIGIN = "server.twoseal.example/ledger";
  private static final PersonName ADMINISTRATOR = new PersonName("office", "admin");
  private static final PersonName NOTARY = new PersonName("office", "notary");
  private static final PersonName ORGANISER = new PersonName("shop", "organiser");
  private static final PersonName MAKER = new PersonName("shop", "maker");
  private static final PersonName WATCHER = new PersonName("shop", "watcher");
  private static final long START_S = 1_790_000_000;
  private static final long DELTA_S = 10;

  final Path data;
  final AtomicLong nowMs = new AtomicLong(START_S * 1_000);
  private final Random seeds = new Random(1);
  private final Signer log = Signer.of(ORIGIN, bytes(32));
  private final Signer administrator = Signer.of(ADMINISTRATOR.toString(), bytes(32));
  private final Signer notary = Signer.of(NOTARY.toString(), bytes(32));
  private final Signer organiser = Signer.of(ORGANISER.toString(), bytes(32));
  private final Signer maker = Signer.of(MAKER.toString(), bytes(32));
  private final byte[] value = bytes(32);
  private final byte[] nonce = bytes(32);
  private final TestBeacon beacon = new TestBeacon(secret(), START_S, 1);
  private EmbeddedLedger engine;

  Rehearsal(Path data) {
    this.data = data;
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            START_S,
            "set",
            "client",
            ADMINISTRATOR.organisation(),
            "公证处",
            Optional.of("Office"),
            ADMINISTRATOR,
            "管理员",
            administrator.key());
    engine =
        EmbeddedLedger.create(
            data.resolve("ledger"),
            Desk.sign(genesis.text(header()), List.of(administrator)).bytes(),
            log,
            nowMs::get,
            LedgerOptions.defaults());
  }

  EmbeddedLedger engine() {
    return engine;
  }

  /** Opens the ledger again, as after the end of a process. */
  void reopen() {
    engine.close();
    engine = EmbeddedLedger.open(data.resolve("ledger"), log, nowMs::get, LedgerOptions.defaults());
  }

  /** From the registry to the end of the draw. */
  Rehearsal complete() throws Exception {
    announced();
    listed();
    sealed();
    revealed();
    pressed();
    drawn();
    return this;
  }

  void announced() {
    admit(NOTARY, "公证员", Role.NOTARY, notary);
    enter(
        new RegistryCommand.AdmitOrganisation(ORGANISER.organisation(), "商场", Optional.of("Shop"))
            .text(header()),
        administrator);
    admit(ORGANISER, "组织者", Role.ORGANISER, organiser);
    admit(MAKER, "贡献者", Role.CONTRIBUTOR, maker);
    enter(new DrawCommand.Announce(DrawKind.REHEARSAL, rules()).text(header()), organiser);
  }

  void listed() throws Exception {
    var summary = take();
    enter(
        new PublishList(
                DRAW, 1, true, block(summary), Optional.empty(), 0, 0, 0, summary.root().groups())
            .text(header()),
        organiser);
  }

  void sealed() {
    var list = look(file -> file.list().orElseThrow());
    var seal =
        new Seal(
            DRAW,
            1,
            rules(),
            list.list(),
            look(file -> Seed.noteDigest(file.listText().orElseThrow())),
            Optional.empty(),
            List.of(
                new Contributor.Committed(
                    MAKER, Contributor.commitment(DRAW, 1, MAKER, value, nonce), Optional.of(7))),
            Optional.of(beacon.chain()),
            DELTA_S,
            0,
            nowS() + 3_600,
            0,
            10);
    enter(seal.text(header()), organiser, notary);
  }

  void revealed() {
    enter(
        new DrawCommand.Reveal(DRAW, 1, MAKER, Bytes.hex(value), Optional.of(Bytes.hex(nonce)))
            .text(header()),
        maker);
  }

  Receipt skipped(long number) {
    return enter(
        new DrawCommand.Skip(DRAW, 1, number, GROUP, "duplicate", Optional.empty()).text(header()),
        organiser,
        notary);
  }

  void pressed() {
    var press = look(file -> new Drafts(file, engine.blobs()).press(nowS() + DELTA_S + 2));
    enter(press.text(header()), organiser, notary);
  }

  void drawn() {
    nowMs.addAndGet(2 * DELTA_S * 1_000);
    for (var stage = 1; stage <= 2; stage++) {
      var at = stage;
      enter(
          look(
                  file -> {
                    var drafts = new Drafts(file, engine.blobs());
                    var fixed = Fixed.of(file, nowMs.get()).orElseThrow();
                    var signature = Optional.of(beacon.signature(fixed.round().orElseThrow()));
                    return drafts.result(drafts.contest(fixed, signature), fixed, signature, at);
                  })
              .text(header()),
          notary);
    }
    enter(look(file -> new Drafts(file, engine.blobs()).complete()).text(header()), notary);
  }

  Receipt declined(long order) {
    return enter(
        new DrawCommand.GiveUp(false, DRAW, 1, 1, order, "declined", Optional.empty())
            .text(header()),
        organiser,
        notary);
  }

  Receipt remarked(String words) {
    return enter(
        new RegistryCommand.Remark(Optional.of(DRAW.toString()), Optional.empty(), words)
            .text(header()),
        notary);
  }

  /** Admits a witness, which has cosigned nothing yet. */
  void watched() {
    admit(WATCHER, "见证人", Role.WITNESS, Signer.of(WATCHER.toString(), bytes(32)));
  }

  /** The witness cosigns the ledger as it is, and leaves that with the log. */
  void cosigned() {
    var checkpoint = engine.checkpoint();
    var cosigner = Signer.cosigner(WATCHER.toString(), bytes(32));
    var line = cosigner.cosign(Checkpoint.parse(checkpoint.text()), nowS());
    CosignedCheckpoints.ofLedger(data.resolve("ledger"))
        .add(new SignedNote(checkpoint.text(), List.of(checkpoint.signatures().getFirst(), line)));
  }

  /** The folder of the list. */
  Path list() {
    return data.resolve("server/lists").resolve(DRAW.toString()).resolve("l1").resolve("list");
  }

  private ListSummary take() throws IOException, InterruptedException {
    var folder = list();
    Files.createDirectories(folder);
    var csv = new StringBuilder("姓名,证件号码\n");
    for (var i = 1; i <= ENTRIES; i++) {
      csv.append("王").append(i).append(",X").append(10_000_000 + i).append('\n');
    }
    var options = IntakeOptions.toFolder(folder, PASSPHRASE).withIterations(1_000).withSync(false);
    var taken =
        new ListIntake(
                ListSource.ofStream(new ByteArrayInputStream(Bytes.utf8(csv.toString()))),
                ListMapping.automatic(GROUP, Set.of()),
                options,
                IntakeProgress.none())
            .run();
    if (!(taken instanceof IntakeResult.Taken(var summary))) {
      throw new IllegalStateException("the list was refused: " + taken);
    }
    var files = new ListFolder(folder);
    CodeIndex.write(files, PrivateList.open(files, PASSPHRASE), summary.root());
    return summary;
  }

  private static ListBlock block(ListSummary summary) {
    var root = summary.root();
    return new ListBlock(
        root.digest(),
        root.entries(),
        root.weight(),
        summary.fileHash().orElseThrow(),
        summary.weights());
  }

  private void admit(PersonName person, String name, Role role, Signer key) {
    enter(
        new RegistryCommand.AdmitPerson(person, name, role, key.key(), Optional.empty())
            .text(header()),
        administrator,
        key);
  }

  private static Rules rules() {
    var stages = new ArrayList<Stage>();
    for (var id = 1; id <= 2; id++) {
      stages.add(
          new Stage(
              id,
              "第" + id + "轮",
              Optional.of("Stage " + id),
              List.of(),
              List.of(),
              id == 1 ? List.of() : List.of(1),
              new StagePlaces.Seats(5),
              3,
              OverfillRule.OVERFILL,
              Optional.empty()));
    }
    return new Rules(
        "年会抽奖",
        Optional.of("Prize draw"),
        ORGANISER.organisation(),
        "prize-draw",
        Rules.BEACON,
        START_S,
        List.of(new Label("姓名"), new Label("证件号码")),
        "surname",
        List.of(GROUP),
        stages);
  }

  private Receipt enter(String text, Signer... signers) {
    nowMs.addAndGet(1_000);
    return new Desk(engine).enter(text, signers);
  }

  private <T> T look(Function<CaseFile, T> question) {
    return Desk.look(engine, DRAW, question);
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
    return Arrays.copyOf(bytes, count);
  }
}
