package twoseal.desk.draw;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.draw.EntryNumber;
import twoseal.list.Label;

/** Reads masked names out of {@code list-names.csv} ([LIST-7]). */
public final class NamesFile {
  private static final int FIELDS = 5;

  private final Path file;

  /** A file, which need not be there. */
  public NamesFile(Path file) {
    this.file = file;
  }

  /**
   * A line of the file.
   *
   * @param line as it stands there
   * @param masked the name
   */
  public record Name(String line, String masked) {}

  /**
   * The names of some entries, as far as the file has them; one pass, whatever the order.
   *
   * @throws MalformedException on a line that is none of such a file
   * @throws IOException if it cannot be read
   */
  public Map<EntryNumber, Name> pick(Collection<EntryNumber> wanted) throws IOException {
    var picked = new HashMap<EntryNumber, Name>();
    if (!Files.exists(file)) {
      return picked;
    }
    var missing = new HashSet<>(wanted);
    try (var lines = Files.newBufferedReader(file)) {
      var header = lines.readLine();
      for (var line = lines.readLine();
          header != null && line != null && !missing.isEmpty();
          line = lines.readLine()) {
        var fields = line.split(",", -1);
        if (fields.length == FIELDS) {
          var entry =
              new EntryNumber(Bytes.parseDecimal(fields[0], Long.MAX_VALUE), new Label(fields[1]));
          if (missing.remove(entry)) {
            picked.put(entry, new Name(line, fields[2]));
          }
        }
      }
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedException("UTF-8");
    }
    return picked;
  }
}
