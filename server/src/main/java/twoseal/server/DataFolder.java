package twoseal.server;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import twoseal.beacon.TestBeacon;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.beacon.BeaconFile;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.registry.Registry;
import twoseal.server.auth.Auth;
import twoseal.server.auth.DemoSignIn;
import twoseal.server.auth.OidcOptions;
import twoseal.server.auth.Secrets;
import twoseal.server.auth.Sessions;

/**
 * The folder of a service, open: the ledger, the keys that the service itself holds, and where it
 * keeps its own files. One process at a time has it: the ledger's lock says so.
 */
public final class DataFolder implements AutoCloseable {
  /** The environment's variable with the passphrase of the service's keys. */
  public static final String PASSPHRASE = "TWOSEAL_PASSPHRASE";

  /** The person that the service signs as, within the office. */
  public static final String SERVICE = "service";

  /** From a time that is past whenever this runs, a round every second. */
  private static final String BEACON_GENESIS = "2026-01-01T00:00:00Z";

  private static final long BEACON_PERIOD_S = 1;

  private final Path folder;
  private final EmbeddedLedger ledger;
  private final Signer log;
  private final Signer service;
  private final Secrets secrets;

  DataFolder(Path folder, EmbeddedLedger ledger, Signer log, Signer service, Secrets secrets) {
    this.folder = folder;
    this.ledger = ledger;
    this.log = log;
    this.service = service;
    this.secrets = secrets;
  }

  /** Where things lie in the folder. */
  record Places(Path folder) {
    Path ledger() {
      return folder.resolve("ledger");
    }

    /** Where a first start makes everything before it puts it in its place. */
    Path unfinished() {
      return folder.resolve(".first-start");
    }

    Path keys() {
      return folder.resolve("keys");
    }

    Path server() {
      return folder.resolve("server");
    }

    Path logKey() {
      return keys().resolve("log.p12");
    }

    Path serviceKey() {
      return keys().resolve("service.p12");
    }

    Path secret() {
      return keys().resolve("secret");
    }

    Path rehearsalBeacon() {
      return keys().resolve("rehearsal-beacon");
    }

    Path passphrase() {
      return keys().resolve("passphrase");
    }
  }

  /** Whether a folder holds a service, or a ledger that can be served. */
  public static boolean isThere(Path folder) {
    var places = new Places(folder);
    return Files.isDirectory(places.ledger()) && !Files.exists(places.unfinished());
  }

  /**
   * Opens a folder. Of one that holds a ledger and its key but no service yet, the rest is made.
   *
   * @param environment its variables by name
   * @throws Complaint if something is missing, or does not fit
   * @throws IOException if a file cannot be read
   */
  public static DataFolder open(
      Path folder, Settings settings, UnaryOperator<@Nullable String> environment, Clock clock)
      throws IOException {
    var places = new Places(folder);
    if (!Files.exists(places.logKey())) {
      throw Complaint.input("complaint.serve.no-log-key", places.logKey());
    }
    var passphrase = passphrase(places, settings, environment);
    var log = KeyFile.open(places.logKey(), passphrase).signer();
    var ledger = EmbeddedLedger.open(places.ledger(), log, clock, LedgerOptions.defaults());
    try {
      var service = service(places, ledger, passphrase);
      var secrets =
          Files.exists(places.secret())
              ? Secrets.open(places.secret(), passphrase)
              : firstSecret(places, passphrase);
      Files.createDirectories(places.server());
      return new DataFolder(folder, ledger, log, service, secrets);
    } catch (IOException | RuntimeException failed) {
      ledger.close();
      throw failed;
    }
  }

  /** The whole folder. */
  public Path folder() {
    return folder;
  }

  /** Where the service keeps its own files. */
  public Path server() {
    return new Places(folder).server();
  }

  /** The ledger. */
  public EmbeddedLedger ledger() {
    return ledger;
  }

  /** Signs the ledger's checkpoints. */
  public NoteKey logKey() {
    return log.key();
  }

  /** Signs what the service itself enters: it can neither seal nor press. */
  public Signer service() {
    return service;
  }

  /** Keys of what is kept. */
  public Secrets secrets() {
    return secrets;
  }

  /**
   * Who is asking, as the settings say; its owner closes it.
   *
   * @throws Complaint if a setting cannot be used, or a file was changed by somebody else
   * @throws IOException if a file cannot be read
   */
  public Auth auth(Settings settings, Clock clock, List<DemoSignIn> demo) throws IOException {
    var defaults = Auth.Options.defaults();
    var limits =
        new Sessions.Limits(
            Duration.ofMinutes(settings.number(Settings.Key.SESSION_IDLE_MINUTES, 1, 1_440)),
            Duration.ofHours(settings.number(Settings.Key.SESSION_HOURS, 1, 720)),
            defaults.sessions().token());
    var options =
        new Auth.Options(
            url(settings, Settings.Key.PUBLIC_URL),
            limits,
            defaults.hashesAtOnce(),
            oidc(settings),
            demo);
    return new Auth(server(), secrets, ledger, () -> Instant.ofEpochMilli(clock.nowMs()), options);
  }

  /**
   * What is done with draws; its owner closes it.
   *
   * @throws Complaint if a setting cannot be used
   * @throws IOException if a file cannot be read
   */
  Proceedings proceedings(Settings settings, Clock clock) throws IOException {
    var from = new Proceedings.Service(service, Optional.of(beacon()), relays(settings));
    return Proceedings.open(ledger, server(), from, clock);
  }

  private static List<URI> relays(Settings settings) {
    return settings.text(Settings.Key.RELAYS).stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(text -> url(Settings.Key.RELAYS, text.strip()))
        .toList();
  }

  /** The beacon that rehearsals use: the same one after every start. */
  private TestBeacon beacon() throws IOException {
    var file = new Places(folder).rehearsalBeacon();
    if (!Files.exists(file)) {
      BeaconFile.write(
          file, BeaconFile.secret(), Fields.parseTime(BEACON_GENESIS), BEACON_PERIOD_S);
    }
    return BeaconFile.read(file);
  }

  private Optional<OidcOptions> oidc(Settings settings) throws IOException {
    var issuer = url(settings, Settings.Key.OIDC_ISSUER);
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    var client = settings.text(Settings.Key.OIDC_CLIENT);
    var secret = settings.path(Settings.Key.OIDC_SECRET_FILE, folder);
    if (client.isEmpty() || secret.isEmpty()) {
      throw Complaint.input("complaint.serve.oidc");
    }
    return Optional.of(
        new OidcOptions(
            issuer.get(),
            client.get(),
            Bytes.parseUtf8(Files.readAllBytes(secret.get())).strip(),
            settings.yes(Settings.Key.OIDC_BY_EMAIL)));
  }

  private static Optional<URI> url(Settings settings, Settings.Key key) {
    return settings.text(key).map(text -> url(key, text));
  }

  private static URI url(Settings.Key key, String text) {
    try {
      var url = new URI(text);
      if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException notOne) {
      throw Complaint.input("complaint.server.setting", key.word(), text).because(notOne);
    }
    throw Complaint.input("complaint.server.setting", key.word(), text);
  }

  /** Whether the ledger knows the service's key, so that it can enter results. */
  public boolean serviceIsAdmitted() {
    try (var state = ledger.state()) {
      return new Registry(state)
          .person(PersonName.parse(service.key().name()))
          .filter(
              row -> row.active() && row.role() == Role.OPERATOR && row.key().equals(service.key()))
          .isPresent();
    }
  }

  @Override
  public void close() {
    ledger.close();
  }

  /**
   * The passphrase of the service's keys: the environment's, that of the named file, or that of the
   * file beside the keys.
   *
   * @throws Complaint if there is none
   */
  static char[] passphrase(
      Places places, Settings settings, UnaryOperator<@Nullable String> environment)
      throws IOException {
    var told = environment.apply(PASSPHRASE);
    if (told != null && !told.isEmpty()) {
      return told.toCharArray();
    }
    var file =
        settings.path(Settings.Key.PASSPHRASE_FILE, places.folder()).orElse(places.passphrase());
    if (!Files.exists(file)) {
      throw Complaint.input("complaint.serve.no-passphrase", file, PASSPHRASE);
    }
    return Bytes.parseUtf8(Files.readAllBytes(file)).strip().toCharArray();
  }

  private static Signer service(Places places, EmbeddedLedger ledger, char[] passphrase)
      throws IOException {
    if (Files.exists(places.serviceKey())) {
      return KeyFile.open(places.serviceKey(), passphrase).signer();
    }
    try (var state = ledger.state()) {
      var name = new PersonName(new Registry(state).office(), SERVICE);
      return KeyFile.create(places.serviceKey(), name.toString(), false, passphrase).signer();
    }
  }

  /** Without it nothing that was kept can be read: a folder that has such files lost it. */
  private static Secrets firstSecret(Places places, char[] passphrase) throws IOException {
    var kept = Optional.of(places.server().resolve("accounts.json")).filter(Files::exists);
    if (kept.isPresent()) {
      throw Complaint.input("complaint.serve.no-secret", places.secret());
    }
    return Secrets.create(places.secret(), passphrase);
  }
}
