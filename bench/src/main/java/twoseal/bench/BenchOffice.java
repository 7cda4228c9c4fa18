package twoseal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import twoseal.core.Bytes;
import twoseal.core.Ed25519;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.desk.draw.Desk;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.registry.RegistryCommand;
import twoseal.server.Proceedings;
import twoseal.server.Server;
import twoseal.server.Settings;
import twoseal.server.auth.Auth;
import twoseal.server.auth.Secrets;

/**
 * An office in a folder of the service's form, with an administrator, an organiser and a notary
 * whose keys every process of a bench knows.
 */
final class BenchOffice {
  static final PersonName ORGANISER = new PersonName("shop", "organiser");
  static final PersonName NOTARY = new PersonName("office", "notary");

  private static final PersonName ADMINISTRATOR = new PersonName("office", "admin");
  private static final String ORIGIN = "bench.twoseal.example/ledger";
  private static final int NONCE_BYTES = 16;

  private final Random random = new Random();
  private final Path data;
  private final EmbeddedLedger engine;
  private final Desk desk;

  /** Opens its ledger and admits everybody. */
  BenchOffice(Path data) throws IOException {
    this.data = Files.createDirectories(data);
    var log = Signer.of(ORIGIN, new byte[Ed25519.SEED_BYTES]);
    var admin = signer(ADMINISTRATOR);
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            System.currentTimeMillis() / 1_000,
            "system",
            "client",
            ADMINISTRATOR.organisation(),
            "Office",
            Optional.empty(),
            ADMINISTRATOR,
            "Admin",
            admin.key());
    engine =
        EmbeddedLedger.create(
            data.resolve("ledger"),
            Desk.sign(genesis.text(header()), List.of(admin)).bytes(),
            log,
            Clock.system(),
            LedgerOptions.defaults());
    desk = new Desk(engine);
    enter(
        new RegistryCommand.AdmitOrganisation(ORGANISER.organisation(), "Shop", Optional.empty())
            .text(header()),
        admin);
    admit(ORGANISER, Role.ORGANISER, admin);
    admit(NOTARY, Role.NOTARY, admin);
  }

  private void admit(PersonName person, Role role, Signer admin) {
    var key = signer(person);
    enter(
        new RegistryCommand.AdmitPerson(
                person, person.toString(), role, key.key(), Optional.empty())
            .text(header()),
        admin,
        key);
  }

  /** Somebody's key, the same in every process. */
  static Signer signer(PersonName person) {
    var seed = Arrays.copyOf(Bytes.utf8(person.toString()), Ed25519.SEED_BYTES);
    return Signer.of(person.toString(), seed);
  }

  Path data() {
    return data;
  }

  Signer organiser() {
    return signer(ORGANISER);
  }

  void enter(String text, Signer... signers) {
    desk.enter(text, signers);
  }

  /** A fresh command's first lines. */
  Header header() {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return new Header(Bytes.hex(nonce), ORIGIN);
  }

  /** Serves it, on a port that is free; whoever closes the service closes the ledger. */
  Server serve() throws IOException {
    var kept = Files.createDirectories(data.resolve("server"));
    var auth =
        new Auth(kept, Secrets.passing(), engine, InstantSource.system(), Auth.Options.defaults());
    var key = Signer.of("office/service", new byte[Ed25519.SEED_BYTES]);
    var service = new Proceedings.Service(key, Optional.empty(), List.of());
    var acting = new Server.Acting(auth, Proceedings.open(engine, kept, service, Clock.system()));
    var settings = Settings.read(data, _ -> null).with(Settings.Key.LISTEN, "127.0.0.1:0");
    return Server.start(data, settings, engine, Clock.system(), acting);
  }
}
