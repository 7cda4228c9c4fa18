package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.desk.Complaint;
import twoseal.registry.RegistryCommand;

/** What an administrator does, and that nobody else does it. */
class AccountsTest {
  @TempDir Path folder;
  private World world;
  private Browser admin;

  @BeforeEach
  void start() throws Exception {
    world = new World(folder);
    admin = world.administrator();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private static Map<String, String> form(String username, String person, String role) {
    return Map.of("username", username, "name", "名字", "person", person, "role", role);
  }

  @Test
  void anAccountIsOpenedWithAOneTimePassword() throws Exception {
    var opened = admin.post("/accounts", form("ann", "minghe/ann", "notary"));
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.body().path("account").path("state").asString()).isEqualTo("invited");
    assertThat(opened.body().path("account").path("keyOnLedger").asBoolean()).isFalse();
    assertThat(opened.text("oneTimePassword")).matches("([a-z2-9]{4}-){4}[a-z2-9]{4}");
    var signedIn = world.browser().signIn("ann", opened.text("oneTimePassword"));
    assertThat(signedIn.body().path("needs").toString())
        .isEqualTo("[\"password\",\"totp\",\"key\"]");
  }

  @Test
  void whatCannotBeAnAccountIsRefused() throws Exception {
    admin.post("/accounts", form("ann", "minghe/ann", "notary"));
    Map.ofEntries(
            Map.entry(form("Ann", "minghe/x", "notary"), "account.username"),
            Map.entry(form("../x", "minghe/x", "notary"), "account.username"),
            Map.entry(form("ann", "minghe/x", "notary"), "account.exists"),
            Map.entry(form("bob", "minghe/ann", "notary"), "account.person-has-one"),
            Map.entry(form("bob", "minghe", "notary"), "unreadable"),
            Map.entry(form("bob", "minghe/bob", "king"), "unreadable"),
            Map.entry(form("bob", "nowhere/bob", "organiser"), "account.no-such-organisation"),
            Map.entry(form("bob", "bank/bob", "notary"), "account.role-of-another-organisation"),
            Map.entry(
                form("bob", "minghe/bob", "organiser"), "account.role-of-another-organisation"),
            Map.entry(form("bob", "minghe/service", "notary"), "account.person-differs"))
        .forEach((form, reason) -> {
          try {
            assertThat(admin.post("/accounts", form).reason())
                .as(form.toString())
                .isEqualTo(reason);
          } catch (Exception failed) {
            throw new AssertionError(failed);
          }
        });
  }

  @Test
  void aResetTakesPasswordFactorAndSessionsAway() throws Exception {
    var ann = world.ready("ann", Role.NOTARY, World.OFFICE);
    var reset = admin.post("/accounts/ann/reset", Map.of("reason", "lost the telephone"));
    assertThat(reset.status()).isEqualTo(200);
    assertThat(ann.get("/session").body().path("signedIn").asBoolean()).isFalse();
    assertThat(world.browser().signIn("ann", World.PASSWORD).reason()).isEqualTo("session.wrong");
    var signedIn = world.browser().signIn("ann", reset.text("oneTimePassword"));
    assertThat(signedIn.body().path("needs").toString()).isEqualTo("[\"password\",\"totp\"]");
    var line = admin.get("/audit").body().path("items").get(2);
    assertThat(line.path("what").asString()).isEqualTo("account.reset");
    assertThat(line.path("who").asString()).isEqualTo("admin");
    assertThat(line.path("about").asString()).isEqualTo("ann");
    assertThat(line.path("detail").asString()).isEqualTo("lost the telephone");
    assertThat(line.path("from").asString()).isEqualTo("127.0.0.1");
  }

  @Test
  void aClosedAccountOpensNothingAndTheLastAdministratorsStays() throws Exception {
    var ann = world.ready("ann", Role.OBSERVER, World.OFFICE);
    assertThat(admin.post("/accounts/ann/close", Map.of("reason", "left")).status()).isEqualTo(204);
    assertThat(ann.get("/session").body().path("signedIn").asBoolean()).isFalse();
    assertThat(world.browser().signIn("ann", World.PASSWORD).reason()).isEqualTo("session.wrong");
    assertThat(admin.post("/accounts/ann/close", Map.of("reason", "left")).reason())
        .isEqualTo("account.closed");
    assertThat(admin.post("/accounts/ann/reset", Map.of("reason", "back")).reason())
        .isEqualTo("account.closed");
    assertThat(admin.post("/accounts/nobody/close", Map.of("reason", "x")).status()).isEqualTo(404);
    assertThat(admin.post("/accounts/admin/close", Map.of("reason", "x")).reason())
        .isEqualTo("account.last-administrator");
  }

  @Test
  void theListIsCut() throws Exception {
    for (var i = 0; i < 5; i++) {
      admin.post("/accounts", form("a" + i, "minghe/a" + i, "observer"));
    }
    var first = admin.get("/accounts?limit=4");
    assertThat(first.body().path("items").size()).isEqualTo(4);
    var rest = admin.get("/accounts?limit=4&cursor=" + first.text("next"));
    assertThat(rest.body().path("items").size()).isEqualTo(2);
    assertThat(rest.body().has("next")).isFalse();
    assertThat(admin.get("/accounts?limit=201").status()).isEqualTo(422);
    var lines = admin.get("/audit?limit=3");
    var older = admin.get("/audit?limit=3&cursor=" + lines.text("next"));
    assertThat(older.body().path("items").get(0).path("timeMs").asLong())
        .isLessThanOrEqualTo(lines.body().path("items").get(2).path("timeMs").asLong());
  }

  @Test
  void theSameKeyGetsTheFirstAnswerForADay() throws Exception {
    admin.with("Idempotency-Key", "a-key-of-my-own");
    var first = admin.post("/accounts", form("ann", "minghe/ann", "notary"));
    var second = admin.post("/accounts", form("ann", "minghe/ann", "notary"));
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.response().body()).isEqualTo(first.response().body());
    var token = admin.cookie("twoseal");
    world.restart();
    var again = world.browser().with("Idempotency-Key", "a-key-of-my-own").cookie("twoseal", token);
    again.get("/session");
    assertThat(again.post("/accounts", form("ann", "minghe/ann", "notary")).response().body())
        .isEqualTo(first.response().body());
    for (var i = 0; i < 25; i++) {
      world.clock.pass(Duration.ofMinutes(59));
      again.get("/session");
    }
    again.signIn("admin", World.PASSWORD, world.code("admin"));
    assertThat(again.post("/accounts", form("ann", "minghe/ann", "notary")).reason())
        .isEqualTo("account.exists");
  }

  @Test
  void whoWasRevokedOnTheLedgerHasNoKeyAnyMore() throws Exception {
    var ann = world.ready("ann", Role.NOTARY, World.OFFICE);
    assertThat(ann.get("/session").body().path("needs").toString()).isEqualTo("[]");
    world.enter(
        new RegistryCommand.RevokePerson(new PersonName(World.OFFICE, "ann"), "left"),
        world.signer("admin"));
    assertThat(ann.get("/session").body().path("needs").toString()).isEqualTo("[\"key\"]");
    var people = world.browser().get("/people").body();
    assertThat(people.path("organisations").size()).isEqualTo(2);
    assertThat(people.toString()).contains("\"minghe/ann\"", "名字 ann", "\"valid\":false");
  }

  @Test
  void aFileThatSomebodyElseChangedIsNotTaken() throws Exception {
    world.ready("ann", Role.OBSERVER, World.OFFICE);
    var file = world.server().resolve("accounts.json");
    var text = Files.readString(file);
    assertThat(text).contains("\"observer\"");
    Files.writeString(file, text.replace("\"observer\"", "\"administrator\""));
    assertThatThrownBy(world::restart)
        .isInstanceOfSatisfying(
            Complaint.class,
            c -> assertThat(c.key()).isEqualTo("complaint.serve.changed-by-others"));
    for (var broken : new String[] {"", "{}", text.substring(0, text.length() - 2), text + " "}) {
      Files.write(file, broken.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> new Accounts(world.server(), world.data().secrets()))
          .isInstanceOf(Complaint.class);
    }
    Files.writeString(file, text);
    assertThat(new Accounts(world.server(), world.data().secrets()).find("ann")).isPresent();
  }
}
