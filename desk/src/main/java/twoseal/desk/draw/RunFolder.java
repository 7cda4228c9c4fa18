package twoseal.desk.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import twoseal.beacon.TestBeacon;
import twoseal.core.Bytes;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;
import twoseal.desk.keys.KeyFile;

/**
 * What {@code draw run} keeps in its folder: the ledger in {@code data}, everybody's keys in {@code
 * keys}, the list in {@code list}, and beside them what leaves.
 */
public final class RunFolder {
  private static final int PASSPHRASE_BYTES = 18;
  private static final int SECRET_BYTES = 32;

  private final Path root;
  private final char[] passphrase;

  private RunFolder(Path root, char[] passphrase) {
    this.root = root;
    this.passphrase = passphrase;
  }

  /**
   * Opens a folder; a new one gets a random passphrase for its keys, which it keeps.
   *
   * @throws Complaint if the folder is somebody else's, or of a run that began with anything else
   */
  public static RunFolder open(Path root, Begun now) throws IOException {
    var keys = root.resolve("keys");
    if (Files.notExists(keys.resolve("passphrase"))) {
      for (var name : List.of("data", "list", "bundle.zip")) {
        if (Files.exists(root.resolve(name))) {
          throw Complaint.input("complaint.draw.not-a-run", root, name);
        }
      }
    }
    var folder = opened(root, keys);
    if (Files.exists(folder.begun())) {
      requireSame(root, Begun.parse(Files.readString(folder.begun())), now);
    } else if (Files.exists(folder.data())) {
      throw Complaint.input("complaint.draw.not-a-run", root, "data");
    } else {
      // Of a run that ended before anything was entered: its list may have been mended since.
      remove(folder.list());
    }
    return folder;
  }

  private static void requireSame(Path root, Begun begun, Begun now) {
    if (begun.kind() != now.kind()) {
      throw Complaint.input("complaint.draw.another-kind", root, begun.kind().word());
    }
    if (!begun.rules().equals(now.rules())) {
      throw Complaint.input("complaint.draw.another-rules", root, begun.rules().hex());
    }
    if (!begun.list().equals(now.list())) {
      throw Complaint.input("complaint.draw.another-list", root, begun.list().hex());
    }
  }

  /** Says what the run begins with, before anything is entered; from here on it is bound to it. */
  public void begin(Begun now) throws IOException {
    if (Files.notExists(begun())) {
      NewFile.write(begun(), Bytes.utf8(now.text()), NewFile.Access.ANYONE);
    }
  }

  private Path begun() {
    return root.resolve("begun.txt");
  }

  /**
   * Opens the folder of a run whose ledger is somewhere else by now, for its keys and its list.
   *
   * @throws Complaint if it is no run's
   */
  public static RunFolder ofKeys(Path root) throws IOException {
    var keys = root.resolve("keys");
    if (Files.notExists(keys.resolve("passphrase"))) {
      throw Complaint.input("complaint.draw.not-a-run", root, "keys/passphrase");
    }
    return opened(root, keys);
  }

  private static RunFolder opened(Path root, Path keys) throws IOException {
    Files.createDirectories(keys);
    if (Files.getFileStore(keys).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    }
    return new RunFolder(root, secret(keys.resolve("passphrase"), PASSPHRASE_BYTES).toCharArray());
  }

  /** The ledger's folder. */
  public Path data() {
    return root.resolve("data");
  }

  /** Where the ledger is made before it stands in its place; what a killed run left is removed. */
  public Path unfinishedData() throws IOException {
    var folder = root.resolve("data.unfinished");
    remove(folder);
    return folder;
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The list's folder. */
  public Path list() {
    return root.resolve("list");
  }

  /** The proof bundle, once it is written. */
  public Path bundle() {
    return root.resolve("bundle.zip");
  }

  /** The results as a table, once they are written. */
  public Path result() {
    return root.resolve("result.csv");
  }

  /** The public list for everybody. */
  public Path publicList() {
    return root.resolve("list-public.csv");
  }

  /** Where a contributor's secret is kept. */
  public Path contribution(String person) {
    return root.resolve("keys").resolve(person.replace('/', '.') + ".contribution");
  }

  /** The passphrase of all keys here; a copy, for its reader to wipe. */
  public char[] passphrase() {
    return passphrase.clone();
  }

  /** What a witness keeps. */
  public Path witness() {
    return root.resolve("witness");
  }

  /** The key of a person or of the log; made when first asked for. */
  public Signer signer(String name) throws IOException {
    return keys(name, false).signer();
  }

  /** The keys of a person, for a witness with one for cosignatures; made when first asked for. */
  public KeyFile keys(String name, boolean withCosigner) throws IOException {
    var file = keyFile(name);
    return Files.exists(file)
        ? KeyFile.open(file, passphrase())
        : KeyFile.create(file, name, withCosigner, passphrase());
  }

  /** Where the key of a person or of the log is, once it was asked for. */
  public Path keyFile(String name) {
    return root.resolve("keys").resolve(name.replace('/', '.') + ".p12");
  }

  /** The local test beacon, which only rehearsals may use. */
  public TestBeacon beacon(long genesisTimeS, long periodS) throws IOException {
    var secret = secret(root.resolve("keys").resolve("test-beacon"), SECRET_BYTES);
    return new TestBeacon(HexFormat.of().parseHex(secret), genesisTimeS, periodS);
  }

  private static String secret(Path file, int bytes) throws IOException {
    if (!Files.exists(file)) {
      var random = new byte[bytes];
      new SecureRandom().nextBytes(random);
      // Two bits less: below the order of the curve's group, as a beacon's secret must be.
      random[0] &= 0x3f;
      NewFile.write(
          file,
          HexFormat.of().formatHex(random).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          NewFile.Access.OWNER);
    }
    return Files.readString(file).strip();
  }
}
