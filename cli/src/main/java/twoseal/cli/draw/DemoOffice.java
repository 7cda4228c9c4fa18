package twoseal.cli.draw;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import twoseal.cli.console.Console;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.desk.NewFile;
import twoseal.desk.draw.Contribution;
import twoseal.desk.draw.Desk;
import twoseal.desk.draw.RunFolder;
import twoseal.desk.keys.KeyFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawKind;
import twoseal.intake.ListFolder;
import twoseal.ledger.Clock;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand;
import twoseal.server.DataFolder;
import twoseal.server.Server;
import twoseal.server.Settings;
import twoseal.server.act.Act;
import twoseal.server.act.Acts;
import twoseal.server.act.NewAct;
import twoseal.server.auth.DemoSignIn;
import twoseal.server.http.Caller;
import twoseal.server.http.JsonText;
import twoseal.server.list.Commitments;
import twoseal.server.list.NewList;
import twoseal.server.list.Preparations;
import twoseal.server.list.Uploads;

/**
 * The service behind a demonstration. It goes on with the ledger of the story that was just told;
 * everybody of the story has an account, and a second rehearsal is sealed and waits to be pressed,
 * so that whoever looks can be the organiser, the notary and the audience of a draw.
 */
final class DemoOffice implements AutoCloseable {
  /** Password and passphrase of everybody; said aloud, for it opens nothing but a demonstration. */
  private static final String PASSWORD = "two-seals-demo";

  private static final PersonName ORGANISER = new PersonName("xinglan", "organiser");
  private static final PersonName NOTARY = new PersonName("office", "notary");
  private static final PersonName SECOND_NOTARY = new PersonName("office", "notary-2");
  private static final PersonName ADMINISTRATOR = new PersonName("office", "administrator");
  private static final List<PersonName> CONTRIBUTORS =
      List.of(new PersonName("xinglan", "engineer"), new PersonName("customers", "observer"));
  private static final long POLL_NS = 50_000_000;
  private static final long LOOK_NS = 1_000_000_000;

  private final RunFolder run;
  private final Server server;
  private final LocalWitness witness;
  private final JsonText json = new JsonText();
  private final Map<PersonName, Signer> signers = new HashMap<>();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final Thread watching =
      Thread.ofPlatform().daemon().name("witness").unstarted(this::watch);

  private DemoOffice(RunFolder run, Server server, LocalWitness witness) {
    this.run = run;
    this.server = server;
    this.witness = witness;
  }

  /** Where a demonstration's service has its folder. */
  static Path folder(Path root) {
    return root.resolve("service");
  }

  /** Whether a demonstration was begun in a folder. */
  static boolean isThere(Path root) {
    return DataFolder.isThere(folder(root));
  }

  /**
   * Puts the story's ledger where a service looks for it. What a kill leaves is done again at the
   * next start.
   */
  static void found(RunFolder run, Path root) throws IOException {
    var folder = folder(root);
    var keys = Files.createDirectories(folder.resolve("keys"));
    copy(run.keyFile(LocalDraw.ORIGIN), keys.resolve("log.p12"));
    if (!Files.exists(keys.resolve("passphrase"))) {
      var passphrase =
          new String(run.passphrase()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      NewFile.write(keys.resolve("passphrase"), passphrase, NewFile.Access.OWNER);
    }
    Files.move(run.data(), folder.resolve("ledger"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the service over the folder that {@link #found} made. */
  static DemoOffice open(Console console, RunFolder run, Path root, String listen)
      throws IOException {
    var settings = Settings.read(folder(root), _ -> null).with(Settings.Key.LISTEN, listen);
    var data = DataFolder.open(folder(root), settings, _ -> null, Clock.system());
    try {
      admit(console, run, data);
      var people = people(console, run);
      var logKey = data.logKey();
      var server = Server.start(data, settings, Clock.system(), people);
      var log = URI.create(server.uri() + "log/");
      var office = new DemoOffice(run, server, LocalWitness.watch(run, logKey, log));
      office.watching.start();
      return office;
    } catch (IOException | RuntimeException failed) {
      data.close();
      throw failed;
    }
  }

  /** Where it answers. */
  URI uri() {
    return server.uri();
  }

  /** What a demonstration's people sign in with. */
  static String password() {
    return PASSWORD;
  }

  /** Who can sign in. */
  static List<String> usernames() {
    return List.of("organiser", "notary", "notary2", "observer", "admin");
  }

  /**
   * Gives the service the story's list, and prepares the second rehearsal as far as the press; what
   * was done before a restart is not done again.
   */
  Optional<CaseNumber> prepare(Path rules, Path entries) throws IOException {
    var told = new CaseNumber(DrawKind.REHEARSAL, 1);
    var uploads = server.proceedings().uploads();
    uploads.adopt(told, new ListFolder(run.list()), run.passphrase(), ORGANISER.toString());
    if (server.proceedings().desk().isAnnounced(new CaseNumber(DrawKind.REHEARSAL, 2))) {
      return Optional.empty();
    }
    var prepared =
        server
            .proceedings()
            .preparations()
            .begin(
                new Preparations.NewPreparation(
                    "rehearsal", rehearsal(Files.readString(rules)), Optional.empty()),
                caller(ORGANISER, Role.ORGANISER));
    var announced = done(List.of(ORGANISER), "draw.announce", Map.of("preparation", prepared.id()));
    var draw = CaseNumber.parse(announced.receipt().orElseThrow().draw().orElseThrow());
    publish(draw, entries);
    var secrets = new ArrayList<Contribution>();
    for (var contributor : CONTRIBUTORS) {
      var secret = Contribution.fresh(draw, 1, contributor);
      server
          .proceedings()
          .commitments()
          .put(
              draw,
              new Commitments.NewCommitment(secret.commitment().hex(), Optional.empty()),
              caller(contributor, Role.CONTRIBUTOR));
      secrets.add(secret);
    }
    done(List.of(ORGANISER, NOTARY), "draw.seal", Map.of("draw", draw.toString()));
    for (var secret : secrets) {
      done(
          List.of(secret.contributor()),
          "draw.reveal",
          Map.of(
              "draw", draw.toString(),
              "contributor", secret.contributor().toString(),
              "value", secret.value(),
              "nonce", secret.nonce()));
    }
    return Optional.of(draw);
  }

  /** Has the witness look at the ledger, again and again, until it is closed. */
  private void watch() {
    while (!isClosed.get()) {
      witness.look();
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    LockSupport.unpark(watching);
    try {
      watching.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    witness.close();
    server.close();
  }

  /** The rules of the story, for the local beacon, with a short wait and no hurry before it. */
  private static String rehearsal(String rules) {
    return rules
        .replaceFirst("press-by: \\S+", "chain: local\n  delta: 30s\n  margin: 10s\n  press-by: 7d")
        .replaceFirst("title: (.*)", "title: $1（请您来启动）")
        .replaceFirst("title-en: (.*)", "title-en: $1 (press it yourself)");
  }

  private void publish(CaseNumber draw, Path entries) throws IOException {
    var uploads = server.proceedings().uploads();
    var organiser = caller(ORGANISER, Role.ORGANISER);
    var bytes = Files.size(entries);
    var begun =
        uploads.begin(
            draw,
            new NewList("entries.csv", bytes, PASSWORD, Optional.empty(), Optional.empty()),
            organiser);
    try (InputStream in = Files.newInputStream(entries)) {
      uploads.receive(draw, begun.id(), in, OptionalLong.of(bytes));
    }
    var list = uploads.get(draw, begun.id());
    while (list.state().equals("reading")) {
      LockSupport.parkNanos(POLL_NS);
      list = uploads.get(draw, begun.id());
    }
    var digits = new Uploads.Confirmation(list.list().orElseThrow().root().substring(0, 8));
    uploads.confirm(draw, list.id(), digits, organiser);
    uploads.confirm(draw, list.id(), digits, caller(NOTARY, Role.NOTARY));
    done(
        List.of(ORGANISER),
        "draw.list",
        Map.of("draw", draw.toString(), "list", list.id(), "listState", "final"));
  }

  /** Begins an act, has everybody sign it, and gives it as it was entered. */
  private Act done(List<PersonName> people, String kind, Map<String, String> members)
      throws IOException {
    var asked = new HashMap<String, String>(members);
    asked.put("kind", kind);
    var acts = server.proceedings().desk().acts();
    var act = acts.begin(json.read(json.write(asked), NewAct.class), caller(people.getFirst()));
    for (var person : people) {
      var line = signer(person).sign(act.text()).format();
      act = acts.sign(act.id(), new Acts.NewSignature(line), caller(person));
    }
    return act;
  }

  /** Opening a key file is made to take long: each is opened once. */
  private Signer signer(PersonName person) throws IOException {
    var known = signers.get(person);
    if (known != null) {
      return known;
    }
    var opened = run.signer(person.toString());
    signers.put(person, opened);
    return opened;
  }

  private static Caller caller(PersonName person) {
    if (person.equals(NOTARY)) {
      return caller(person, Role.NOTARY);
    }
    return caller(person, person.equals(ORGANISER) ? Role.ORGANISER : Role.CONTRIBUTOR);
  }

  private static Caller caller(PersonName person, Role role) {
    return new Caller(person.person(), person, role, false);
  }

  /** The service's own person and a second notary, whom the story did not need. */
  private static void admit(Console console, RunFolder run, DataFolder data) throws IOException {
    var desk = new Desk(data.ledger());
    var admin = run.signer(ADMINISTRATOR.toString());
    var service = PersonName.parse(data.service().key().name());
    admit(desk, admin, service, Role.OPERATOR, "Twoseal", data.service());
    admit(
        desk,
        admin,
        SECOND_NOTARY,
        Role.NOTARY,
        console.text("say.demo.second-notary"),
        run.signer(SECOND_NOTARY.toString()));
  }

  private static void admit(
      Desk desk, Signer admin, PersonName person, Role role, String name, Signer key) {
    if (!desk.look(state -> new Registry(state).hasPerson(person))) {
      var admission =
          new RegistryCommand.AdmitPerson(person, name, role, key.key(), Optional.empty());
      desk.enter(admission.text(desk.header()), admin, key);
    }
  }

  private static List<DemoSignIn> people(Console console, RunFolder run) throws IOException {
    return List.of(
        signIn(run, "organiser", ORGANISER, Role.ORGANISER, console.text("say.draw.organiser")),
        signIn(run, "notary", NOTARY, Role.NOTARY, console.text("say.draw.notary")),
        signIn(run, "notary2", SECOND_NOTARY, Role.NOTARY, console.text("say.demo.second-notary")),
        signIn(
            run,
            "observer",
            CONTRIBUTORS.getLast(),
            Role.CONTRIBUTOR,
            console.text("say.draw.contributor")),
        signIn(
            run,
            "admin",
            ADMINISTRATOR,
            Role.ADMINISTRATOR,
            console.text("say.draw.administrator")));
  }

  /** The person's key file under the passphrase that everybody is told. */
  private static DemoSignIn signIn(
      RunFolder run, String username, PersonName person, Role role, String name)
      throws IOException {
    run.signer(person.toString());
    var copy = Files.createTempFile("twoseal-demo-", ".p12");
    try {
      Files.copy(run.keyFile(person.toString()), copy, StandardCopyOption.REPLACE_EXISTING);
      KeyFile.changePassphrase(copy, run.passphrase(), PASSWORD.toCharArray());
      return new DemoSignIn(
          username, PASSWORD, PASSWORD, name, role.word(), person, Files.readAllBytes(copy));
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      NewFile.write(to, Files.readAllBytes(from), NewFile.Access.OWNER);
    }
  }
}
