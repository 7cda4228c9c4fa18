package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Role;

/** What another site's page makes a browser send changes nothing. */
class CsrfTest {
  @TempDir Path folder;
  private World world;
  private Browser ann;

  @BeforeEach
  void start() throws Exception {
    world = new World(folder);
    ann = world.ready("ann", Role.OBSERVER, World.OFFICE);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private Browser.Answer change(Browser browser) throws Exception {
    return browser.bytes("/session/key-file", new byte[] {0x30});
  }

  private Browser same() throws Exception {
    var same = world.browser().cookie("twoseal", ann.cookie("twoseal"));
    same.get("/session");
    return same;
  }

  @Test
  void aChangeNamesTheSessionsToken() throws Exception {
    assertThat(change(ann).status()).isEqualTo(204);
    assertThat(change(same().withoutCsrf()).reason()).isEqualTo("session.csrf");
    var forged = same().withoutCsrf().with("X-Twoseal-Csrf", "0".repeat(32));
    assertThat(change(forged).reason()).isEqualTo("session.csrf");
    var bob = world.ready("bob", Role.OBSERVER, World.OFFICE);
    var anothers = same().withoutCsrf().with("X-Twoseal-Csrf", bob.csrf().orElseThrow());
    assertThat(change(anothers).reason()).isEqualTo("session.csrf");
  }

  @Test
  void aPageOfAnotherSiteIsRefusedEvenWithTheToken() throws Exception {
    for (var origin :
        List.of("https://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1")) {
      assertThat(change(same().with("Origin", origin)).reason())
          .as(origin)
          .isEqualTo("session.foreign-page");
    }
    for (var site : List.of("cross-site", "same-site")) {
      assertThat(change(same().with("Sec-Fetch-Site", site)).reason())
          .as(site)
          .isEqualTo("session.foreign-page");
    }
    for (var site : List.of("same-origin", "none")) {
      assertThat(change(same().with("Sec-Fetch-Site", site)).status()).as(site).isEqualTo(204);
    }
  }

  @Test
  void nobodyIsSignedInByAnotherSite() throws Exception {
    var foreign = world.browser().with("Origin", "https://evil.example");
    assertThat(foreign.signIn("ann", World.PASSWORD).reason()).isEqualTo("session.foreign-page");
    assertThat(
            world
                .browser()
                .with("Sec-Fetch-Site", "cross-site")
                .signIn("ann", World.PASSWORD)
                .status())
        .isEqualTo(403);
    assertThat(same().with("Sec-Fetch-Site", "cross-site").delete("/session").status())
        .isEqualTo(403);
  }

  @Test
  void ourOwnPageIsKnownByTheAddressThatTheOperatorNamed(@TempDir Path other) throws Exception {
    var url = Optional.of(URI.create("https://draws.minghe.example"));
    var options = Auth.Options.defaults();
    var named =
        new Auth.Options(
            url, options.sessions(), options.hashesAtOnce(), options.oidc(), options.demo());
    try (var behindProxy = new World(other, named, List.of())) {
      behindProxy.ready("ann", Role.OBSERVER, World.OFFICE);
      var ours = behindProxy.browser().with("Origin", "https://draws.minghe.example");
      assertThat(ours.signIn("ann", World.PASSWORD).status()).isEqualTo(200);
      var host = behindProxy.browser().with("Origin", "https://evil.example");
      assertThat(host.signIn("ann", World.PASSWORD).reason()).isEqualTo("session.foreign-page");
    }
  }

  @Test
  void readingNeedsNoToken() throws Exception {
    assertThat(same().withoutCsrf().with("Origin", "https://evil.example").get("/session").status())
        .isEqualTo(200);
    assertThat(ann.post("/session/challenge", Map.of("person", "minghe/ann")).status())
        .isEqualTo(200);
  }
}
