package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Role;
import twoseal.desk.draw.Desk;
import twoseal.ledger.Clock;
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
      assertThat(admin.get("/alarms").body().toString()).contains("there is no backup yet");
      admin.with("Idempotency-Key", "backup-of-today");
      var made = admin.post("/backups", Map.of());
      assertThat(made.status()).as(made.reason()).isEqualTo(201);
      assertThat(admin.post("/backups", Map.of()).text("folder")).isEqualTo(made.text("folder"));
      assertThat(admin.get("/alarms").body().toString()).doesNotContain("\"backup\"");
      world.clock.pass(Duration.ofHours(30));
      assertThat(admin.signIn("admin", World.PASSWORD, world.code("admin")).status())
          .isEqualTo(200);
      assertThat(admin.get("/alarms").body().toString()).contains("30 hours old");
      var backup = folder.resolve("backups").resolve(made.text("folder"));
      assertThat(backup.resolve("keys/passphrase")).doesNotExist();
      assertThat(backup.resolve("server/sessions.json")).doesNotExist();

      var restored = elsewhere.resolve("restored");
      copy(backup, restored);
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

  private static void copy(Path from, Path to) throws Exception {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
