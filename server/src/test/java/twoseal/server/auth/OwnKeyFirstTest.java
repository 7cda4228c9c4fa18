package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.server.Hall;

/** Who must first have a key of their own does that, and nothing else with acts. */
class OwnKeyFirstTest {
  private static final String NEEDED = "403 session.needs-key";

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = World.whole(folder);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void theFirstAdministratorReplacesTheFirstKeyAndDoesNothingElse() throws Exception {
    var ann = world.ready("ann", Role.NOTARY, World.OFFICE);
    var remark = begun(ann, Map.of("kind", "ledger.remark", "text", "检查完毕。"));
    var admin = world.settled("admin", world.oneTimePassword);
    assertThat(admin.get("/session").body().path("needs").toString()).isEqualTo("[\"key\"]");
    var fresh = Hall.signer("minghe/admin", "fresh");
    assertThat(asked(admin, Map.of("kind", "ledger.remark", "text", "先记一笔。"))).isEqualTo(NEEDED);
    assertThat(
            asked(
                admin,
                Map.of("kind", "registry.organisation", "organisation", "shop", "name", "商场")))
        .isEqualTo(NEEDED);
    assertThat(asked(admin, rotation("minghe/ann", Hall.signer("minghe/ann", "stolen"))))
        .isEqualTo(NEEDED);
    assertThat(reason(admin.get("/acts/" + remark.text("id")))).isEqualTo(NEEDED);
    assertThat(reason(withdraw(admin, remark))).isEqualTo(NEEDED);
    assertThat(reason(sign(admin, remark, world.signer("admin")))).isEqualTo(NEEDED);
    assertThat(admin.get("/acts").body().path("items")).isEmpty();
    var own = begun(admin, rotation("minghe/admin", fresh));
    assertThat(admin.get("/acts").body().path("items")).hasSize(1);
    assertThat(admin.get("/acts/" + own.text("id")).status()).isEqualTo(200);
    assertThat(sign(admin, own, fresh).text("state")).isEqualTo("open");
    assertThat(sign(admin, own, world.signer("admin")).text("state")).isEqualTo("entered");
    assertThat(admin.get("/session").body().path("needs").toString()).isEqualTo("[]");
    assertThat(admin.get("/acts/" + remark.text("id")).status()).isEqualTo(200);
    assertThat(admin.get("/acts/" + own.text("id")).status()).isEqualTo(200);
    assertThat(ann.get("/acts/" + remark.text("id")).text("state")).isEqualTo("open");
  }

  @Test
  void whoHasNoKeyYetBringsTheirOwnAndMayThinkBetterOfIt() throws Exception {
    var oneTime =
        world.auth.open("bob", "某银行 bob", new PersonName(World.BANK, "bob"), Role.ORGANISER);
    var bob = world.settled("bob", oneTime);
    assertThat(bob.get("/session").body().path("needs").toString()).isEqualTo("[\"key\"]");
    assertThat(asked(bob, admission("bank/eve", Hall.signer("bank/eve")))).isEqualTo(NEEDED);
    assertThat(asked(bob, Map.of("kind", "ledger.remark", "text", "先记一笔。"))).isEqualTo(NEEDED);
    var first = begun(bob, admission("bank/bob", Hall.signer("bank/bob")));
    assertThat(withdraw(bob, first).text("state")).isEqualTo("withdrawn");
    var second = begun(bob, admission("bank/bob", Hall.signer("bank/bob", "second")));
    assertThat(sign(bob, second, Hall.signer("bank/bob", "second")).text("state"))
        .isEqualTo("open");
    var admin = world.administrator();
    assertThat(sign(admin, second, world.signer("admin")).text("state")).isEqualTo("entered");
    assertThat(bob.get("/session").body().path("needs").toString()).isEqualTo("[]");
    begun(bob, Map.of("kind", "ledger.remark", "text", "到此为止。"));
  }

  private static Map<String, String> rotation(String person, Signer key) {
    return Map.of(
        "kind", "registry.rotate", "person", person, "key", key.key().format(), "reason", "首次更换");
  }

  private static Map<String, String> admission(String person, Signer key) {
    return Map.of(
        "kind",
        "registry.person",
        "person",
        person,
        "name",
        "某人",
        "role",
        "organiser",
        "key",
        key.key().format());
  }

  private static Browser.Answer begun(Browser browser, Map<String, String> asked) throws Exception {
    var act = browser.post("/acts", asked);
    assertThat(act.status()).as(act.reason()).isEqualTo(201);
    return act;
  }

  private static String asked(Browser browser, Map<String, String> asked) throws Exception {
    return reason(browser.post("/acts", asked));
  }

  private static Browser.Answer sign(Browser browser, Browser.Answer act, Signer key)
      throws Exception {
    var line = key.sign(act.text("text")).format();
    return browser.post("/acts/" + act.text("id") + "/signatures", Map.of("line", line));
  }

  private static Browser.Answer withdraw(Browser browser, Browser.Answer act) throws Exception {
    return browser.send(
        "DELETE",
        "/acts/" + act.text("id"),
        BodyPublishers.ofString("{\"reason\":\"改主意了\"}"),
        "application/json");
  }

  private static String reason(Browser.Answer answer) {
    return answer.status() + " " + answer.reason();
  }
}
