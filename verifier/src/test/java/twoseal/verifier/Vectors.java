package twoseal.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what these tests need of the JSON files under spec/vectors: flat objects of simple values.
 */
final class Vectors {
  private static final Path FOLDER = Path.of("../spec/vectors");
  private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}");

  /** One flat object. */
  record Flat(String text) {
    Optional<String> string(String name) {
      return find("\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)*+)\"")
          .map(s -> s.replace("\\n", "\n").replace("\\u2014", "\u2014"));
    }

    String word(String name) {
      return find("\"" + name + "\"\\s*:\\s*([a-z0-9]+)").orElse("");
    }

    List<String> strings(String name) {
      var values = new ArrayList<String>();
      var list = find("\"" + name + "\"\\s*:\\s*\\[([^\\]]*)\\]").orElse("");
      var matcher = Pattern.compile("\"([^\"]*)\"").matcher(list);
      while (matcher.find()) {
        values.add(matcher.group(1));
      }
      return values;
    }

    private Optional<String> find(String pattern) {
      var matcher = Pattern.compile(pattern).matcher(text);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
  }

  private Vectors() {}

  static List<Flat> of(String file) throws IOException {
    return of(FOLDER.resolve(file));
  }

  /** All objects of the files under a folder. */
  static List<Flat> under(String folder) throws IOException {
    try (var files = Files.walk(FOLDER.resolve(folder))) {
      var all = new ArrayList<Flat>();
      for (var file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        all.addAll(of(file));
      }
      return all;
    }
  }

  private static List<Flat> of(Path file) throws IOException {
    var objects = new ArrayList<Flat>();
    var matcher = OBJECT.matcher(Files.readString(file));
    while (matcher.find()) {
      objects.add(new Flat(matcher.group()));
    }
    return objects;
  }
}
