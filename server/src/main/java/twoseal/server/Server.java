package twoseal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import twoseal.desk.Complaint;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerReader;
import twoseal.server.auth.Auth;
import twoseal.server.auth.DemoSignIn;
import twoseal.server.http.JsonText;
import twoseal.server.http.Limits;
import twoseal.server.http.Mount;
import twoseal.server.http.Route;
import twoseal.server.http.Tls;
import twoseal.server.http.WebServer;
import twoseal.server.ops.Alarms;
import twoseal.server.ops.Backups;
import twoseal.server.ops.Health;
import twoseal.server.ops.Meters;
import twoseal.server.site.LogTiles;
import twoseal.server.site.WebPages;
import twoseal.server.view.Bundles;
import twoseal.server.view.Chronicle;
import twoseal.server.view.DrawPages;
import twoseal.server.view.Draws;
import twoseal.server.view.EntryPages;
import twoseal.server.view.Feed;
import twoseal.server.view.LedgerPages;
import twoseal.server.view.Lists;
import twoseal.server.view.RegisterPages;
import twoseal.server.view.Witnesses;
import twoseal.witness.LogSite;

/**
 * The service: what it is made of, put together in named steps, and taken down in the opposite
 * order. Everything acknowledged is on disk before; a process that is killed loses nothing.
 */
public final class Server implements AutoCloseable {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final int REQUESTS_MAX = 1_024;
  private static final long SEND_MAX_MS = 10_000;
  private static final int BYTES_OF_A_MB_BITS = 20;

  /** Below it a port is the system's to give. */
  private static final int PORTS_RESERVED = 1_024;

  private final Path data;
  private final Settings settings;
  private final Clock clock;
  private final Auth auth;
  private final Proceedings proceedings;
  private final JsonText json = new JsonText();
  private final Meters meters = new Meters();
  private final Optional<Tls> tls;
  private final Reading reading;
  private final Health health;
  private final Backups backups;
  private final Alarms alarms;
  private final WebServer web;
  private final Opened opened;

  /** What is read of the ledger and the lists. */
  private record Reading(
      Chronicle chronicle,
      LedgerReader reader,
      Witnesses witnesses,
      Lists lists,
      Draws draws,
      Feed feed) {}

  /**
   * What changes something: who may, and what is done with draws. Becomes the service's to close.
   */
  public record Acting(Auth auth, Proceedings proceedings) {}

  private Server(
      Path data,
      Settings settings,
      EmbeddedLedger engine,
      Clock clock,
      Acting acting,
      Opened opened)
      throws IOException {
    this.data = data;
    this.settings = settings;
    this.clock = clock;
    this.auth = acting.auth();
    this.proceedings = acting.proceedings();
    this.opened = opened;
    this.tls = certificate();
    this.reading = read();
    this.health = new Health(engine);
    this.backups = backups();
    this.alarms = watch();
    this.web = serve();
    // Once more, so that streams end first: the web server waits for what it was asked.
    opened.add(reading.feed);
  }

  /**
   * Starts the service over an open ledger.
   *
   * @param data the folder of {@code serve --data}; the ledger is in {@code data/ledger}
   * @param engine becomes the service's to close, as does what acts; if the service cannot start,
   *     they are closed
   * @throws Complaint if a setting cannot be used, or it cannot listen there
   * @throws IOException if something cannot be read
   */
  public static Server start(
      Path data, Settings settings, EmbeddedLedger engine, Clock clock, Acting acting)
      throws IOException {
    var opened = new Opened();
    opened.add(engine);
    opened.add(acting.auth());
    opened.add(acting.proceedings());
    try {
      return new Server(data, settings, engine, clock, acting, opened);
    } catch (IOException | RuntimeException failed) {
      opened.closeAfter(failed);
      throw failed;
    }
  }

  /**
   * Starts the service of a folder.
   *
   * @param data becomes the service's to close; if the service cannot start, it is closed
   * @param demo sign-ins that everybody is shown; none but in a demonstration
   * @throws Complaint if a setting cannot be used, it cannot listen there, or a file was changed by
   *     somebody else
   * @throws IOException if something cannot be read
   */
  public static Server start(DataFolder data, Settings settings, Clock clock, List<DemoSignIn> demo)
      throws IOException {
    var opened = new Opened();
    opened.add(data);
    Acting acting;
    try {
      var auth = opened.add(data.auth(settings, clock, demo));
      acting = new Acting(auth, data.proceedings(settings, clock));
    } catch (IOException | RuntimeException failed) {
      opened.closeAfter(failed);
      throw failed;
    }
    return start(data.folder(), settings, data.ledger(), clock, acting);
  }

  /** An account that was opened from the machine itself. */
  public record OpenedAccount(String username, String password) {}

  /** Opens the account of a ledger's administrator, if nobody has an account yet. */
  public Optional<OpenedAccount> openFirstOfLedger() {
    return auth.openFirstOfLedger(FirstStart.ADMIN)
        .map(password -> new OpenedAccount(FirstStart.ADMIN, password));
  }

  /**
   * Gives an account a new one-time password, as who runs the machine may.
   *
   * @throws twoseal.server.http.Problem 404 if there is none of that name, 409 if it is closed
   */
  public String newPassword(String username) {
    return auth.reset(username);
  }

  /** What is done with draws, for what the machine itself does. */
  public Proceedings proceedings() {
    return proceedings;
  }

  /** Where it answers. */
  public URI uri() {
    return web.uri();
  }

  /** Ends streams and answers what was asked, then closes everything; may be called again. */
  @Override
  public synchronized void close() {
    health.ends();
    try {
      opened.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Optional<Tls> certificate() throws IOException {
    var chain = settings.path(Settings.Key.TLS_CERT, data);
    var key = settings.path(Settings.Key.TLS_KEY, data);
    if (chain.isPresent() != key.isPresent()) {
      throw Complaint.input("complaint.server.tls-both");
    }
    return chain.isEmpty()
        ? Optional.empty()
        : Optional.of(Tls.read(chain.get(), key.orElseThrow()));
  }

  private Reading read() throws IOException {
    var chronicle = proceedings.chronicle();
    var ledger = data.resolve("ledger");
    var reader = opened.add(LedgerReader.open(ledger));
    var witnesses = new Witnesses(chronicle, ledger);
    var lists = opened.add(new Lists(data.resolve("server").resolve("lists")));
    var draws = new Draws(chronicle, lists, proceedings.backstage(), json, clock);
    var listenersMax = (int) settings.number(Settings.Key.SSE_MAX, 1, 1_000_000);
    var limits = new Feed.Limits(listenersMax, SEND_MAX_MS);
    var feed = opened.add(Feed.start(draws, witnesses, limits));
    return new Reading(chronicle, reader, witnesses, lists, draws, feed);
  }

  private Alarms watch() {
    var freeMb = settings.number(Settings.Key.DISK_FREE_MIN_MB, 0, 1L << 40);
    Optional<Instant> until = tls.map(Tls::validUntil);
    var watching =
        new Alarms(data, watched(), clock, new Alarms.Limits(freeMb << BYTES_OF_A_MB_BITS, until));
    meters.gauge("twoseal_ledger_entries", reading.chronicle::size);
    meters.gauge("twoseal_feed_listeners", () -> reading.feed.listeners());
    meters.gauge("twoseal_disk_free_bytes", watching::diskFreeBytes);
    meters.gauge("twoseal_uploads", () -> proceedings.uploads().underWay());
    meters.gauge("twoseal_alarms", () -> watching.now().size());
    return watching;
  }

  private Alarms.Watched watched() {
    return new Alarms.Watched(
        reading.chronicle,
        reading.witnesses,
        () ->
            proceedings.desk().operator().late().stream()
                .map(late -> new Alarms.LateNumber(late.draw().toString(), late.sinceMs()))
                .toList(),
        settings.text(Settings.Key.BACKUP_FOLDER).map(_ -> backups));
  }

  private WebServer serve() throws IOException {
    var options =
        new WebServer.Options(
            settings.address(Settings.Key.LISTEN),
            tls,
            settings.yes(Settings.Key.BEHIND_PROXY),
            new Limits(
                (int) settings.number(Settings.Key.CONNECTIONS_MAX, 1, 1_000_000),
                REQUESTS_MAX,
                READ_TIMEOUT,
                (int) settings.number(Settings.Key.WRITES_PER_SECOND, 1, 1_000_000)));
    var site = new WebServer.Site(table(), mounts(), auth.doorkeeper());
    try {
      return opened.add(WebServer.start(options, site, json, meters));
    } catch (BindException refused) {
      throw cannotListen(options.address()).because(refused);
    }
  }

  /** The system says only that it will not: why, is found out. */
  private static Complaint cannotListen(InetSocketAddress address) throws IOException {
    var ip = address.getAddress();
    var isHere = ip.isAnyLocalAddress() || NetworkInterface.getByInetAddress(ip) != null;
    if (!isHere) {
      return Complaint.input("complaint.server.address-elsewhere", ip.getHostAddress());
    }
    var port = address.getPort();
    return port < PORTS_RESERVED
        ? Complaint.input("complaint.server.port-reserved", port, PORTS_RESERVED)
        : Complaint.input("complaint.server.port-taken", port);
  }

  /** The whole interface. */
  List<Route> table() {
    var cache = data.resolve("server").resolve("cache");
    var bundles =
        new Bundles(reading.draws, reading.witnesses, "twoseal", cache.resolve("bundles"));
    return Routes.table(
        new Routes.Parts(
            Stream.concat(auth.routes().stream(), proceedings.routes(auth.audit()).stream())
                .toList(),
            new RegisterPages(reading.draws),
            new DrawPages(reading.draws, bundles, cache.resolve("results")),
            new EntryPages(reading.draws),
            new LedgerPages(reading.chronicle, reading.witnesses),
            reading.feed,
            alarms,
            auth.idempotency().once(backups::make)));
  }

  private Backups backups() {
    return new Backups(
        data,
        settings.path(Settings.Key.BACKUP_FOLDER, data),
        () -> Instant.ofEpochMilli(clock.nowMs()),
        auth.audit());
  }

  private List<Mount> mounts() {
    var tiles =
        new LogTiles(
            LogSite.of(
                data.resolve("ledger"),
                reading.reader,
                (_, size) -> reading.witnesses.cosigned(size)));
    return List.of(
        Mount.read("/health", health::alive),
        Mount.read("/health/ready", health::ready),
        Mount.read("/metrics", meters::metrics),
        new Mount(LogTiles.PREFIX, Set.of("GET", "POST"), tiles::answer),
        Mount.read("/", new WebPages()::answer));
  }
}
