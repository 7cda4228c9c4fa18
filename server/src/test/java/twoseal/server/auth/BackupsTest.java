package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Role;
import twoseal.desk.draw.Desk;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.Restore;
import twoseal.ledger.Survey;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand;
import twoseal.server.DataFolder;
import twoseal.server.Server;
import twoseal.server.Settings;

/** A service that is started from its backup goes on. */
class BackupsTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  @Test
  void aServiceStartedFromItsBackupGoesOn() throws Exception {
    try (var world = World.whole(folder)) {
      var admin = world.administrator();
      world.ready("ann", Role.NOTARY, World.OFFICE);
      assertThat(backupAlarm(admin)).contains("there is no backup yet");
      admin.with("Idempotency-Key", "backup-of-today");
      var made = admin.post("/backups", Map.of());
      assertThat(made.status()).as(made.reason()).isEqualTo(201);
      assertThat(admin.post("/backups", Map.of()).text("folder")).isEqualTo(made.text("folder"));
      assertThat(backupAlarm(admin)).isEmpty();
      later(world, admin, Duration.ofHours(26).minusSeconds(2));
      assertThat(backupAlarm(admin)).as("a day that is late").isEmpty();
      later(world, admin, Duration.ofHours(4));
      assertThat(backupAlarm(admin)).contains("29 hours old");
      var backup = folder.resolve("backups").resolve(made.text("folder"));
      assertThat(backup.resolve("keys/passphrase")).doesNotExist();
      assertThat(backup.resolve("server/sessions.json")).doesNotExist();

      var restored = elsewhere.resolve("restored");
      copyBesidesLedger(backup, restored);
      restore(backup.resolve("ledger"), restored.resolve("ledger"));
      Files.copy(folder.resolve("keys/passphrase"), restored.resolve("keys/passphrase"));
      var settings = Settings.read(restored, _ -> null).with(Settings.Key.LISTEN, "127.0.0.1:0");
      Clock clock = world.clock;
      var data = DataFolder.open(restored, settings, _ -> null, clock);
      try (var server = Server.start(data, settings, clock, List.of())) {
        assertThat(data.serviceIsAdmitted()).isTrue();
        var ann = new Browser(server.uri());
        assertThat(ann.signIn("ann", World.PASSWORD, world.code("ann")).status()).isEqualTo(200);
        assertThat(ann.get("/session").body().path("needs").toString()).isEqualTo("[]");
        var desk = new Desk(data.ledger());
        var remark =
            new RegistryCommand.Remark(Optional.empty(), Optional.empty(), "after the restore");
        assertThat(desk.enter(remark.text(desk.header()), world.signer("ann")).accepted()).isTrue();
        try (var state = data.ledger().state()) {
          assertThat(new Registry(state).people()).containsKey("minghe/ann");
        }
      }
    }
  }

  /** By then a sign-in has ended. */
  private static void later(World world, Browser admin, Duration time) throws Exception {
    world.clock.pass(time);
    var again = admin.signIn("admin", World.PASSWORD, world.code("admin"));
    assertThat(again.status()).as(again.reason()).isEqualTo(200);
  }

  /** What the one alarm about backups says; nothing where there is none. */
  private static String backupAlarm(Browser browser) throws Exception {
    var answer = browser.get("/alarms");
    assertThat(answer.status()).as(answer.reason()).isEqualTo(200);
    var said = new ArrayList<String>();
    for (var alarm : answer.body().get("items")) {
      if (alarm.get("kind").asString().equals("backup")) {
        said.add(alarm.get("what").get("en").asString());
      }
    }
    assertThat(said).hasSizeLessThan(2);
    return String.join("", said);
  }

  private static void copyBesidesLedger(Path from, Path to) throws Exception {
    try (var files = Files.walk(from)) {
      for (var file : files.filter(f -> !f.startsWith(from.resolve("ledger"))).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Nobody has to be asked: the ledger has no witness. */
  private static void restore(Path backup, Path ledger) {
    var survey = Survey.of(backup, List.of(), List.of(), (part, done) -> {});
    assertThat(survey.hasWitnesses()).isFalse();
    Restore.run(survey, backup, ledger, List.of(), Optional.empty(), LedgerOptions.defaults());
  }
}
