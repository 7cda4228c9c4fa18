package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Role;

/** Signing in by an identity provider, against a real one. */
class OidcTest {
  private static final String PUBLIC = "https://draws.minghe.example";
  private static final String CALLBACK = PUBLIC + "/api/v1/session/oidc/callback";

  @TempDir Path folder;
  private IdentityProvider provider;
  private World world;

  @BeforeEach
  void start() throws Exception {
    provider = new IdentityProvider(CALLBACK);
    world = world(true);
  }

  private World world(boolean byEmail) throws Exception {
    var options = Auth.Options.defaults();
    var told =
        new OidcOptions(
            provider.issuer(), IdentityProvider.CLIENT, IdentityProvider.SECRET, byEmail);
    var with =
        new Auth.Options(
            Optional.of(URI.create(PUBLIC)),
            options.sessions(),
            options.hashesAtOnce(),
            Optional.of(told),
            List.of());
    return new World(folder.resolve(String.valueOf(byEmail)), with, List.of());
  }

  @AfterEach
  void end() throws Exception {
    world.close();
    provider.close();
  }

  /** The provider's clock is the machine's, so ours has to be, too. */
  private Browser browser() {
    world.clock.set(Instant.now());
    return world.browser();
  }

  private URI begin(Browser browser) throws Exception {
    var begun = browser.get("/session/oidc");
    assertThat(begun.status()).isEqualTo(302);
    return URI.create(begun.response().headers().firstValue("Location").orElseThrow());
  }

  private Browser.Answer end(Browser browser, URI back) throws Exception {
    assertThat(back.toString()).startsWith(CALLBACK + "?");
    return browser.get("/session/oidc/callback?" + back.getRawQuery());
  }

  private Browser.Answer signIn(Browser browser, String name) throws Exception {
    return end(browser, provider.signIn(begin(browser), name));
  }

  @Test
  void whomAnAdministratorLinkedIsSignedIn() throws Exception {
    world.invite("ann", Role.NOTARY, World.OFFICE);
    var admin = world.administrator();
    var linked = admin.put("/accounts/ann/identity", Map.of("subject", "emp-17"));
    assertThat(linked.text("subject")).isEqualTo("emp-17");
    var browser = browser();
    assertThat(browser.get("/session").body().path("oidc").asBoolean()).isTrue();
    var answer = signIn(browser, "emp-17");
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.response().headers().firstValue("Location")).contains("/console/");
    var session = browser.get("/session").body();
    assertThat(session.path("account").path("username").asString()).isEqualTo("ann");
    assertThat(session.path("needs").toString())
        .as("the provider looks after factors")
        .isEqualTo("[]");
    assertThat(browser.bytes("/session/key-file", new byte[] {0x30}).status()).isEqualTo(204);
  }

  @Test
  void whomNobodyLinkedIsNot() throws Exception {
    world.invite("emp-18", Role.NOTARY, World.OFFICE);
    var answer = signIn(browser(), "emp-18");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.reason()).isEqualTo("session.oidc-nobody");
  }

  @Test
  void whoeverReadsPagesIsLedBackToTheSignInPageWithTheReason() throws Exception {
    var person = browser().with("Accept", "text/html,application/xhtml+xml;q=0.9");
    var nobody = signIn(person, "emp-18");
    assertThat(nobody.status()).isEqualTo(302);
    assertThat(nobody.response().headers().firstValue("Location"))
        .contains("/console/sign-in?refused=session.oidc-nobody");
    var denied = end(person, URI.create(CALLBACK + "?error=access_denied"));
    assertThat(denied.response().headers().firstValue("Location"))
        .contains("/console/sign-in?refused=session.oidc-failed");
    assertThat(person.get("/session").body().path("signedIn").asBoolean()).isFalse();
  }

  @Test
  void aVerifiedAddressOpensItsAccountAndBindsTheSubject() throws Exception {
    world.invite("ann", Role.NOTARY, World.OFFICE);
    world.invite("bob", Role.NOTARY, World.OFFICE);
    var admin = world.administrator();
    admin.put("/accounts/ann/identity", Map.of("email", "ANN.w@minghe.example"));
    admin.put("/accounts/bob/identity", Map.of("email", "unverified@minghe.example"));
    assertThat(signIn(browser(), "ann.w").status()).isEqualTo(302);
    assertThat(signIn(browser(), "unverified").reason()).isEqualTo("session.oidc-nobody");
    var found = world.auth.account("ann").flatMap(Account::subject);
    assertThat(found).contains("ann.w");
    var taken = admin.put("/accounts/bob/identity", Map.of("subject", "ann.w"));
    assertThat(taken.reason()).isIn("account.identity-taken", "not-signed-in");
  }

  @Test
  void anAddressOpensNothingUnlessTheOperatorAllowsIt() throws Exception {
    world.close();
    world = world(false);
    world.invite("ann", Role.NOTARY, World.OFFICE);
    world.administrator().put("/accounts/ann/identity", Map.of("email", "ann.w@minghe.example"));
    assertThat(signIn(browser(), "ann.w").reason()).isEqualTo("session.oidc-nobody");
  }

  @Test
  void whatOneBrowserBeganAnotherCannotEnd() throws Exception {
    world.invite("ann", Role.NOTARY, World.OFFICE);
    world.administrator().put("/accounts/ann/identity", Map.of("subject", "ann.w"));
    var attacker = browser();
    var back = provider.signIn(begin(attacker), "ann.w");
    var victim = browser();
    begin(victim);
    assertThat(end(victim, back).reason()).isEqualTo("session.oidc-failed");
    assertThat(end(browser(), back).reason()).isEqualTo("session.oidc-failed");
    var forged = URI.create(back.toString().replaceFirst("state=[^&]+", "state=x"));
    assertThat(end(attacker, forged).reason()).isEqualTo("session.oidc-failed");
    assertThat(end(attacker, URI.create(CALLBACK + "?error=access_denied")).reason())
        .isEqualTo("session.oidc-failed");
    assertThat(end(attacker, back).status()).isEqualTo(302);
    assertThat(end(attacker, back).reason()).as("a second time").isEqualTo("session.oidc-failed");
  }

  @Test
  void whatTookTooLongIsOver() throws Exception {
    var browser = browser();
    var back = provider.signIn(begin(browser), "ann.w");
    world.clock.pass(Oidc.LIFE);
    assertThat(end(browser, back).reason()).isEqualTo("session.oidc-failed");
  }

  @Test
  void aProviderThatIsAwayIsToldSo() throws Exception {
    provider.close();
    assertThat(browser().get("/session/oidc").reason()).isEqualTo("session.oidc-unreachable");
    assertThat(browser().get("/session").status()).isEqualTo(200);
  }
}
