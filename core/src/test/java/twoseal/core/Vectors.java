package twoseal.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shared vectors under spec/vectors. */
final class Vectors {
  private static final Path ROOT = Path.of("..", "spec", "vectors");

  private Vectors() {}

  static Path path(String file) {
    return ROOT.resolve(file);
  }

  static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(path(file));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static JsonNode json(String file) {
    return new JsonMapper().readTree(bytes(file));
  }

  static List<String> strings(JsonNode array) {
    var strings = new ArrayList<String>();
    array.forEach(node -> strings.add(node.asString()));
    return strings;
  }

  /** Every JSON file below a folder, in the order of their names. */
  static List<Path> files(String folder) {
    try (var files = Files.walk(path(folder))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
