package twoseal.server.ops;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import twoseal.ledger.Backup;
import twoseal.server.auth.AuditLog;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/**
 * Copies of the whole folder while it is in use. First the service's own files, each of which is
 * written whole, then the ledger, then what was added to the service's files meanwhile: so whatever
 * the copied ledger names by its digest is in the copy, and no copied file speaks of an entry that
 * is not. Sessions and first answers stay behind. The copy of the ledger is proved before the
 * backup gets its name.
 *
 * <p>The passphrase of the service's keys is not copied: without it, who finds a backup can open
 * neither keys nor lists.
 */
public final class Backups {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern NAME_FORM = Pattern.compile("[0-9]{8}T[0-9]{6}Z");

  private static final String SETTINGS = "twoseal.conf";

  private static final Set<String> LEFT_OUT =
      Set.of("sessions.json", "idempotency", "cache", "passphrase");

  /** Changes with the ledger: what is new of it after the copy may be ahead of the copy. */
  private static final Set<String> NOT_AFTER_THE_LEDGER = Set.of("acts");

  private final Path data;
  private final Optional<Path> target;
  private final InstantSource clock;
  private final AuditLog audit;

  /**
   * Backups of a folder.
   *
   * @param target where they go, each a folder of its own; none where the operator named none
   */
  public Backups(Path data, Optional<Path> target, InstantSource clock, AuditLog audit) {
    this.data = data;
    this.target = target;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A backup that was made.
   *
   * @param size of the copied ledger, in entries
   */
  public record Made(String folder, long size) {}

  /** When the newest was made; empty where there is none, or no place for any. */
  public Optional<Instant> newest() {
    if (target.isEmpty() || !Files.isDirectory(target.get())) {
      return Optional.empty();
    }
    try (var folders = Files.list(target.get())) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> NAME_FORM.matcher(name).matches())
          .max(Comparator.naturalOrder())
          .map(name -> NAME.parse(name, Instant::from));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Makes one, for {@code POST /backups}. */
  public Reply make(Call call) throws IOException {
    var made = make();
    audit.record(call, "backup.made", made.folder(), "");
    return Reply.json(201, made);
  }

  /**
   * Makes one; one at a time.
   *
   * @throws Problem 409 if no place was named, or one of this second is there
   * @throws IOException if it cannot be written; what was begun is left for whoever looks why
   */
  public synchronized Made make() throws IOException {
    var folder = target.orElseThrow(() -> new Problem(409, "backup.nowhere"));
    Files.createDirectories(folder);
    var name = NAME.format(clock.instant());
    var whole = folder.resolve(name);
    var beside = folder.resolve("." + name + ".unfinished");
    if (Files.exists(whole) || Files.exists(beside)) {
      throw new Problem(409, "backup.there").retryAfter(1);
    }
    createOwners(beside);
    copy(data.resolve("keys"), beside.resolve("keys"), Set.of());
    copy(data.resolve("server"), beside.resolve("server"), Set.of());
    var report = Backup.write(data.resolve("ledger"), beside.resolve("ledger"), (_, _) -> {});
    if (!report.isSound()) {
      throw new IOException(
          "the copy of the ledger does not hold: " + report.findings().getFirst());
    }
    copy(data.resolve("server"), beside.resolve("server"), NOT_AFTER_THE_LEDGER);
    if (Files.exists(data.resolve(SETTINGS))) {
      Files.copy(data.resolve(SETTINGS), beside.resolve(SETTINGS));
    }
    Files.move(beside, whole, StandardCopyOption.ATOMIC_MOVE);
    return new Made(name, report.entries());
  }

  /** Copies what is not there yet; a file that goes away meanwhile is nobody's any more. */
  private static void copy(Path from, Path to, Set<String> without) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (isLeftOut(folder, without)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            var copy = to.resolve(from.relativize(folder));
            if (!Files.exists(copy)) {
              createOwners(copy);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            var copy = to.resolve(from.relativize(file));
            var isPassing = file.getFileName().toString().startsWith(".");
            if (!isPassing && !isLeftOut(file, without) && !Files.exists(copy)) {
              try {
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
              } catch (NoSuchFileException gone) {
                return FileVisitResult.CONTINUE;
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failed;
          }
        });
  }

  private static boolean isLeftOut(Path file, Set<String> without) {
    var name = file.getFileName().toString();
    return LEFT_OUT.contains(name) || without.contains(name);
  }

  private static void createOwners(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }
}
