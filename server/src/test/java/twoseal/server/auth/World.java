package twoseal.server.auth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.desk.draw.Desk;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.Engine;
import twoseal.registry.RegistryCommand;
import twoseal.server.DataFolder;
import twoseal.server.FirstStart;
import twoseal.server.Proceedings;
import twoseal.server.Server;
import twoseal.server.Settings;
import twoseal.server.http.JsonText;
import twoseal.server.http.Limits;
import twoseal.server.http.Route;
import twoseal.server.http.WebServer;

/** A service with its ledger on this machine, and the people of its office. */
final class World implements AutoCloseable {
  static final String OFFICE = "minghe";
  static final String BANK = "bank";
  static final String PASSWORD = "four words nobody tries";

  /** Cheap: what a hash costs is another test's matter. */
  private static final Argon2.Cost COST = new Argon2.Cost(64, 1, 1);

  final SetClock clock;
  final String oneTimePassword;
  private final Path folder;
  private final Auth.Options options;
  private final List<Route> more;
  private final Optional<UnaryOperator<Engine>> whole;
  private final Map<String, Signer> signers = new HashMap<>();
  private final Map<String, byte[]> totps = new HashMap<>();
  private DataFolder data;
  Passwords passwords;
  Auth auth;
  private Running running;

  /** What answers, and where. */
  private record Running(URI uri, AutoCloseable service) {}

  World(Path folder) throws IOException {
    this(folder, Auth.Options.defaults(), List.of());
  }

  World(Path folder, Auth.Options options, List<Route> more) throws IOException {
    this(folder, options, more, Optional.empty());
  }

  /** The whole service, with everything that answers. */
  static World whole(Path folder) throws IOException {
    return whole(folder, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param engine what stands between acts and the ledger
   */
  static World whole(Path folder, UnaryOperator<Engine> engine) throws IOException {
    return new World(folder, Auth.Options.defaults(), List.of(), Optional.of(engine));
  }

  private World(
      Path folder, Auth.Options options, List<Route> more, Optional<UnaryOperator<Engine>> whole)
      throws IOException {
    this.whole = whole;
    this.folder = folder;
    this.options = options;
    this.more = more;
    this.clock = new SetClock();
    var office =
        new FirstStart.Office(OFFICE, "明和公证处", Optional.of("Minghe"), "minghe.example/ledger");
    var settings = Settings.read(folder, World::unset);
    this.oneTimePassword = FirstStart.run(folder, office, settings, World::unset, clock);
    this.passwords = new Passwords(new SecureRandom(), 2, COST);
    this.data = DataFolder.open(folder, settings, World::unset, clock);
    var admin = data.server().resolve("key-files/admin.p12");
    signers.put("admin", KeyFile.open(admin, oneTimePassword.toCharArray()).signer());
    this.auth = openAuth();
    this.running = serve();
    enter(
        new RegistryCommand.AdmitOrganisation(BANK, "某银行", Optional.of("A bank")), signer("admin"));
  }

  private static @Nullable String unset(@Nullable String variable) {
    return null;
  }

  private Auth openAuth() throws IOException {
    return new Auth(data.server(), data.secrets(), data.ledger(), clock, options, passwords);
  }

  private Running serve() throws IOException {
    if (whole.isPresent()) {
      var settings =
          Settings.read(folder, World::unset)
              .with(Settings.Key.LISTEN, "127.0.0.1:0")
              .with(Settings.Key.BACKUP_FOLDER, "backups");
      var service = new Proceedings.Service(data.service(), Optional.empty(), List.of());
      var engine = whole.get().apply(data.ledger());
      var proceedings = Proceedings.open(engine, data.server(), service, clock);
      var server =
          Server.start(
              folder, settings, data.ledger(), clock, new Server.Acting(auth, proceedings));
      return new Running(server.uri(), server);
    }
    var routes = new ArrayList<>(auth.routes());
    routes.addAll(more);
    var web =
        new WebServer.Options(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Optional.empty(),
            true,
            Limits.defaults());
    var started =
        WebServer.start(
            web,
            new WebServer.Site(routes, List.of(), auth.doorkeeper()),
            new JsonText(),
            (_, _, _) -> {});
    return new Running(started.uri(), started);
  }

  /** Where it answers. */
  URI uri() {
    return running.uri;
  }

  /** Ends what answers, as a signal does. */
  void stop() throws IOException {
    try {
      running.service.close();
    } catch (IOException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Ends the service and starts it again over the same folder. */
  void restart() throws IOException {
    close();
    data = DataFolder.open(folder, Settings.read(folder, World::unset), World::unset, clock);
    auth = openAuth();
    running = serve();
  }

  Browser browser() {
    return new Browser(running.uri);
  }

  Path server() {
    return data.server();
  }

  DataFolder data() {
    return data;
  }

  Signer signer(String username) {
    return Objects.requireNonNull(signers.get(username));
  }

  /** The code that a person's authenticator shows now. */
  String code(String username) {
    return Totp.code(Objects.requireNonNull(totps.get(username)), clock.millis());
  }

  void hasTotp(String username, String base32) {
    totps.put(username, Base32.read(base32));
  }

  /** Enters a command; the last signer may be a new key. */
  void enter(RegistryCommand command, Signer... by) {
    var desk = new Desk(data.ledger());
    clock.pass(Duration.ofMillis(1));
    desk.enter(command.text(desk.header()), by);
  }

  /** Admits a person with a fresh key and opens the account, as yet with its one-time password. */
  String invite(String username, Role role, String organisation) {
    var person = new PersonName(organisation, username);
    var seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    var signer = Signer.of(person.toString(), seed);
    signers.put(username, signer);
    enter(
        new RegistryCommand.AdmitPerson(
            person, "名字 " + username, role, signer.key(), Optional.empty()),
        signer("admin"),
        signer);
    return auth.open(username, "名字 " + username, person, role);
  }

  /** A person who has done everything there is to do first, signed in. */
  Browser ready(String username, Role role, String organisation) throws Exception {
    var oneTime = invite(username, role, organisation);
    return settled(username, oneTime);
  }

  /** Chooses a password and, where the role needs one, a second factor. */
  Browser settled(String username, String oneTime) throws Exception {
    var browser = browser();
    browser.signIn(username, oneTime);
    var chosen = browser.put("/session/password", Map.of("old", oneTime, "new", PASSWORD));
    if (chosen.body().path("needs").toString().contains("totp")) {
      hasTotp(username, browser.post("/session/totp", Map.of()).text("secret"));
      browser.put("/session/totp", Map.of("code", code(username)));
      clock.pass(Duration.ofSeconds(Totp.STEP_S));
    }
    return browser;
  }

  /** The first administrator, with password, second factor and a key of their own. */
  Browser administrator() throws Exception {
    var browser = settled("admin", oneTimePassword);
    var seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    var fresh = Signer.of(OFFICE + "/admin", seed);
    var person = new PersonName(OFFICE, "admin");
    enter(
        new RegistryCommand.RotateKey(person, fresh.key(), Optional.empty(), "first start"),
        signer("admin"),
        fresh);
    signers.put("admin", fresh);
    return browser;
  }

  @Override
  public void close() throws IOException {
    stop();
    auth.close();
    data.close();
  }
}
