package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import twoseal.beacon.BeaconChain;
import twoseal.cli.console.Console;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.draw.BundleExport;
import twoseal.desk.draw.Contribution;
import twoseal.desk.draw.Desk;
import twoseal.desk.draw.NamesFile;
import twoseal.desk.draw.Outcomes;
import twoseal.desk.draw.ResultFile;
import twoseal.desk.draw.RunFolder;
import twoseal.desk.note.FreshHeader;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contest;
import twoseal.draw.Contributor;
import twoseal.draw.Drafts;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.Fixed;
import twoseal.draw.PublishList;
import twoseal.draw.RevealTime;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.intake.ListFolder;
import twoseal.intake.ListSummary;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.SealSettings;
import twoseal.ledger.Clock;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerOptions;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand;

/**
 * A whole draw with local keys. Every step looks at what the ledger holds and does what is missing,
 * so that a run that was ended anywhere goes on where it was.
 */
final class LocalDraw {
  static final String ORIGIN = "local.twoseal.example/ledger";
  private static final PersonName ADMINISTRATOR = new PersonName("office", "administrator");
  private static final PersonName NOTARY = new PersonName("office", "notary");
  private static final long REHEARSAL_PERIOD_S = 1;
  private static final long REHEARSAL_PRESS_BY_S = 3_600;

  /** How long a rehearsed ceremony lets its secrets be opened, in seconds. */
  private static final long OPENING_S = 60;

  /** By how much the press is aimed later than delta, so that it arrives in time. */
  private static final long PRESS_SLACK_S = 2;

  /** A machine that was busy for longer is given more time at the next try. */
  private static final int PRESS_TRIES_MAX = 4;

  private static final String ROUND_MISSED = "draw.round";

  private final Console console;
  private final RunFolder folder;
  private final RulesFile rules;
  private final Pace pace;
  private final DrawKind kind;
  private final boolean isWitnessed;
  private final Story story;

  /**
   * How a run goes on.
   *
   * @param waitS seconds from the press to the round in a rehearsal
   * @param confirm asked before every act that binds; false ends the run
   * @param signature gets the signature of a round of a public beacon
   * @param organisation what an organisation is called, by its id
   */
  record Pace(
      long waitS,
      Function<String, Boolean> confirm,
      Function<Long, byte[]> signature,
      UnaryOperator<String> organisation) {}

  /**
   * A draw.
   *
   * @param isWitnessed whether a witness of this machine replays and cosigns it
   */
  LocalDraw(
      Console console,
      RunFolder folder,
      RulesFile rules,
      DrawKind kind,
      Pace pace,
      boolean isWitnessed) {
    this.console = console;
    this.folder = folder;
    this.rules = rules;
    this.kind = kind;
    this.pace = pace;
    this.isWitnessed = isWitnessed;
    this.story = new Story(console);
  }

  /**
   * Runs what is missing, to the bundle.
   *
   * @param list makes the list's folder from the entries, if it is not there yet
   */
  void run(ListStep list) throws IOException, InterruptedException {
    story.begins(rules.rules(), kind);
    var summary = list.take(folder.list());
    try (var engine = openLedger()) {
      var desk = new Desk(engine);
      admitPeople(desk);
      var draw = announce(desk);
      publish(desk, draw, summary);
      seal(desk, draw, summary);
      if (isCeremony()) {
        press(desk, draw);
        reveal(desk, draw);
      } else {
        reveal(desk, draw);
        press(desk, draw);
      }
      witness();
      drawStages(desk, draw);
      complete(desk, draw);
      witness();
      deliver(engine, draw);
    }
  }

  /** The witness catches up with the ledger; a run that it does not cosign goes on all the same. */
  private void witness() throws IOException {
    if (isWitnessed) {
      try (var witness = LocalWitness.open(folder)) {
        story.witnessed(LocalWitness.NAME, witness.look());
      }
    }
  }

  /** Makes the list's folder. */
  @FunctionalInterface
  interface ListStep {
    ListSummary take(Path folder) throws IOException, InterruptedException;
  }

  private Engine openLedger() throws IOException {
    var log = folder.signer(ORIGIN);
    if (Files.exists(folder.data())) {
      return EmbeddedLedger.open(folder.data(), log, Clock.system(), LedgerOptions.defaults());
    }
    var administrator = folder.signer(ADMINISTRATOR.toString());
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            nowS(),
            "system",
            "client",
            ADMINISTRATOR.organisation(),
            console.text("say.draw.office"),
            Optional.empty(),
            ADMINISTRATOR,
            console.text("say.draw.administrator"),
            administrator.key());
    var text = genesis.text(FreshHeader.of(ORIGIN));
    var note = Desk.sign(text, List.of(administrator));
    // Made beside its place: a run that is killed in the middle leaves no half ledger there.
    var unfinished = folder.unfinishedData();
    EmbeddedLedger.create(unfinished, note.bytes(), log, Clock.system(), LedgerOptions.defaults())
        .close();
    Files.move(unfinished, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    return EmbeddedLedger.open(folder.data(), log, Clock.system(), LedgerOptions.defaults());
  }

  private void admitPeople(Desk desk) throws IOException {
    admit(desk, NOTARY, Role.NOTARY, console.text("say.draw.notary"));
    admit(desk, organiser(), Role.ORGANISER, console.text("say.draw.organiser"));
    for (var contribution : rules.seal().contributors()) {
      admit(desk, contribution.person(), Role.CONTRIBUTOR, console.text("say.draw.contributor"));
    }
    if (isWitnessed) {
      admit(desk, LocalWitness.NAME, Role.WITNESS, console.text("say.draw.witness"));
    }
  }

  private void admit(Desk desk, PersonName person, Role role, String name) throws IOException {
    var administrator = folder.signer(ADMINISTRATOR.toString());
    if (!desk.look(state -> new Registry(state).hasOrganisation(person.organisation()))) {
      var organisation =
          new RegistryCommand.AdmitOrganisation(
              person.organisation(),
              pace.organisation().apply(person.organisation()),
              Optional.empty());
      desk.enter(organisation.text(desk.header()), administrator);
    }
    if (!desk.look(state -> new Registry(state).hasPerson(person))) {
      var keys = folder.keys(person.toString(), role == Role.WITNESS);
      var admission =
          new RegistryCommand.AdmitPerson(
              person, name, role, keys.signer().key(), keys.cosigner().map(Signer::key));
      desk.enter(admission.text(desk.header()), administrator, keys.signer());
    }
  }

  private CaseNumber announce(Desk desk) throws IOException {
    var draw = new CaseNumber(kind, 1);
    if (desk.look(state -> CaseFile.find(state, draw)).isEmpty()) {
      confirm("announce");
      var receipt =
          desk.enter(
              new DrawCommand.Announce(kind, rules.rules()).text(desk.header()), organiserKey());
      story.announced(draw, receipt);
    } else {
      story.goesOn(draw);
    }
    return draw;
  }

  private void publish(Desk desk, CaseNumber draw, ListSummary summary) throws IOException {
    if (desk.look(draw, CaseFile::list).isPresent()) {
      return;
    }
    if (summary.weights().isPresent()) {
      try (var file = Files.newInputStream(new ListFolder(folder.list()).weights())) {
        desk.engine().blobs().put(file);
      }
    }
    confirm("list");
    var command =
        new PublishList(
            draw,
            1,
            true,
            DrawList.block(summary),
            Optional.empty(),
            0,
            0,
            0,
            summary.root().groups());
    story.listed(summary, desk.enter(command.text(desk.header()), organiserKey()));
  }

  private void seal(Desk desk, CaseNumber draw, ListSummary summary) throws IOException {
    if (desk.look(draw, CaseFile::seal).isPresent()) {
      return;
    }
    var note = desk.look(draw, file -> Seed.noteDigest(file.listText().orElseThrow()));
    var settings = rules.seal();
    var isDraw = kind == DrawKind.DRAW;
    var seal =
        new Seal(
            draw,
            1,
            rules.rules(),
            DrawList.block(summary),
            note,
            Optional.empty(),
            contributors(draw),
            isCeremony() ? Optional.empty() : Optional.of(chain()),
            isDraw ? settings.deltaS() : rehearsedDeltaS(),
            isDraw ? settings.marginS() : 0,
            isDraw ? settings.pressBy().timeS(nowS()) : nowS() + REHEARSAL_PRESS_BY_S,
            isDraw ? settings.skipNoticeS() : 0,
            settings.skipsMax());
    confirm("seal");
    var text = seal.text(desk.header());
    var receipt = desk.enter(text, organiserKey(), folder.signer(NOTARY.toString()));
    story.sealed(seal, Seed.sealDigest(text), receipt);
  }

  /** In a ceremony nobody waits for its end once all is opened, and a busy machine needs some. */
  private long rehearsedDeltaS() {
    return isCeremony() ? Math.max(pace.waitS(), OPENING_S) : pace.waitS();
  }

  /** Commitments are made once; a run that goes on finds them in their files. */
  private List<Contributor> contributors(CaseNumber draw) throws IOException {
    var contributors = new ArrayList<Contributor>();
    for (var contribution : rules.seal().contributors()) {
      contributors.add(
          switch (contribution) {
            case SealSettings.Contribution.Committed(var person) ->
                new Contributor.Committed(
                    person,
                    contribution(draw, person).commitment(),
                    isCeremony() ? Optional.of(contributors.size() + 1) : Optional.empty());
            case SealSettings.Contribution.Live(var person, var value) ->
                new Contributor.Live(person, value);
          });
    }
    return contributors;
  }

  private Contribution contribution(CaseNumber draw, PersonName person) throws IOException {
    var file = folder.contribution(person.toString());
    if (!Files.exists(file)) {
      Contribution.fresh(draw, 1, person).write(file);
    }
    return Contribution.parse(Files.readString(file));
  }

  private void reveal(Desk desk, CaseNumber draw) throws IOException {
    for (var contributor : desk.look(draw, CaseFile::seal).orElseThrow().contributors()) {
      var revealed = desk.look(draw, file -> file.reveals().containsKey(contributor.person()));
      if (!revealed
          && contributor instanceof Contributor.Committed
          && desk.look(draw, LocalDraw::takesReveals)) {
        var reveal = contribution(draw, contributor.person()).reveal();
        var receipt =
            desk.enter(reveal.text(desk.header()), folder.signer(contributor.person().toString()));
        story.revealed(contributor.person(), receipt);
      }
    }
  }

  /** Too late, nothing can be revealed any more: the draw is decided without it. */
  private static boolean takesReveals(CaseFile file) {
    var nowMs = nowMs();
    return file.isCeremony()
        ? RevealTime.of(file, nowMs)
            .filter(time -> nowMs >= time.fromMs() && nowMs <= time.toMs())
            .isPresent()
        : Fixed.of(file, nowMs).isEmpty();
  }

  private void press(Desk desk, CaseNumber draw) throws IOException {
    if (desk.look(draw, file -> Fixed.of(file, nowMs())).isPresent()) {
      return;
    }
    confirm("press");
    var seal = desk.look(draw, CaseFile::seal).orElseThrow();
    // Opening keys takes longer than a round may be away: they are opened before it is chosen.
    var signers = List.of(organiserKey(), folder.signer(NOTARY.toString()));
    for (var tries = 1; ; tries++) {
      var slackS = PRESS_SLACK_S * tries;
      var command =
          desk.look(
              draw,
              file ->
                  new Drafts(file, desk.engine().blobs())
                      .press(Math.ceilDiv(nowMs(), 1_000) + seal.deltaS() + slackS));
      var receipt = desk.engine().submit(Desk.sign(command.text(desk.header()), signers).bytes());
      if (receipt.accepted()) {
        story.pressed(command, seal, receipt);
        return;
      }
      var reason = receipt.reason().orElseThrow();
      if (!reason.equals(ROUND_MISSED) || tries == PRESS_TRIES_MAX) {
        throw Complaint.refused("complaint.draw.refused", reason, receipt.position().index());
      }
    }
  }

  private void drawStages(Desk desk, CaseNumber draw) throws IOException, InterruptedException {
    var fixed = desk.look(draw, file -> Fixed.of(file, nowMs())).orElseThrow();
    var signature = signature(desk, draw, fixed);
    Contest contest =
        desk.look(draw, file -> new Drafts(file, desk.engine().blobs()).contest(fixed, signature));
    story.seeded(fixed, signature, contest.seed());
    var names = new NamesFile(new ListFolder(folder.list()).names());
    for (var stage = 1; stage <= rules.rules().stages().size(); stage++) {
      var next = stage;
      if (desk.look(draw, CaseFile::results) < stage) {
        var result =
            desk.look(
                draw,
                file ->
                    new Drafts(file, desk.engine().blobs())
                        .result(contest, fixed, signature, next));
        var receipt = desk.enter(result.text(desk.header()), folder.signer(NOTARY.toString()));
        story.drawn(contest.stage(stage), names, receipt);
      }
    }
  }

  /**
   * The round's signature: from the ledger if a stage has its result, else from the beacon, once it
   * is due. A ceremony has none.
   */
  private Optional<byte[]> signature(Desk desk, CaseNumber draw, Fixed fixed)
      throws IOException, InterruptedException {
    var known = desk.look(draw, Outcomes::signature);
    if (known.isPresent()) {
      return known;
    }
    var sealed = desk.look(draw, CaseFile::seal).orElseThrow();
    story.waits(fixed, sealed.chain().filter(BeaconChain::isTest).isPresent());
    if (fixed.round().isEmpty()) {
      return Optional.empty();
    }
    var round = fixed.round().get();
    var chain = desk.look(draw, CaseFile::seal).orElseThrow().chain().orElseThrow();
    return Optional.of(
        chain.isTest()
            ? folder.beacon(chain.genesisTimeS(), chain.periodS()).signature(round)
            : pace.signature().apply(round));
  }

  private void complete(Desk desk, CaseNumber draw) throws IOException {
    if (!desk.look(draw, CaseFile::isComplete)) {
      var complete = desk.look(draw, file -> new Drafts(file, desk.engine().blobs()).complete());
      story.completed(desk.enter(complete.text(desk.header()), folder.signer(NOTARY.toString())));
    }
  }

  private void deliver(Engine engine, CaseNumber draw) throws IOException, InterruptedException {
    var lists = Map.of(1, folder.list());
    var cosigned = CosignedCheckpoints.ofLedger(folder.data());
    var bundle = new BundleExport(engine, draw, cosigned).bytes(lists);
    BundleExport.write(folder.bundle(), bundle);
    new ResultFile(engine, draw, lists).write(folder.result());
    var files = new ListFolder(folder.list());
    if (!Files.exists(folder.publicList())) {
      Files.copy(files.publicLines(), folder.publicList(), StandardCopyOption.REPLACE_EXISTING);
    }
    story.delivered(folder, Digest.sha256(bundle));
  }

  private boolean isCeremony() {
    return rules.rules().entropy().equals(Rules.CEREMONY);
  }

  private BeaconChain chain() throws IOException {
    if (kind == DrawKind.DRAW) {
      return BeaconChain.QUICKNET;
    }
    // A period of one second, from the start of the year 2026: any time this is run is later.
    return folder.beacon(Fields.parseTime("2026-01-01T00:00:00Z"), REHEARSAL_PERIOD_S).chain();
  }

  private PersonName organiser() {
    return new PersonName(rules.rules().organiser(), "organiser");
  }

  private Signer organiserKey() throws IOException {
    return folder.signer(organiser().toString());
  }

  private void confirm(String step) {
    if (!pace.confirm().apply(step)) {
      throw Complaint.refused("complaint.draw.stopped", story.step(step));
    }
  }

  private static long nowS() {
    return nowMs() / 1_000;
  }

  private static long nowMs() {
    return Clock.system().nowMs();
  }
}
