package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Role;
import twoseal.server.auth.Operations.Operation;

/** Every operation of the contract, asked by everybody: who may is who gets past the door. */
class AccessTest {
  private static final Map<String, String> PARTS =
      Map.of(
          "{draw}", "R-999",
          "{username}", "nobody",
          "{number}", "1",
          "{code}", "AAAA",
          "{index}", "0",
          "{shake}", "0".repeat(64),
          "{paper}", "notice");

  @TempDir Path folder;

  @Test
  void whoMayIsWhoGetsIn() throws Exception {
    var wrong = new ArrayList<String>();
    try (var world = World.whole(folder)) {
      var callers = new LinkedHashMap<String, Browser>();
      callers.put("administrator", world.administrator());
      for (var role : Role.values()) {
        var organisation =
            Set.of(Role.ORGANISER, Role.WITNESS).contains(role) ? World.BANK : World.OFFICE;
        if (role != Role.ADMINISTRATOR) {
          callers.put(role.word(), world.ready(role.word(), role, organisation));
        }
      }
      callers.put("-", world.browser());
      for (var operation : operations()) {
        callers.forEach((role, browser) -> {
          var reason = ask(browser, operation);
          if (!isExpected(operation.access(), role, reason)) {
            wrong.add(operation.name() + " by " + role + ": " + reason);
          }
        });
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Signing out comes last: whoever did is nobody afterwards. */
  private static List<Operation> operations() throws Exception {
    var all = new ArrayList<>(new Operations().all());
    all.removeIf(operation -> operation.name().equals("DELETE /session"));
    assertThat(all).hasSizeGreaterThan(50);
    return all;
  }

  private static boolean isExpected(String access, String role, String reason) {
    var words = List.of(access.split(" ", -1));
    if (words.contains("public")) {
      return !Set.of("not-signed-in", "not-your-role").contains(reason);
    }
    if (role.equals("-")) {
      return reason.equals("not-signed-in");
    }
    var isLetIn = words.contains("signed-in") || words.contains(role);
    return isLetIn
        ? !Set.of("not-signed-in", "not-your-role", "mistake").contains(reason)
        : reason.equals("not-your-role");
  }

  private static String ask(Browser browser, Operation operation) {
    var path = operation.path();
    for (var part : PARTS.entrySet()) {
      path = path.replace(part.getKey(), part.getValue());
    }
    path = path.replace("{id}", path.startsWith("/acts") ? "0".repeat(32) : "none");
    var body =
        operation.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
    try {
      var answer = browser.send(operation.method(), path, body, "application/json");
      return answer.status() >= 400 ? answer.reason() : "";
    } catch (Exception failed) {
      throw new IllegalStateException(operation.name(), failed);
    }
  }
}
