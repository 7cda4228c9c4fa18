package twoseal.server.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import twoseal.desk.NewFile;
import twoseal.server.kept.DurableName;

/**
 * Copies of people's key files, so that they need not carry them. They are encrypted under
 * passphrases that the service does not know; it gives each to its own account alone.
 */
final class KeyFiles {
  static final int BYTES_MAX = 65_536;

  /** Begins every PKCS#12 file (RFC 7292): a sequence in DER or BER. */
  private static final byte SEQUENCE = 0x30;

  private final Path folder;

  KeyFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  static boolean canBe(byte[] bytes) {
    return bytes.length > 0 && bytes.length <= BYTES_MAX && bytes[0] == SEQUENCE;
  }

  boolean has(String username) {
    return Files.exists(file(username));
  }

  Optional<byte[]> find(String username) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file(username)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  void keep(String username, byte[] bytes) throws IOException {
    var file = file(username);
    NewFile.replace(file, bytes, NewFile.Access.OWNER);
    DurableName.force(file);
  }

  boolean drop(String username) throws IOException {
    return Files.deleteIfExists(file(username));
  }

  private Path file(String username) {
    return folder.resolve(username + ".p12");
  }
}
