package twoseal.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * Which commands name a file that the rules look into, and which refusals may say that it was not
 * there: whoever replays them must have the file, or must not ask for it.
 */
public final class NamedFiles {
  /** By kind, the field with the file's SHA-256. */
  private static final Map<String, String> FIELDS =
      Map.of("draw.list", "weights: ", "draw.shake", "file-hash: ");

  private static final List<String> REFUSALS =
      List.of("reason: draw.list\n", "reason: draw.batch\n");

  private NamedFiles() {}

  /**
   * The file that a command names, if it names one.
   *
   * @param kind of the command
   * @param text of the command, of any form
   */
  public static Optional<Digest> of(String kind, String text) {
    var field = FIELDS.get(kind);
    if (field == null) {
      return Optional.empty();
    }
    try {
      return text.lines()
          .filter(line -> line.startsWith(field) && !line.endsWith(" uniform"))
          .findFirst()
          .map(line -> Digest.ofHex(line.substring(field.length())));
    } catch (MalformedException noDigest) {
      return Optional.empty();
    }
  }

  /** Whether an outcome may be what it is because a file was missing; it may come later. */
  public static boolean mayHaveLackedOne(String outcome) {
    return REFUSALS.stream().anyMatch(outcome::endsWith);
  }
}
