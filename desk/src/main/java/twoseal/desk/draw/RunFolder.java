package twoseal.desk.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import twoseal.beacon.TestBeacon;
import twoseal.core.Signer;
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

  /** Opens a folder; a new one gets a random passphrase for its keys, which it keeps. */
  public static RunFolder open(Path root) throws IOException {
    var keys = root.resolve("keys");
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
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return folder;
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
    var file = root.resolve("keys").resolve(name.replace('/', '.') + ".p12");
    return Files.exists(file)
        ? KeyFile.open(file, passphrase())
        : KeyFile.create(file, name, withCosigner, passphrase());
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
