package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Bytes;
import twoseal.desk.Complaint;

/** The service's secret: under a passphrase, and a key for each use. */
class SecretsTest {
  private static final char[] PASSPHRASE = "correct horse".toCharArray();

  @TempDir Path folder;

  @Test
  void itOpensWithItsPassphraseAlone() throws Exception {
    var file = folder.resolve("secret");
    var made = Secrets.create(file, PASSPHRASE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var opened = Secrets.open(file, PASSPHRASE);
    assertThat(opened.mac("a", Bytes.utf8("x"))).isEqualTo(made.mac("a", Bytes.utf8("x")));
    assertThatThrownBy(() -> Secrets.open(file, "wrong".toCharArray()))
        .isInstanceOfSatisfying(
            Complaint.class, c -> assertThat(c.key()).isEqualTo("complaint.wrong-passphrase"));
    Files.writeString(file, "something else");
    assertThatThrownBy(() -> Secrets.open(file, PASSPHRASE))
        .isInstanceOfSatisfying(
            Complaint.class, c -> assertThat(c.key()).isEqualTo("complaint.serve.not-a-secret"));
  }

  @Test
  void eachUseHasItsOwnKey() {
    var secrets = Secrets.passing();
    var box = secrets.seal("totp ann", Bytes.utf8("secret"));
    assertThat(secrets.unseal("totp ann", box)).contains(Bytes.utf8("secret"));
    assertThat(secrets.unseal("totp bob", box)).isEmpty();
    assertThat(Secrets.passing().unseal("totp ann", box)).isEmpty();
    box[box.length - 1] ^= 1;
    assertThat(secrets.unseal("totp ann", box)).isEmpty();
    assertThat(secrets.unseal("totp ann", new byte[3])).isEmpty();
    assertThat(secrets.seal("a", new byte[1])).isNotEqualTo(secrets.seal("a", new byte[1]));
  }
}
