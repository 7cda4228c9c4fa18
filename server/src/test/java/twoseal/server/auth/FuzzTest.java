package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import twoseal.core.Role;
import twoseal.server.auth.Operations.Operation;

/** Whatever is sent to an operation, it is answered; what is no request of it is refused. */
class FuzzTest {
  private static final int ROUNDS = 8;
  private static final int DEEP_MAX = 4;
  private static final Pattern PART = Pattern.compile("\\{[a-z]+\\}");

  /** Never the name of an account: some operations take things away. */
  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "R-1",
          "D-999999999999",
          "R-0",
          "-1",
          "99999999999999999999",
          "0".repeat(64),
          "a".repeat(3_000),
          "..",
          "../../etc",
          "\u0000",
          "a\nb",
          "张三𠮷",
          "\u202eabc",
          "minghe/nobody",
          "{}",
          "%s%n%x",
          "' or 1=1 --");

  @TempDir Path folder;
  private final JsonMapper json = new JsonMapper();

  @Test
  void nothingIsAMistakeOfTheProgram() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var operations = new Operations();
    var all = new ArrayList<>(operations.all());
    // Who signed out would be nobody afterwards.
    all.sort(Comparator.comparing(operation -> operation.name().equals("DELETE /session")));
    var mistakes = new ArrayList<String>();
    try (var world = World.whole(folder)) {
      var callers =
          List.of(
              world.administrator(),
              world.ready("ann", Role.NOTARY, World.OFFICE),
              world.ready("bob", Role.ORGANISER, World.BANK),
              world.browser());
      for (var operation : all) {
        for (var round = 0; round < ROUNDS; round++) {
          for (var caller : callers) {
            var path = path(operation, random);
            var body = body(operations, operation, random);
            var answer = answer(caller, operation.method(), path, body);
            if (answer.status() >= 500) {
              mistakes.add(operation.name() + " as " + path + ": " + answer.reason());
            }
          }
        }
      }
    }
    assertThat(mistakes).as("seed %d", seed).isEmpty();
  }

  /**
   * The service ends a connection on which it refused a request before it had read it whole. The
   * client may just have chosen that one for the next request, which is then sent again.
   */
  private static Browser.Answer answer(
      Browser caller, String method, String path, Map.Entry<String, BodyPublisher> body)
      throws Exception {
    try {
      return caller.send(method, path, body.getValue(), body.getKey());
    } catch (IOException ended) {
      return caller.send(method, path, body.getValue(), body.getKey());
    }
  }

  private static String path(Operation operation, Random random) {
    var path = PART.matcher(operation.path()).replaceAll(_ -> encoded(text(random, "x")));
    var query = new StringBuilder();
    for (var name :
        List.of(
            "limit", "cursor", "from", "stage", "attempt", "group", "kind", "state", "draw",
            "lang")) {
      if (random.nextInt(4) == 0) {
        query
            .append(query.isEmpty() ? "?" : "&")
            .append(name)
            .append("=")
            .append(encoded(text(random, "")));
      }
    }
    return path + query;
  }

  private Map.Entry<String, BodyPublisher> body(
      Operations operations, Operation operation, Random random) {
    var said = operations.body(operation);
    if (said.isEmpty() || random.nextInt(20) == 0) {
      return Map.entry("application/json", BodyPublishers.noBody());
    }
    var type = said.get().getKey();
    if (!type.equals("application/json") || random.nextInt(10) == 0) {
      var bytes = new byte[random.nextInt(500)];
      random.nextBytes(bytes);
      return Map.entry(type, BodyPublishers.ofByteArray(bytes));
    }
    var text = json.writeValueAsString(value(operations, said.get().getValue(), random, 0));
    // Half a character, which a record can hold and no bytes can.
    var broken = random.nextInt(8) == 0 ? text.replaceFirst("\"x\"", "\"\\\\ud800\"") : text;
    return Map.entry(type, BodyPublishers.ofString(broken));
  }

  /** Nearly what a schema asks for: mostly of its type, sometimes of none. */
  private @Nullable Object value(Operations operations, Map<?, ?> schema, Random random, int deep) {
    if (random.nextInt(8) == 0 || deep > DEEP_MAX) {
      return anything(random);
    }
    if (schema.get("enum") instanceof List<?> words) {
      return words.get(random.nextInt(words.size()));
    }
    if (schema.get("properties") instanceof Map<?, ?> members) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      members.forEach((name, of) -> {
        if (random.nextInt(6) != 0) {
          object.put(name.toString(), value(operations, operations.resolve(of), random, deep + 1));
        }
      });
      if (random.nextInt(10) == 0) {
        object.put("other", anything(random));
      }
      return object;
    }
    return switch (String.valueOf(schema.get("type"))) {
      case "integer" -> random.nextBoolean() ? random.nextLong() : random.nextInt(100);
      case "boolean" -> random.nextBoolean();
      case "array" ->
          List.of(
              String.valueOf(
                  value(operations, operations.resolve(schema.get("items")), random, deep + 1)));
      default -> text(random, "x");
    };
  }

  private static @Nullable Object anything(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> random.nextDouble();
      case 3 -> random.nextBoolean();
      case 4 -> List.of(List.of(List.of()));
      case 5 -> Map.of("a", Map.of("b", 1));
      default -> text(random, "");
    };
  }

  private static String text(Random random, String instead) {
    var text = TEXTS.get(random.nextInt(TEXTS.size()));
    return text.isEmpty() ? instead : text;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
