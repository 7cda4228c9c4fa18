package twoseal.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.cli.Run;
import twoseal.core.Ed25519;
import twoseal.core.SignedNote;
import twoseal.desk.Complaint;
import twoseal.desk.keys.KeyFile;

class KeysTest {
  private static final String PASSPHRASE = "correct horse";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("n.p12");
  }

  @Test
  void newKeysAreShownAndSign() throws Exception {
    var made =
        Run.withPassphrase(
            PASSPHRASE,
            "keys",
            "new",
            "--name",
            "office/notary-1",
            "--out",
            file.toString(),
            "--json");
    assertThat(made.exit()).isZero();
    assertThat(made.json())
        .containsEntry("name", "office/notary-1")
        .containsEntry("cosignKey", "null");
    var shown = Run.withPassphrase(PASSPHRASE, "keys", "show", file.toString(), "--json");
    assertThat(shown.json()).isEqualTo(made.json());
    assertThat(Run.withPassphrase(PASSPHRASE, "keys", "show", file.toString()).out())
        .contains(made.json().get("key"), made.json().get("keyId"));

    var keys = KeyFile.open(file, PASSPHRASE.toCharArray());
    assertThat(keys.signer().key().format()).isEqualTo(made.json().get("key"));
    assertThat(keys.cosigner()).isEmpty();
    var note = SignedNote.sign("a\n", keys.signer());
    assertThat(note.isSignedBy(keys.signer().key(), Ed25519.STRICT)).isTrue();
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aWitnessHasASecondKey() throws Exception {
    var made =
        Run.withPassphrase(
            PASSPHRASE,
            "keys",
            "new",
            "--cosign",
            "--name",
            "court/witness",
            "--out",
            file.toString(),
            "--json");
    var keys = KeyFile.open(file, PASSPHRASE.toCharArray());
    assertThat(keys.cosigner().orElseThrow().key().format())
        .isEqualTo(made.json().get("cosignKey"));
    assertThat(keys.cosigner().orElseThrow().key().publicKey())
        .isNotEqualTo(keys.signer().key().publicKey());
  }

  @Test
  void aFileThatIsThereStays() throws Exception {
    Files.writeString(file, "mine");
    var run =
        Run.withPassphrase(PASSPHRASE, "keys", "new", "--name", "a/b", "--out", file.toString());
    assertThat(run.exit()).isEqualTo(4);
    assertThat(Files.readString(file)).isEqualTo("mine");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void aWrongPassphraseIsToldFromABrokenFile() throws Exception {
    KeyFile.create(file, "a/b", false, PASSPHRASE.toCharArray());
    assertThat(
            Run.withPassphrase("something else", "keys", "show", "--json", file.toString()).json())
        .containsEntry("error.code", "wrong-passphrase");
    var bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(Run.withPassphrase(PASSPHRASE, "keys", "show", "--json", file.toString()).json())
        .containsEntry("error.code", "not-a-key-file");
    Files.writeString(file, "hello");
    assertThat(Run.withPassphrase(PASSPHRASE, "keys", "show", "--json", file.toString()).json())
        .containsEntry("error.code", "not-a-key-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a+b", ""})
  void aNameThatNoKeyCanHaveIsRefused(String name) {
    var run =
        Run.withPassphrase(PASSPHRASE, "keys", "new", "--name", name, "--out", file.toString());
    assertThat(run.exit()).isEqualTo(4);
    assertThat(file).doesNotExist();
  }

  @Test
  void aPassphraseIsTypedTwiceUnseenOrReadFromAFile() throws Exception {
    var typed =
        new Run.Stage()
            .answers(PASSPHRASE, PASSPHRASE)
            .run("keys", "new", "--name", "a/b", "--out", file.toString());
    assertThat(typed.exit()).isZero();
    assertThat(new Run.Stage().answers(PASSPHRASE).run("keys", "show", file.toString()).exit())
        .isZero();
    var from =
        Files.writeString(folder.resolve("pass"), PASSPHRASE + "\nmore\n", StandardCharsets.UTF_8);
    assertThat(Run.of("keys", "show", file.toString(), "--passphrase-file", from.toString()).exit())
        .isZero();
    var other = folder.resolve("o.p12").toString();
    assertThat(
            new Run.Stage()
                .answers(PASSPHRASE, "another one")
                .run("keys", "new", "--name", "a/b", "--out", other)
                .exit())
        .isEqualTo(4);
    assertThat(Run.withPassphrase("short", "keys", "new", "--name", "a/b", "--out", other).exit())
        .isEqualTo(4);
    assertThat(Run.of("keys", "new", "--name", "a/b", "--out", other).err())
        .contains("--passphrase-file");
    assertThat(Path.of(other)).doesNotExist();
  }

  @Test
  void thePassphraseCanBeChanged() throws Exception {
    var before = KeyFile.create(file, "a/b", true, PASSPHRASE.toCharArray());
    var to = Files.writeString(folder.resolve("new"), "another one\n");
    var run =
        Run.withPassphrase(
            PASSPHRASE,
            "keys",
            "passphrase",
            file.toString(),
            "--new-passphrase-file",
            to.toString());
    assertThat(run.exit()).isZero();
    var after = KeyFile.open(file, "another one".toCharArray());
    assertThat(after.signer().key()).isEqualTo(before.signer().key());
    assertThat(after.cosigner().orElseThrow().key())
        .isEqualTo(before.cosigner().orElseThrow().key());
    assertThatThrownBy(() -> KeyFile.open(file, PASSPHRASE.toCharArray()))
        .isInstanceOf(Complaint.class);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
