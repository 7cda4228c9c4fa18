package twoseal.server.kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import twoseal.desk.NewFile;
import twoseal.server.http.JsonText;

/**
 * Records of one kind by their ids, a file {@code <id>.json} each, all of them in memory too. What
 * {@link #put} has returned from survives a kill and the power's end; a record is replaced whole or
 * stays as it was.
 *
 * @param <T> a record as {@link JsonText} reads and writes it
 */
public final class JsonFolder<T> {
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final JsonText json = new JsonText();
  private final Map<String, T> records = new ConcurrentHashMap<>();

  private JsonFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens a folder, which is made if it is not there, and reads all of it.
   *
   * @throws IOException if it cannot be read
   * @throws twoseal.core.MalformedException if a file is not such a record
   */
  public static <T> JsonFolder<T> open(Path folder, Class<T> type) throws IOException {
    Files.createDirectories(folder);
    var opened = new JsonFolder<T>(folder);
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = String.valueOf(file.getFileName());
        // What begins with a dot was not finished when the service was killed.
        if (name.startsWith(".")) {
          Files.deleteIfExists(file);
        } else if (name.endsWith(SUFFIX)) {
          var id = name.substring(0, name.length() - SUFFIX.length());
          opened.records.put(id, opened.json.read(Files.readAllBytes(file), type));
        }
      }
    }
    return opened;
  }

  /** A record by its id. */
  public Optional<T> get(String id) {
    return Optional.ofNullable(records.get(id));
  }

  /** All records, in no order. */
  public Collection<T> all() {
    return List.copyOf(records.values());
  }

  /** Keeps a record durably in the place of what was there. */
  public void put(String id, T record) {
    try {
      var file = folder.resolve(id + SUFFIX);
      NewFile.replace(file, json.write(record), NewFile.Access.OWNER);
      DurableName.force(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    records.put(id, record);
  }

  /** Drops a record. */
  public void remove(String id) {
    try {
      Files.deleteIfExists(folder.resolve(id + SUFFIX));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    records.remove(id);
  }
}
