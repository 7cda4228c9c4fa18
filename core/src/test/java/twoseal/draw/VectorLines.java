package twoseal.draw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import twoseal.core.Bytes;
import twoseal.core.Digest;

/** A file of vectors: a name and a value a line, comments with a number sign. */
record VectorLines(Map<String, String> values) {
  static VectorLines of(String file) {
    try {
      var values = new TreeMap<String, String>();
      for (var line : Files.readAllLines(Path.of("../spec/vectors").resolve(file))) {
        if (!line.startsWith("#")) {
          var colon = line.indexOf(": ");
          values.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
      return new VectorLines(values);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  String text(String name) {
    return Optional.ofNullable(values.get(name)).orElseThrow(() -> new AssertionError(name));
  }

  byte[] bytes(String name) {
    return Bytes.parseHex(text(name), text(name).length() / 2);
  }

  Digest digest(String name) {
    return Digest.ofHex(text(name));
  }
}
