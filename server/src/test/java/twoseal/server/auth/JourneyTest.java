package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Role;

/** Signing in and out, over HTTP. */
class JourneyTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(folder);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void theFirstAdministratorReplacesPasswordFactorAndKey() throws Exception {
    var browser = world.browser();
    var before = browser.get("/session");
    assertThat(before.body().path("signedIn").asBoolean()).isFalse();
    assertThat(before.body().path("office").path("name").asString()).isEqualTo("明和公证处");
    assertThat(before.body().path("office").path("logKey").asString())
        .startsWith("minghe.example/ledger+");

    var begun = browser.signIn("admin", world.oneTimePassword);
    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.body().path("needs").toString()).isEqualTo("[\"password\",\"totp\",\"key\"]");
    assertThat(browser.get("/accounts").reason()).isEqualTo("session.needs-password");
    assertThat(browser.post("/session/totp", Map.of()).reason())
        .isEqualTo("session.needs-password");

    var chosen =
        browser.put(
            "/session/password", Map.of("old", world.oneTimePassword, "new", World.PASSWORD));
    assertThat(chosen.body().path("needs").toString()).isEqualTo("[\"totp\",\"key\"]");
    assertThat(browser.get("/accounts").reason()).isEqualTo("session.needs-totp");

    var secret = browser.post("/session/totp", Map.of());
    assertThat(secret.text("uri")).contains(secret.text("secret"));
    world.hasTotp("admin", secret.text("secret"));
    assertThat(browser.put("/session/totp", Map.of("code", "000000")).status()).isIn(200, 422);
    assertThat(
            browser
                .put("/session/totp", Map.of("code", world.code("admin")))
                .body()
                .path("needs")
                .toString())
        .isEqualTo("[\"key\"]");
    assertThat(browser.get("/accounts").reason()).isEqualTo("session.needs-key");
    assertThat(browser.get("/session/key-file").status()).isEqualTo(200);
  }

  @Test
  void withItsOwnKeyTheAdministratorIsLetIn() throws Exception {
    var browser = world.administrator();
    assertThat(browser.get("/session").body().path("needs").toString()).isEqualTo("[]");
    var accounts = browser.get("/accounts");
    assertThat(accounts.status()).isEqualTo(200);
    assertThat(accounts.body().path("items").get(0).path("username").asString()).isEqualTo("admin");
  }

  @Test
  void aOneTimePasswordOpensOnce() throws Exception {
    var first = world.browser();
    assertThat(first.signIn("admin", world.oneTimePassword).status()).isEqualTo(200);
    var second = world.browser().signIn("admin", world.oneTimePassword);
    assertThat(second.status()).isEqualTo(401);
    assertThat(second.reason()).isEqualTo("session.one-time-over");
    world.restart();
    assertThat(world.browser().signIn("admin", world.oneTimePassword).reason())
        .isEqualTo("session.one-time-over");
  }

  @Test
  void aColleaguesOneTimePasswordDoesNotWaitForEver() throws Exception {
    var oneTime = world.invite("ann", Role.NOTARY, World.OFFICE);
    world.clock.pass(SignIn.ONE_TIME.plusMillis(1));
    assertThat(world.browser().signIn("ann", oneTime).reason()).isEqualTo("session.one-time-over");
  }

  @Test
  void aWrongPasswordAndAnUnknownNameLookAndCostTheSame() throws Exception {
    world.ready("ann", Role.OBSERVER, World.OFFICE);
    world.ready("gone", Role.OBSERVER, World.OFFICE);
    world.administrator().post("/accounts/gone/close", Map.of("reason", "left"));
    for (var name : new String[] {"ann", "nobody", "gone"}) {
      var before = world.passwords.hashed();
      var answer = world.browser().signIn(name, "four words nobody knows");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.reason()).isEqualTo("session.wrong");
      assertThat(world.passwords.hashed()).as(name).isEqualTo(before + 1);
    }
  }

  @Test
  void aCodeCountsOnceAlsoAfterARestart() throws Exception {
    world.ready("ann", Role.NOTARY, World.OFFICE);
    var code = world.code("ann");
    assertThat(world.browser().signIn("ann", World.PASSWORD).reason())
        .isEqualTo("session.code-needed");
    assertThat(world.browser().signIn("ann", World.PASSWORD, code).status()).isEqualTo(200);
    assertThat(world.browser().signIn("ann", World.PASSWORD, code).reason())
        .isEqualTo("session.code-wrong");
    world.restart();
    assertThat(world.browser().signIn("ann", World.PASSWORD, code).reason())
        .isEqualTo("session.code-wrong");
    world.clock.pass(Duration.ofSeconds(Totp.STEP_S));
    assertThat(world.browser().signIn("ann", World.PASSWORD, world.code("ann")).status())
        .isEqualTo(200);
  }

  @Test
  void aLockedNameSaysSoAndOpensLater() throws Exception {
    world.ready("ann", Role.OBSERVER, World.OFFICE);
    for (var name : new String[] {"ann", "nobody"}) {
      for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
        assertThat(world.browser().signIn(name, "wrong").status()).isEqualTo(401);
      }
      var locked = world.browser().signIn(name, World.PASSWORD);
      assertThat(locked.status()).isEqualTo(429);
      assertThat(locked.reason()).isEqualTo("session.locked");
      assertThat(locked.text("detail")).contains("1");
      assertThat(locked.response().headers().firstValue("Retry-After")).contains("61");
    }
    world.restart();
    assertThat(world.browser().signIn("ann", World.PASSWORD).reason()).isEqualTo("session.locked");
    world.clock.pass(Duration.ofMinutes(1));
    assertThat(world.browser().signIn("ann", World.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void strangersWhoGuessDoNotKeepOutWhoseDeviceIsKnown() throws Exception {
    world.ready("ann", Role.OBSERVER, World.OFFICE);
    world.ready("bob", Role.OBSERVER, World.OFFICE);
    var device = Devices.cookie("ann");
    var known = world.browser();
    var given = known.signIn("ann", World.PASSWORD);
    assertThat(given.response().headers().allValues("Set-Cookie"))
        .filteredOn(line -> line.startsWith(device + "="))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("HttpOnly", "SameSite=Strict", "Max-Age="));
    for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
      assertThat(world.browser().signIn("ann", "wrong").status()).isEqualTo(401);
    }
    var bob = world.browser();
    bob.signIn("bob", World.PASSWORD);
    var ofAnother = bob.cookie(Devices.cookie("bob"));
    for (var value : List.of("", "made.up.value", ofAnother)) {
      assertThat(world.browser().cookie(device, value).signIn("ann", World.PASSWORD).reason())
          .isEqualTo("session.locked");
    }
    assertThat(known.signIn("ann", World.PASSWORD).status()).isEqualTo(200);
    world.restart();
    var again = world.browser().cookie(device, known.cookie(device));
    assertThat(again.signIn("ann", World.PASSWORD).status()).isEqualTo(200);
    assertThat(world.browser().signIn("ann", World.PASSWORD).reason())
        .as("that is no pardon for strangers")
        .isEqualTo("session.locked");
    var thief = world.browser().cookie(device, known.cookie(device));
    for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
      assertThat(thief.signIn("ann", "wrong").status()).isEqualTo(401);
    }
    assertThat(thief.signIn("ann", World.PASSWORD).reason()).isEqualTo("session.locked");
    world.clock.pass(Devices.LIFE);
    for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
      assertThat(world.browser().signIn("ann", "wrong").status()).isEqualTo(401);
    }
    assertThat(
            world
                .browser()
                .cookie(device, known.cookie(device))
                .signIn("ann", World.PASSWORD)
                .reason())
        .as("one that is too old is nobody's")
        .isEqualTo("session.locked");
  }

  @Test
  void aSignInNeverGoesOnWithATokenThatWasThereBefore() throws Exception {
    world.ready("ann", Role.OBSERVER, World.OFFICE);
    var victim = world.browser().cookie("twoseal", "planted");
    victim.signIn("ann", World.PASSWORD);
    assertThat(victim.cookie("twoseal")).isNotEqualTo("planted").hasSizeGreaterThan(40);

    var before = victim.cookie("twoseal");
    victim.signIn("ann", World.PASSWORD);
    var thief = world.browser().cookie("twoseal", before);
    assertThat(thief.get("/session").body().path("signedIn").asBoolean()).isFalse();

    var again = victim.cookie("twoseal");
    victim.put(
        "/session/password", Map.of("old", World.PASSWORD, "new", "other words nobody tries"));
    assertThat(victim.cookie("twoseal")).isNotEqualTo(again);
    assertThat(victim.get("/session").body().path("signedIn").asBoolean()).isTrue();
  }

  @Test
  void sessionsSurviveARestartAndEndWhenTheirTimeIsOver() throws Exception {
    var browser = world.ready("ann", Role.OBSERVER, World.OFFICE);
    var token = browser.cookie("twoseal");
    world.restart();
    var later = world.browser().cookie("twoseal", token);
    assertThat(later.get("/session").body().path("signedIn").asBoolean()).isTrue();
    for (var hours = 0; hours < 11; hours++) {
      world.clock.pass(Duration.ofMinutes(59));
      assertThat(later.get("/session").body().path("signedIn").asBoolean())
          .as("%d h", hours)
          .isTrue();
    }
    world.clock.pass(Duration.ofMinutes(59));
    later.get("/session");
    world.clock.pass(Duration.ofMinutes(30));
    assertThat(later.get("/session").body().path("signedIn").asBoolean()).isFalse();
    assertThat(later.get("/session/key-file").reason()).isEqualTo("not-signed-in");
  }

  @Test
  void aSessionThatIsNotUsedEnds() throws Exception {
    var browser = world.ready("ann", Role.OBSERVER, World.OFFICE);
    world.clock.pass(Duration.ofHours(1));
    assertThat(browser.get("/session").body().path("signedIn").asBoolean()).isFalse();
  }

  @Test
  void signingOutEndsTheSessionForWhoeverHasTheToken() throws Exception {
    var browser = world.ready("ann", Role.OBSERVER, World.OFFICE);
    var token = browser.cookie("twoseal");
    assertThat(browser.delete("/session").status()).isEqualTo(204);
    var thief = world.browser().cookie("twoseal", token);
    assertThat(thief.get("/session").body().path("signedIn").asBoolean()).isFalse();
    world.restart();
    assertThat(
            world
                .browser()
                .cookie("twoseal", token)
                .get("/session")
                .body()
                .path("signedIn")
                .asBoolean())
        .isFalse();
  }

  @Test
  void aNewPasswordEndsTheOtherSessionsAndTheOldPassword() throws Exception {
    var here = world.ready("ann", Role.OBSERVER, World.OFFICE);
    var there = world.browser();
    there.signIn("ann", World.PASSWORD);
    assertThat(
            here.put("/session/password", Map.of("old", "wrong", "new", "other words nobody tries"))
                .reason())
        .isEqualTo("password.wrong");
    assertThat(
            here.put("/session/password", Map.of("old", World.PASSWORD, "new", World.PASSWORD))
                .reason())
        .isEqualTo("password.same");
    assertThat(
            here.put("/session/password", Map.of("old", World.PASSWORD, "new", "short")).reason())
        .isEqualTo("password.short");
    assertThat(
            here.put(
                    "/session/password",
                    Map.of("old", World.PASSWORD, "new", "other words nobody tries"))
                .status())
        .isEqualTo(200);
    assertThat(there.get("/session").body().path("signedIn").asBoolean()).isFalse();
    assertThat(world.browser().signIn("ann", World.PASSWORD).reason()).isEqualTo("session.wrong");
    assertThat(world.browser().signIn("ann", "other words nobody tries").status()).isEqualTo(200);
  }

  @Test
  void theCookieIsForThisServiceAlone() throws Exception {
    world.ready("ann", Role.OBSERVER, World.OFFICE);
    var plain = world.browser().signIn("ann", World.PASSWORD);
    assertThat(plain.response().headers().firstValue("Set-Cookie").orElseThrow())
        .matches("twoseal=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict");
    var tls = world.browser().with("X-Forwarded-Proto", "https").signIn("ann", World.PASSWORD);
    assertThat(tls.response().headers().firstValue("Set-Cookie").orElseThrow())
        .matches("__Host-twoseal=[\\w-]{43}; Path=/; HttpOnly; Secure; SameSite=Strict");
  }

  @Test
  void noTokenAndNoPasswordStandsInAnyFile() throws Exception {
    var browser = world.ready("ann", Role.NOTARY, World.OFFICE);
    var token = browser.cookie("twoseal");
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var bytes = HexFormat.of().formatHex(Files.readAllBytes(file));
        for (var secret :
            new String[] {
              token, World.PASSWORD, world.oneTimePassword, browser.csrf().orElseThrow()
            }) {
          assertThat(bytes)
              .as(file.toString())
              .doesNotContain(
                  HexFormat.of()
                      .formatHex(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
      }
    }
  }

  @Test
  void aKeyFileIsItsOwnersAlone() throws Exception {
    var ann = world.ready("ann", Role.NOTARY, World.OFFICE);
    var file = new byte[] {0x30, 1, 2, 3};
    assertThat(ann.get("/session/key-file").status()).isEqualTo(404);
    assertThat(ann.bytes("/session/key-file", new byte[] {1}).reason())
        .isEqualTo("key-file.not-one");
    assertThat(ann.bytes("/session/key-file", new byte[KeyFiles.BYTES_MAX + 1]).status())
        .isEqualTo(413);
    assertThat(ann.bytes("/session/key-file", file).status()).isEqualTo(204);
    assertThat(ann.get("/session/key-file").response().body()).isEqualTo(file);
    assertThat(world.ready("bob", Role.NOTARY, World.OFFICE).get("/session/key-file").status())
        .isEqualTo(404);
    assertThat(ann.get("/session").body().path("account").path("keyFile").asBoolean()).isTrue();
    assertThat(ann.delete("/session/key-file").status()).isEqualTo(204);
    assertThat(ann.get("/session/key-file").status()).isEqualTo(404);
    assertThat(Optional.of(ann.get("/session").body().path("account").path("keyFile").asBoolean()))
        .contains(false);
  }
}
