package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import twoseal.core.Role;
import twoseal.registry.RegistryCommand;
import twoseal.server.Hall;
import twoseal.server.auth.Operations.Operation;

/**
 * What is another organisation's, by every operation that the contract marks {@code own}: for who
 * is no party it is not there, whatever their role; they cannot even tell that it is.
 */
class OwnAccessTest {
  private static final String RIVAL = "rival";

  /** Stands in everything of the bank's. */
  private static final String MARK = "机密甲";

  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path folder;
  private final Map<String, String> ids = new HashMap<>();
  private World world;
  private Browser bank;
  private Browser notary;

  @BeforeEach
  void start() throws Exception {
    world = World.whole(folder);
    world.enter(
        new RegistryCommand.AdmitOrganisation(RIVAL, "对手", Optional.of("A rival")),
        world.signer("admin"));
    notary = world.ready("ann", Role.NOTARY, World.OFFICE);
    bank = world.ready("bob", Role.ORGANISER, World.BANK);
    world.ready("con", Role.CONTRIBUTOR, World.BANK);
    ids.put("draw", "R-1");
    var announced = id(bank.post("/preparations", preparation()));
    var act = ok(bank.post("/acts", Map.of("kind", "draw.announce", "preparation", announced)));
    assertThat(sign(bank, act, "bob").text("state")).isEqualTo("entered");
    ids.put("preparation", id(bank.post("/preparations", preparation())));
    ids.put("list", upload(Hall.entries(12), "taken"));
    ids.put("bad", upload("姓名,证件号码\n," + MARK + "\n", "refused"));
    ids.put(
        "objection", id(notary.post("/draws/R-1/objections", Map.of("from", MARK, "text", MARK))));
    ok(
        notary.put(
            "/draws/R-1/record",
            Map.of(
                "place",
                MARK,
                "people",
                List.of(Map.of("name", MARK, "role", "监督")),
                "incidents",
                List.of(),
                "recordings",
                List.of(),
                "statement",
                "")));
    ok(notary.post("/draws/R-1/record/close", Map.of()));
    var open = ok(bank.post("/acts", Map.of("kind", "ledger.remark", "draw", "R-1", "text", MARK)));
    ids.put("act", open.text("id"));
    ids.put("text", open.text("text"));
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void whatIsAnothersIsNotThere() throws Exception {
    var own = new ArrayList<>(new Operations().all());
    own.removeIf(operation -> !List.of(operation.access().split(" ", -1)).contains("own"));
    assertThat(own.size()).isGreaterThan(15);
    var strangers = new LinkedHashMap<Role, Browser>();
    for (var role :
        List.of(Role.ORGANISER, Role.CONTRIBUTOR, Role.OBSERVER, Role.WITNESS, Role.OPERATOR)) {
      strangers.put(role, world.ready("x-" + role.word(), role, RIVAL));
    }
    var before = seen(own);
    var wrong = new ArrayList<String>();
    for (var operation : own) {
      for (var stranger : strangers.entrySet()) {
        var role = stranger.getKey().word();
        var answer = ask(stranger.getValue(), operation, ids, "x-" + role);
        var expected = "404 not-found";
        if (!isRoles(operation, role)) {
          expected = "403 not-your-role";
        } else if (operation.path().startsWith("/acts/")) {
          expected = reason(ask(stranger.getValue(), operation, nowhere(), "x-" + role));
        }
        if (!reason(answer).equals(expected) || text(answer).contains(MARK)) {
          wrong.add(operation.name() + " by " + role + ": " + reason(answer));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen(own)).as("nothing was changed").isEqualTo(before);
    // The paths and bodies are right: those whose it is are let in.
    own.sort(Comparator.comparing(operation -> operation.method().equals("DELETE")));
    for (var operation : own) {
      var isTheirs = isRoles(operation, "organiser");
      var answer = ask(isTheirs ? bank : notary, operation, ids, isTheirs ? "bob" : "ann");
      assertThat(answer.status()).as(operation.name()).isNotIn(401, 403, 404, 500);
    }
  }

  /** What the bank's organiser reads by the operations. */
  private Map<String, String> seen(List<Operation> operations) throws Exception {
    var seen = new TreeMap<String, String>();
    for (var operation : operations) {
      if (operation.method().equals("GET")) {
        var answer = ask(bank, operation, ids, "bob");
        assertThat(answer.status()).as(operation.name()).isEqualTo(200);
        seen.put(operation.name(), text(answer));
      }
    }
    assertThat(String.join("", seen.values())).contains(MARK);
    return seen;
  }

  private static Map<String, String> nowhere() {
    return Map.of("act", "0".repeat(32), "text", "x\n");
  }

  private static boolean isRoles(Operation operation, String role) {
    var words = List.of(operation.access().split(" ", -1));
    return words.contains("signed-in") || words.contains(role);
  }

  private Browser.Answer ask(
      Browser browser, Operation operation, Map<String, String> names, String who)
      throws Exception {
    var path = operation.path().replace("{draw}", "R-1");
    var of =
        path.startsWith("/acts")
            ? "act"
            : path.startsWith("/preparations")
                ? "preparation"
                : path.contains("/objections")
                    ? "objection"
                    : path.endsWith("errors.csv") ? "bad" : "list";
    path = path.replace("{id}", names.getOrDefault(of, ""));
    var body = body(operation, names, who);
    var type = path.endsWith("/content") ? "application/octet-stream" : "application/json";
    return browser.send(operation.method(), path, body, type);
  }

  /** Such as is right but for whose it is. */
  private BodyPublisher body(Operation operation, Map<String, String> names, String who) {
    if (operation.name().endsWith("/content")) {
      return BodyPublishers.ofString("姓名,证件号码\n");
    }
    var signature = world.signer(who).sign(names.getOrDefault("text", "")).format();
    Object said =
        switch (operation.name()) {
          case "DELETE /acts/{id}" -> Map.of("reason", "不要了");
          case "POST /acts/{id}/signatures" -> Map.of("line", signature);
          case "PUT /preparations/{id}" ->
              Map.of("kind", "rehearsal", "rules", rules(), "version", 1);
          case "POST /draws/{draw}/lists" ->
              Map.of("fileName", "x.csv", "bytes", 10, "passphrase", Hall.PASSPHRASE);
          case "POST /draws/{draw}/lists/{id}/confirm" -> Map.of("root", "00000000");
          case "POST /draws/{draw}/objections" -> Map.of("from", "某人", "text", "不公");
          case "PUT /draws/{draw}/objections/{id}/answer" -> Map.of("upheld", true, "answer", "属实");
          case "PUT /draws/{draw}/commitment" -> Map.of("commitment", "0".repeat(64));
          case "POST /draws/{draw}/beacon" -> Map.of("signature", "0".repeat(96));
          case "PUT /draws/{draw}/show" -> Map.of("state", "running", "pace", "normal");
          default -> Map.of();
        };
    return operation.method().equals("GET")
        ? BodyPublishers.noBody()
        : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(said));
  }

  private static Map<String, Object> preparation() {
    return Map.of("kind", "rehearsal", "rules", rules());
  }

  private static String rules() {
    return Hall.RULES
        .replace("会员答谢抽奖", MARK)
        .replace("organiser: xinglan", "organiser: " + World.BANK)
        .replace("customers/observer", World.BANK + "/con");
  }

  private String upload(String csv, String state) throws Exception {
    var bytes = csv.getBytes(StandardCharsets.UTF_8);
    var id =
        id(
            bank.post(
                "/draws/R-1/lists",
                Map.of(
                    "fileName",
                    MARK + ".csv",
                    "bytes",
                    bytes.length,
                    "passphrase",
                    Hall.PASSPHRASE)));
    ok(
        bank.send(
            "PUT",
            "/draws/R-1/lists/" + id + "/content",
            BodyPublishers.ofByteArray(bytes),
            "application/octet-stream"));
    Hall.await(() -> state(id).equals(state));
    return id;
  }

  private String state(String list) {
    try {
      return ok(bank.get("/draws/R-1/lists/" + list)).text("state");
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Browser.Answer sign(Browser browser, Browser.Answer act, String username)
      throws Exception {
    var line = world.signer(username).sign(act.text("text")).format();
    return ok(browser.post("/acts/" + act.text("id") + "/signatures", Map.of("line", line)));
  }

  private static String id(Browser.Answer answer) {
    return ok(answer).text("id");
  }

  private static Browser.Answer ok(Browser.Answer answer) {
    assertThat(answer.status()).as(text(answer)).isIn(200, 201, 202, 204);
    return answer;
  }

  private static String reason(Browser.Answer answer) {
    return answer.status() + " " + answer.reason();
  }

  private static String text(Browser.Answer answer) {
    return new String(answer.response().body(), StandardCharsets.UTF_8);
  }
}
