package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.registry.RegistryCommand;
import twoseal.server.http.Reply;
import twoseal.server.http.Route;

/** A program signs in with a key of the ledger. */
class KeySignInTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws Exception {
    var who =
        Route.of(
            "GET",
            "/who",
            "organiser",
            call -> Reply.json(call.signedIn().username() + " " + call.signedIn().byToken()));
    var change = Route.of("POST", "/who", "organiser", _ -> Reply.empty(204));
    world = new World(folder, Auth.Options.defaults(), List.of(who, change));
    world.invite("robot", Role.ORGANISER, World.BANK);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private String challenge() throws Exception {
    return world.browser().post("/session/challenge", Map.of("person", "bank/robot")).text("text");
  }

  private Browser.Answer token(String text, Signer signer) throws Exception {
    return world.browser().text("/session/token", SignedNote.sign(text, signer).format());
  }

  private Browser bearer(String token) {
    return world.browser().with("Authorization", "Bearer " + token);
  }

  @Test
  void aSignedChallengeGivesATokenThatNeedsNoCsrf() throws Exception {
    var text = challenge();
    assertThat(text)
        .matches(
            """
            twoseal/sign-in/1
            ledger: minghe.example/ledger
            person: bank/robot
            nonce: [0-9a-f]{64}
            until: 2026-05-01T08:02:00Z
            """);
    var given = token(text, world.signer("robot"));
    assertThat(given.status()).isEqualTo(200);
    assertThat(given.text("person")).isEqualTo("bank/robot");
    var program = bearer(given.text("token"));
    assertThat(program.get("/who").body().asString()).isEqualTo("bank/robot true");
    assertThat(program.post("/who", Map.of()).status()).isEqualTo(204);
    assertThat(program.get("/accounts").reason()).isEqualTo("not-your-role");
    assertThat(program.get("/session/key-file").reason()).isEqualTo("session.programs-have-none");
    world.restart();
    assertThat(bearer(given.text("token")).get("/who").status()).isEqualTo(200);
  }

  @Test
  void aChallengeCountsOnceAndForTwoMinutes() throws Exception {
    var text = challenge();
    assertThat(token(text, world.signer("robot")).status()).isEqualTo(200);
    assertThat(token(text, world.signer("robot")).reason()).isEqualTo("session.challenge");
    var later = challenge();
    world.clock.pass(Duration.ofMillis(KeySignIn.VALID_MS));
    assertThat(token(later, world.signer("robot")).reason()).isEqualTo("session.challenge");
  }

  @Test
  void whatIsNotSignedByThatPersonsKeyGivesNothing() throws Exception {
    var text = challenge();
    var seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    var stranger = Signer.of("bank/robot", seed);
    var admin = world.signer("admin");
    assertThat(token(text, stranger).reason()).isEqualTo("session.challenge");
    assertThat(token(text, admin).reason()).isEqualTo("session.challenge");
    assertThat(token(text.replace("bank/robot", "minghe/admin"), admin).reason())
        .isEqualTo("session.challenge");
    assertThat(token(text.replace("08:02", "09:02"), world.signer("robot")).reason())
        .isEqualTo("session.challenge");
    var another = world.browser().post("/session/challenge", Map.of("person", "bank/nobody"));
    assertThat(another.status()).isEqualTo(200);
    var unsigned = world.browser().text("/session/token", text);
    assertThat(unsigned.reason()).isEqualTo("session.challenge");
    assertThat(token(text, world.signer("robot")).status()).isEqualTo(200);
  }

  @Test
  void aTokenEndsWithItsTimeAndWithItsKey() throws Exception {
    var first = token(challenge(), world.signer("robot")).text("token");
    world.clock.pass(Duration.ofHours(1));
    assertThat(bearer(first).get("/who").reason()).isEqualTo("session.token");
    var second = token(challenge(), world.signer("robot")).text("token");
    var seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    var fresh = Signer.of("bank/robot", seed);
    world.enter(
        new RegistryCommand.RotateKey(
            new PersonName(World.BANK, "robot"), fresh.key(), Optional.empty(), "yearly"),
        world.signer("robot"),
        fresh);
    assertThat(bearer(second).get("/who").reason()).isEqualTo("session.token");
    assertThat(bearer("nonsense").get("/people").reason()).isEqualTo("session.token");
    assertThat(world.browser().with("Authorization", "Basic YTpi").get("/who").status())
        .isEqualTo(401);
  }

  @Test
  void aTokenEndsWhenItsProgramSignsOut() throws Exception {
    var token = token(challenge(), world.signer("robot")).text("token");
    assertThat(bearer(token).get("/who").status()).isEqualTo(200);
    assertThat(bearer(token).delete("/session").status()).isEqualTo(204);
    assertThat(bearer(token).get("/who").status()).isEqualTo(401);
  }

  @Test
  void aTokenIsNoCookieAndACookieNoToken() throws Exception {
    var token = token(challenge(), world.signer("robot")).text("token");
    var asCookie = world.browser().cookie("twoseal", token);
    assertThat(asCookie.get("/session").body().path("signedIn").asBoolean()).isFalse();
    var ann = world.ready("ann", Role.OBSERVER, World.OFFICE);
    assertThat(bearer(ann.cookie("twoseal")).get("/people").reason()).isEqualTo("session.token");
  }
}
