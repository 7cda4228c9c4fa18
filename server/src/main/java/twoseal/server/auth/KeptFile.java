package twoseal.server.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;
import twoseal.server.http.JsonText;
import twoseal.server.kept.DurableName;

/**
 * A document of JSON that is written whole and was not changed by anybody else since: {@code
 * {"mac":"..","kept":..}}, where the code is over the bytes of what is kept. What was written is on
 * the disk when {@link #write} returns.
 *
 * @param <T> a record
 */
final class KeptFile<T> {
  private static final String BEFORE_MAC = "{\"mac\":\"";
  private static final String AFTER_MAC = "\",\n\"kept\":";
  private static final String END = "}\n";
  private static final int MAC_DIGITS = 64;

  private final Path file;
  private final Class<T> type;
  private final Secrets secrets;
  private final JsonText json = new JsonText();

  KeptFile(Path file, Class<T> type, Secrets secrets) {
    this.file = file;
    this.type = type;
    this.secrets = secrets;
  }

  /**
   * What was written last; empty if nothing ever was.
   *
   * @throws Complaint if it is not what was written
   */
  Optional<T> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      var bytes = Files.readAllBytes(file);
      var bodyAt = BEFORE_MAC.length() + MAC_DIGITS + AFTER_MAC.length();
      if (bytes.length < bodyAt + END.length()) {
        throw changed();
      }
      var body = Arrays.copyOfRange(bytes, bodyAt, bytes.length - END.length());
      if (!MessageDigest.isEqual(bytes, framed(body))) {
        throw changed();
      }
      return Optional.of(json.read(body, type));
    } catch (MalformedException anotherRelease) {
      throw changed().because(anotherRelease);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Puts this in the place of what was there. */
  void write(T value) {
    try {
      NewFile.replace(file, framed(json.write(value)), NewFile.Access.OWNER);
      DurableName.force(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private byte[] framed(byte[] body) {
    var mac = Bytes.hex(secrets.mac("kept " + file.getFileName(), body));
    return Bytes.concat(Bytes.utf8(BEFORE_MAC + mac + AFTER_MAC), body, Bytes.utf8(END));
  }

  private Complaint changed() {
    return Complaint.input("complaint.serve.changed-by-others", file);
  }
}
