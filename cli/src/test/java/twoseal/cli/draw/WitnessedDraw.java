package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import twoseal.beacon.BeaconChain;
import twoseal.cli.Run;
import twoseal.core.Bytes;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.desk.Language;
import twoseal.desk.Texts;
import twoseal.desk.draw.BundleExport;
import twoseal.desk.draw.Desk;
import twoseal.desk.keys.KeyFile;
import twoseal.desk.note.FreshHeader;
import twoseal.desk.rules.RulesSource;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Drafts;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.Fixed;
import twoseal.draw.PublishList;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;
import twoseal.intake.ListSummary;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.LedgerReader;
import twoseal.registry.RegistryCommand;
import twoseal.witness.Keeper;
import twoseal.witness.LogSite;
import twoseal.witness.Warning;
import twoseal.witness.WatchedLog;
import twoseal.witness.WebServer;
import twoseal.witness.Witness;

/**
 * A draw on quicknet round 1000, which came and went in 2023, under a clock that stands then: the
 * ledger, its server and two witnesses, each with a folder of its own, talk over HTTP.
 */
final class WitnessedDraw implements AutoCloseable {
  static final CaseNumber DRAW = new CaseNumber(DrawKind.DRAW, 1);
  static final long MARGIN_S = 10;
  static final long DELTA_S = MARGIN_S + 60;
  private static final String ORIGIN = "town.example/ledger";
  private static final String PASSPHRASE = "correct horse battery";
  private static final long ROUND = 1_000;
  private static final byte[] SIGNATURE =
      Bytes.parseHex(
          "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
              + "e342b73a8dd2bacbe47e4b6b63ed5e39",
          48);
  private static final String RULES =
      """
      title: 年会抽奖
      organiser: maker
      purpose: prize-draw
      scheduled: 2023-08-23 16:00
      list:
        columns: [姓名, 手机号]
        identity: {手机号: phone}
        masking: {姓名: surname}
        weight-column: 权重
      stages:
        - {title: 一等奖, places: 2, alternates: 2}
      seal:
        press-by: 1h
        delta: 70s
        margin: 10s
        contributors: [court/dice committed]
      """;

  final Path folder;
  final AtomicLong nowMs = new AtomicLong((roundS() - 3_600) * 1_000);
  final List<Warning> warnings = new ArrayList<>();
  private final Random random = new Random(5);
  private final Signer log = Signer.of(ORIGIN, bytes());
  private final Signer administrator = Signer.of("office/admin", bytes());
  private final Signer notary = Signer.of("office/notary", bytes());
  private final Signer organiser = Signer.of("maker/boss", bytes());
  private final EmbeddedLedger ledger;
  private final LedgerReader reader;
  private final WebServer server;
  private final Desk desk;
  final List<KeyFile> witnessKeys = new ArrayList<>();
  final List<Witness> witnesses = new ArrayList<>();

  WitnessedDraw(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    var lines = new StringBuilder("姓名,手机号,权重\n");
    for (var i = 0; i < 20; i++) {
      lines.append("张").append((char) ('一' + i)).append(",100000000").append(10 + i);
      lines.append(',').append(1 + i % 3).append('\n');
    }
    Files.writeString(folder.resolve("entries.csv"), lines);
    run("list", "commit", at("entries.csv"), "--rules", at("rules.yaml"), "--out", at("list"));
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            nowMs.get() / 1_000,
            "system",
            "client",
            "office",
            "公证处",
            Optional.empty(),
            PersonName.parse("office/admin"),
            "Admin",
            administrator.key());
    var text = genesis.text(FreshHeader.of(ORIGIN));
    ledger =
        EmbeddedLedger.create(
            folder.resolve("ledger"),
            Desk.sign(text, List.of(administrator)).bytes(),
            log,
            nowMs::get,
            LedgerOptions.defaults());
    desk = new Desk(ledger);
    reader = LedgerReader.open(folder.resolve("ledger"));
    server = LogSite.serve(folder.resolve("ledger"), reader, anyPort(), (name, size) -> {});
    admit(notary, Role.NOTARY, Optional.empty());
    admit(organiser, Role.ORGANISER, Optional.empty());
    witness("court/w1");
    witness("guild/w2");
  }

  static long roundS() {
    return BeaconChain.QUICKNET.timeOf(ROUND);
  }

  /** Up to the seal, its list checked by the first witness. */
  WitnessedDraw sealed() throws Exception {
    var texts = Texts.of(Language.EN);
    var rules = new RulesSource(texts, System.err::println).read(folder.resolve("rules.yaml"));
    desk.enter(
        new DrawCommand.Announce(DrawKind.DRAW, rules.rules()).text(desk.header()), organiser);
    ListSummary summary;
    try (var files = ListFiles.open(folder.resolve("list"))) {
      summary = files.summary();
    }
    publish(summary);
    look();
    checkList();
    seal(rules.rules(), summary);
    return this;
  }

  /** First without the weights file, which the rules refuse, then with it ([WIT-6]). */
  private void publish(ListSummary summary) throws IOException {
    var list =
        new PublishList(
            DRAW,
            1,
            true,
            DrawList.block(summary),
            Optional.empty(),
            0,
            0,
            0,
            summary.root().groups());
    var early = Desk.sign(list.text(desk.header()), List.of(organiser));
    assertThat(ledger.submit(early.bytes()).reason()).contains("draw.list");
    ledger.blobs().put(Files.readAllBytes(new ListFolder(folder.resolve("list")).weights()));
    desk.enter(list.text(desk.header()), organiser);
  }

  /** The witness reads its own copy of the ledger, and the operator submits what it signed. */
  private void checkList() throws IOException {
    var hash = watched().hash();
    run(
        "draw",
        "check-list",
        "--draw",
        DRAW.toString(),
        "--public",
        at("list/list-public.csv"),
        "--keep",
        at("kept"),
        "--key",
        at("court-w1.p12"),
        "--data",
        at("court-w1/" + hash + "/ledger"),
        "--out",
        at("checked.note"),
        "--yes");
    var note = Files.readAllBytes(folder.resolve("checked.note"));
    assertThat(ledger.submit(note).reason()).isEmpty();
  }

  private void seal(Rules rules, ListSummary summary) {
    var note = desk.look(DRAW, file -> Seed.noteDigest(file.listText().orElseThrow()));
    var checked = desk.look(DRAW, CaseFile::checks);
    assertThat(checked).hasSize(1);
    var seal =
        new Seal(
            DRAW,
            1,
            rules,
            DrawList.block(summary),
            note,
            Optional.of(checked.getFirst()),
            List.of(),
            Optional.of(BeaconChain.QUICKNET),
            DELTA_S,
            MARGIN_S,
            roundS(),
            0,
            0);
    desk.enter(seal.text(desk.header()), organiser, notary);
  }

  /** The press, as late as it may be. */
  WitnessedDraw pressed() {
    nowMs.set((roundS() - DELTA_S) * 1_000);
    var press =
        desk.look(
            DRAW, file -> new Drafts(file, ledger.blobs()).press(nowMs.get() / 1_000 + DELTA_S));
    assertThat(press.round()).contains(ROUND);
    desk.enter(press.text(desk.header()), organiser, notary);
    return this;
  }

  /** From the round's time to the end. */
  WitnessedDraw completed() {
    nowMs.set((roundS() + 1) * 1_000);
    var fixed = desk.look(DRAW, file -> Fixed.of(file, nowMs.get())).orElseThrow();
    var contest =
        desk.look(
            DRAW, file -> new Drafts(file, ledger.blobs()).contest(fixed, Optional.of(SIGNATURE)));
    var result =
        desk.look(
            DRAW,
            file ->
                new Drafts(file, ledger.blobs()).result(contest, fixed, Optional.of(SIGNATURE), 1));
    desk.enter(result.text(desk.header()), notary);
    var complete = desk.look(DRAW, file -> new Drafts(file, ledger.blobs()).complete());
    desk.enter(complete.text(desk.header()), notary);
    return this;
  }

  /** All witnesses look, cosign and leave it with the log. */
  WitnessedDraw look() {
    witnesses.forEach(witness ->
        assertThat(witness.look())
            .allMatch(standing -> standing.outcome() == Witness.Outcome.WELL));
    return this;
  }

  /** One witness does. */
  WitnessedDraw look(int which) {
    assertThat(witnesses.get(which).look())
        .allMatch(standing -> standing.outcome() == Witness.Outcome.WELL);
    return this;
  }

  /** The proof, read from the folder as {@code draw bundle} does. */
  byte[] bundle() throws Exception {
    reader.refresh();
    var cosigned = CosignedCheckpoints.ofLedger(folder.resolve("ledger"));
    return new BundleExport(reader, DRAW, cosigned).bytes(Map.of(1, folder.resolve("list")));
  }

  /** A verifier's policy. */
  String policy(int quorum, String first, String second) {
    return String.join(
        "\n",
        "twoseal/policy/1",
        "log: " + log.key().format(),
        "organisers: 1",
        "organiser: " + organiser.key().format(),
        "notaries: 1",
        "notary: " + notary.key().format(),
        "chain: quicknet",
        "witnesses: 2",
        "witness: " + first + " " + witnesses.get(0).key().format(),
        "witness: " + second + " " + witnesses.get(1).key().format(),
        "quorum: " + quorum,
        "");
  }

  private void witness(String name) throws IOException {
    var file = folder.resolve(name.replace('/', '-') + ".p12");
    var keys = KeyFile.create(file, name, true, PASSPHRASE.toCharArray());
    admit(keys.signer(), Role.WITNESS, keys.cosigner());
    witnessKeys.add(keys);
    witnesses.add(
        Witness.open(
            folder.resolve(name.replace('/', '-')),
            keys.cosigner().orElseThrow(),
            List.of(watched()),
            nowMs::get,
            new Listener(),
            Duration.ofMinutes(1)));
  }

  private WatchedLog watched() {
    return new WatchedLog(ORIGIN, log.key(), true, Optional.of(server.uri()));
  }

  private void admit(Signer person, Role role, Optional<Signer> cosigner) {
    var name = PersonName.parse(person.key().name());
    if (!desk.look(s -> new twoseal.registry.Registry(s).hasOrganisation(name.organisation()))) {
      var organisation =
          new RegistryCommand.AdmitOrganisation(
              name.organisation(), name.organisation(), Optional.empty());
      desk.enter(organisation.text(desk.header()), administrator);
    }
    var admission =
        new RegistryCommand.AdmitPerson(
            name, "Somebody", role, person.key(), cosigner.map(Signer::key));
    desk.enter(admission.text(desk.header()), administrator, person);
  }

  private void run(String... args) {
    var run = new Run.Stage().environment("TWOSEAL_PASSPHRASE", PASSPHRASE).run(args);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private byte[] bytes() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  @Override
  public void close() {
    witnesses.forEach(Witness::close);
    server.close();
    reader.close();
    ledger.close();
  }

  private final class Listener implements Keeper {
    @Override
    public void warn(Warning warning) {
      warnings.add(warning);
    }

    @Override
    public void cosigned(String origin, long size, long timeS) {}

    @Override
    public void delivered(String origin, long size) {}

    @Override
    public void trouble(String origin, String why) {}
  }
}
