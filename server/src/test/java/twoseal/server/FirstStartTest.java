package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.desk.Complaint;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.Clock;
import twoseal.ledger.WrongLogKeyException;
import twoseal.registry.Registry;

/** A service is made whole or not at all, and opens with what it was made with. */
class FirstStartTest {
  private static final FirstStart.Office OFFICE =
      new FirstStart.Office(
          "minghe", "明和公证处", Optional.empty(), FirstStart.Office.origin("minghe"));

  @TempDir Path folder;
  private Map<String, String> environment = Map.of();

  private @Nullable String variable(@Nullable String name) {
    return environment.get(String.valueOf(name));
  }

  private String run() throws Exception {
    return FirstStart.run(folder, OFFICE, settings(), this::variable, Clock.system());
  }

  private Settings settings() throws Exception {
    return Settings.read(folder, this::variable);
  }

  private DataFolder open() throws Exception {
    return DataFolder.open(folder, settings(), this::variable, Clock.system());
  }

  private void assertComplains(String key) {
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(Complaint.class, c -> assertThat(c.key()).isEqualTo(key));
  }

  @Test
  void thereIsALedgerWithTheOfficeTheServiceAndOneAdministrator() throws Exception {
    var password = run();
    assertThat(DataFolder.isThere(folder)).isTrue();
    try (var data = open();
        var state = data.ledger().state()) {
      var registry = new Registry(state);
      assertThat(registry.origin()).contains("minghe.twoseal/ledger");
      assertThat(registry.office()).isEqualTo("minghe");
      assertThat(registry.people()).containsOnlyKeys("minghe/admin", "minghe/service");
      var service = registry.person(new PersonName("minghe", "service")).orElseThrow();
      assertThat(service.role()).isEqualTo(Role.OPERATOR);
      assertThat(data.serviceIsAdmitted()).isTrue();
      var admin = data.server().resolve("key-files/admin.p12");
      assertThat(KeyFile.open(admin, password.toCharArray()).signer().key())
          .isEqualTo(registry.person(new PersonName("minghe", "admin")).orElseThrow().key());
    }
  }

  @Test
  void theOneTimePasswordStandsInNoFile() throws Exception {
    var password = run();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(password);
      }
    }
  }

  @Test
  void whatIsSecretIsItsOwnersAlone() throws Exception {
    run();
    for (var name : new String[] {"keys", "server", "ledger/.."}) {
      assertThat(Files.exists(folder.resolve(name))).isTrue();
    }
    assertThat(mode("keys")).isEqualTo("rwx------");
    assertThat(mode("server")).isEqualTo("rwx------");
    for (var file : new String[] {"log.p12", "service.p12", "secret", "passphrase"}) {
      assertThat(mode("keys/" + file)).isEqualTo("rw-------");
    }
  }

  private String mode(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  @Test
  void aPassphraseFromElsewhereIsNotWrittenDown() throws Exception {
    environment = Map.of("TWOSEAL_PASSPHRASE", "from the safe");
    run();
    assertThat(folder.resolve("keys/passphrase")).doesNotExist();
    open().close();
    environment = Map.of();
    assertComplains("complaint.serve.no-passphrase");
    environment = Map.of("TWOSEAL_PASSPHRASE", "guessed");
    assertComplains("complaint.wrong-passphrase");
  }

  @Test
  void whatACrashLeftIsMadeAnew() throws Exception {
    run();
    Files.createDirectory(folder.resolve(".first-start"));
    assertThat(DataFolder.isThere(folder)).isFalse();
    var password = run();
    try (var data = open()) {
      var admin = data.server().resolve("key-files/admin.p12");
      assertThat(KeyFile.open(admin, password.toCharArray()).signer().key().name())
          .isEqualTo("minghe/admin");
    }
  }

  @Test
  void nothingIsPutOverWhatIsThere() throws Exception {
    run();
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            Complaint.class, c -> assertThat(c.key()).isEqualTo("complaint.serve.not-whole"));
    open().close();
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    run();
    var secret = folder.resolve("keys/secret");
    var kept = Files.readAllBytes(secret);
    Files.delete(secret);
    assertComplains("complaint.serve.no-secret");
    Files.write(secret, kept);
    Files.move(folder.resolve("keys/log.p12"), folder.resolve("log.p12"));
    assertComplains("complaint.serve.no-log-key");
    KeyFile.create(
        folder.resolve("keys/log.p12"),
        "minghe.twoseal/ledger",
        false,
        Files.readString(folder.resolve("keys/passphrase")).strip().toCharArray());
    assertThatThrownBy(this::open).isInstanceOf(WrongLogKeyException.class);
  }

  @Test
  void anOfficeThatCannotBeIsRefused() {
    var names =
        new FirstStart.Office[] {
          new FirstStart.Office("Minghe", "x", Optional.empty(), "a/b"),
          new FirstStart.Office("minghe", "", Optional.empty(), "a/b"),
          new FirstStart.Office("minghe", "x\u202e", Optional.empty(), "a/b"),
        };
    for (var office : names) {
      assertThatThrownBy(
              () -> FirstStart.run(folder, office, settings(), this::variable, Clock.system()))
          .isInstanceOfSatisfying(
              Complaint.class, c -> assertThat(c.key()).isEqualTo("complaint.serve.office"));
    }
  }

  @Test
  void aLedgerFromTheCommandLineGetsWhatAServiceNeeds() throws Exception {
    run();
    for (var part : new String[] {"server/accounts.json", "keys/service.p12", "keys/secret"}) {
      Files.delete(folder.resolve(part));
    }
    try (var data = open()) {
      assertThat(data.serviceIsAdmitted()).isFalse();
      assertThat(data.service().key().name()).isEqualTo("minghe/service");
    }
    open().close();
  }
}
