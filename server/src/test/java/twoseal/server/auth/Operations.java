package twoseal.server.auth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every operation of the contract, as a test calls it. */
final class Operations {
  private final Map<?, ?> contract;

  /** One of them. */
  record Operation(String method, String path, String access, Map<?, ?> said) {
    String name() {
      return method + " " + path;
    }
  }

  Operations() throws Exception {
    var text = Files.readString(Path.of("..", "spec", "openapi.yaml"));
    contract = map(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  List<Operation> all() {
    var all = new ArrayList<Operation>();
    map(contract.get("paths"))
        .forEach((path, methods) ->
            map(methods)
                .forEach((method, said) ->
                    all.add(
                        new Operation(
                            method.toString().toUpperCase(Locale.ROOT),
                            path.toString(),
                            String.valueOf(map(said).get("x-access")),
                            map(said)))));
    return all;
  }

  /** The type of a body and its schema, references followed. */
  Optional<Map.Entry<String, Map<?, ?>>> body(Operation operation) {
    var body = resolve(operation.said().get("requestBody"));
    var content = body.isEmpty() ? Map.of() : map(body.get("content"));
    return content.entrySet().stream()
        .findFirst()
        .map(one ->
            Map.<String, Map<?, ?>>entry(
                String.valueOf(one.getKey()), resolve(map(one.getValue()).get("schema"))));
  }

  /** What a node means; nothing is an empty object. */
  Map<?, ?> resolve(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      return Map.of();
    }
    if (!(map.get("$ref") instanceof String reference)) {
      return map;
    }
    Object at = contract;
    for (var part : reference.substring(2).split("/", -1)) {
      at = map(at).get(part);
    }
    return resolve(at);
  }

  private static Map<?, ?> map(@Nullable Object node) {
    if (node instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("not an object: " + node);
  }
}
