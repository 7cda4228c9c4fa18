package twoseal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** The schemas of spec/openapi.yaml, as far as they are used there, and what does not fit them. */
final class Schemas {
  private static final Path CONTRACT = Path.of("..", "spec", "openapi.yaml");
  private static final String REFERENCE = "#/components/schemas/";

  private final Map<?, ?> schemas;

  private Schemas(Map<?, ?> schemas) {
    this.schemas = schemas;
  }

  static Schemas ofContract() throws IOException {
    return new Schemas(map(map(contract().get("components")).get("schemas")));
  }

  /** The contract as maps and lists. */
  static Map<?, ?> contract() throws IOException {
    var load = new Load(LoadSettings.builder().build());
    return map(load.loadFromString(Files.readString(CONTRACT)));
  }

  static Map<?, ?> map(@Nullable Object node) {
    if (node instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("not an object: " + node);
  }

  /** What of a document does not fit a schema. */
  List<String> complaints(String schema, JsonNode node) {
    var complaints = new ArrayList<String>();
    check(map(schemas.get(schema)), node, schema, complaints);
    return complaints;
  }

  private void check(Map<?, ?> said, JsonNode node, String path, List<String> complaints) {
    var schema = whole(said);
    var type = String.valueOf(schema.get("type"));
    var fits =
        switch (type) {
          case "object" -> node.isObject();
          case "array" -> node.isArray();
          case "string" -> node.isString();
          case "integer" -> node.isIntegralNumber();
          case "boolean" -> node.isBoolean();
          default -> true;
        };
    if (!fits) {
      complaints.add(path + " is no " + type);
      return;
    }
    if (schema.get("enum") instanceof List<?> words && !words.contains(node.asString())) {
      complaints.add(path + " is none of " + words);
    }
    if (schema.get("pattern") instanceof String pattern
        && !Pattern.compile(pattern).matcher(node.asString()).find()) {
      complaints.add(path + " is not like " + pattern);
    }
    if (schema.get("items") instanceof Map<?, ?> items) {
      for (var item : node) {
        check(items, item, path + "[]", complaints);
      }
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      checkMembers(schema, properties, node, path, complaints);
    }
  }

  private void checkMembers(
      Map<?, ?> schema, Map<?, ?> properties, JsonNode node, String path, List<String> complaints) {
    if (schema.get("required") instanceof List<?> required) {
      for (var name : required) {
        if (!node.has(String.valueOf(name))) {
          complaints.add(path + " lacks " + name);
        }
      }
    }
    for (var name : node.propertyNames()) {
      if (properties.get(name) instanceof Map<?, ?> member) {
        check(member, node.get(name), path + "/" + name, complaints);
      } else {
        complaints.add(path + " has " + name + ", which the contract does not know");
      }
    }
  }

  /** A schema with what it refers to and is made of put in its place. */
  private Map<?, ?> whole(Map<?, ?> schema) {
    if (schema.get("$ref") instanceof String reference) {
      return whole(map(schemas.get(reference.substring(REFERENCE.length()))));
    }
    if (!(schema.get("allOf") instanceof List<?> parts)) {
      return schema;
    }
    var joined = new HashMap<Object, Object>();
    var properties = new HashMap<Object, Object>();
    var required = new ArrayList<Object>();
    for (var part : parts) {
      var one = whole(map(part));
      joined.putAll(one);
      if (one.get("properties") instanceof Map<?, ?> more) {
        properties.putAll(more);
      }
      if (one.get("required") instanceof List<?> more) {
        required.addAll(more);
      }
    }
    joined.put("properties", properties);
    joined.put("required", required);
    return joined;
  }
}
