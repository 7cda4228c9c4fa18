package twoseal.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;
import twoseal.desk.draw.Desk;
import twoseal.desk.keys.KeyFile;
import twoseal.desk.note.FreshHeader;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.registry.RegistryCommand;
import twoseal.server.auth.Auth;
import twoseal.server.auth.Secrets;

/**
 * Makes a service in a folder that has none: keys, a ledger with its office, the service's own
 * person, and one administrator with a one-time password. All of it is made beside and put in its
 * place when it is done; what a crash leaves was never told to anybody, and the next start begins
 * anew.
 *
 * <p>Whoever runs the first start knows the one-time password, and the administrator's key is
 * encrypted under it: the first sign-in has to replace both.
 */
public final class FirstStart {
  /** The first administrator's username, and person within the office. */
  public static final String ADMIN = "admin";

  private static final String ADMIN_NAME = "管理员 Administrator";
  private static final int PASSPHRASE_BYTES = 20;
  private static final int MS_PER_S = 1_000;

  private FirstStart() {}

  /**
   * Whose service it is.
   *
   * @param id of the office ([REG-1])
   * @param origin the ledger's name for all times
   */
  public record Office(String id, String name, Optional<String> nameEn, String origin) {
    /** The origin that a ledger gets unless one is named. */
    public static String origin(String id) {
      return id + ".twoseal/ledger";
    }
  }

  /**
   * Makes a service. The folder holds nothing but settings, and perhaps what a crash left.
   *
   * @return the one-time password of {@link #ADMIN}, which stands nowhere else
   * @throws Complaint if there is something in the folder, or a name cannot be
   * @throws IOException if a file cannot be written
   */
  public static String run(
      Path folder,
      Office office,
      Settings settings,
      UnaryOperator<@Nullable String> environment,
      Clock clock)
      throws IOException {
    var places = new DataFolder.Places(folder);
    var beside = new DataFolder.Places(places.unfinished());
    Files.createDirectories(folder);
    if (Files.exists(beside.folder())) {
      for (var left : List.of(places.ledger(), places.keys(), places.server(), beside.folder())) {
        delete(left);
      }
    }
    for (var there : List.of(places.ledger(), places.keys(), places.server())) {
      if (Files.exists(there)) {
        throw Complaint.input("complaint.serve.not-whole", folder, there.getFileName());
      }
    }
    ownersAlone(beside.folder());
    ownersAlone(beside.keys());
    ownersAlone(beside.server());
    var oneTimePassword = make(beside, office, passphrase(beside, settings, environment), clock);
    // The marker goes last: until then a crash lets all of it be made anew.
    for (var part : List.of("keys", "server", "ledger")) {
      Files.move(
          beside.folder().resolve(part), folder.resolve(part), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.delete(beside.folder());
    return oneTimePassword;
  }

  private static String make(
      DataFolder.Places places, Office office, char[] passphrase, Clock clock) throws IOException {
    var log = KeyFile.create(places.logKey(), office.origin(), false, passphrase).signer();
    var service = key(places.serviceKey(), office, DataFolder.SERVICE, passphrase);
    var secrets = Secrets.create(places.secret(), passphrase);
    var oneTimePassword = Auth.oneTimePassword(new SecureRandom());
    var adminFile = places.server().resolve("admin.p12");
    var admin = key(adminFile, office, ADMIN, oneTimePassword.toCharArray());
    var genesis = Desk.sign(genesis(office, log, admin, clock), List.of(admin));
    try (var ledger =
        EmbeddedLedger.create(
            places.ledger(), genesis.bytes(), log, clock, LedgerOptions.defaults())) {
      var desk = new Desk(ledger);
      var admit =
          new RegistryCommand.AdmitPerson(
              PersonName.parse(service.key().name()),
              "Twoseal",
              Role.OPERATOR,
              service.key(),
              Optional.empty());
      desk.enter(admit.text(desk.header()), admin, service);
      try (var auth =
          new Auth(places.server(), secrets, ledger, clock(clock), Auth.Options.defaults())) {
        auth.openFirst(
            ADMIN,
            ADMIN_NAME,
            PersonName.parse(admin.key().name()),
            oneTimePassword,
            admin.key().format(),
            Files.readAllBytes(adminFile));
      }
    }
    Files.delete(adminFile);
    return oneTimePassword;
  }

  private static Signer key(Path file, Office office, String person, char[] passphrase)
      throws IOException {
    try {
      var name = new PersonName(office.id(), person).toString();
      return KeyFile.create(file, name, false, passphrase).signer();
    } catch (MalformedException malformed) {
      throw unusable(malformed);
    }
  }

  private static String genesis(Office office, Signer log, Signer admin, Clock clock) {
    try {
      return new RegistryCommand.Genesis(
              log.key(),
              clock.nowMs() / MS_PER_S,
              "system",
              "client",
              PersonName.requireId(office.id()),
              office.name(),
              office.nameEn(),
              PersonName.parse(admin.key().name()),
              ADMIN_NAME,
              admin.key())
          .text(FreshHeader.of(office.origin()));
    } catch (MalformedException malformed) {
      throw unusable(malformed);
    }
  }

  private static Complaint unusable(MalformedException malformed) {
    return Complaint.usage("complaint.serve.office", malformed.expected()).because(malformed);
  }

  private static char[] passphrase(
      DataFolder.Places places, Settings settings, UnaryOperator<@Nullable String> environment)
      throws IOException {
    var told = environment.apply(DataFolder.PASSPHRASE);
    var isToldElsewhere =
        (told != null && !told.isEmpty())
            || settings.text(Settings.Key.PASSPHRASE_FILE).isPresent();
    if (!isToldElsewhere) {
      var bytes = new byte[PASSPHRASE_BYTES];
      new SecureRandom().nextBytes(bytes);
      NewFile.write(places.passphrase(), Bytes.utf8(Bytes.hex(bytes) + "\n"), NewFile.Access.OWNER);
    }
    return DataFolder.passphrase(places, settings, environment);
  }

  private static InstantSource clock(Clock clock) {
    return () -> Instant.ofEpochMilli(clock.nowMs());
  }

  private static void ownersAlone(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
