package twoseal.server.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.Normalizer;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.desk.NewFile;

/**
 * Reasons that are not for the public. Their salted commitment goes to the ledger ([DRAW-9]); text
 * and salt stay here, in the form of {@code note reason}, for whoever is to be shown them.
 */
final class Reasons {
  private static final int SALT_BYTES = 32;

  private final Path folder;

  private Reasons(Path folder) {
    this.folder = folder;
  }

  /** Opens a folder, which is made if it is not there. */
  static Reasons open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Reasons(folder);
  }

  /**
   * Keeps a reason durably.
   *
   * @return its commitment
   * @throws twoseal.core.MalformedException if it is not one line of text ([NOTE-4])
   */
  Digest keep(String words) {
    var text = Normalizer.normalize(words.strip(), Normalizer.Form.NFC);
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    var commitment = Digest.sha256(salt, Bytes.utf8(text));
    var kept =
        new Fields.Writer("reason", 1)
            .line("text", text)
            .line("salt", Bytes.hex(salt))
            .digest("commitment", commitment)
            .text();
    try {
      NewFile.write(
          folder.resolve(commitment.hex() + ".txt"), Bytes.utf8(kept), NewFile.Access.OWNER);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return commitment;
  }
}
