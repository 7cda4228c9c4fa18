package twoseal.cli.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.SignedNote;
import twoseal.ledger.LedgerEntry;
import twoseal.list.ListProofText;
import twoseal.list.MaskedName;

/**
 * Whose record a proof opens, as the proof says: shown so that its holder sees that it is theirs,
 * after the verifier has found that name and values open the commitment in the list.
 *
 * @param name as it was published; empty where the proof has only the public side
 * @param values with the names of their columns, or their numbers where the rules are not at hand
 */
record OpenedRecord(String name, List<Value> values) {
  private static final String ANNOUNCE = "draw.announce";
  private static final String COLUMNS = "columns: ";

  /** A value of the private record. */
  record Value(String column, String text) {}

  /**
   * Reads a proof that the verifier has read.
   *
   * @param bundle whose announcement names the columns
   */
  static OpenedRecord of(String proof, Optional<byte[]> bundle) throws IOException {
    var text = ListProofText.parse(proof);
    var columns = bundle.isPresent() ? columns(bundle.get()) : List.<String>of();
    var values = new ArrayList<Value>();
    var texts = text.record().isPresent() ? text.record().get().values() : List.<String>of();
    for (int i = 0; i < texts.size(); i++) {
      boolean isNamed = columns.size() == texts.size();
      values.add(new Value(isNamed ? columns.get(i) : String.valueOf(i + 1), texts.get(i)));
    }
    return new OpenedRecord(text.name().map(MaskedName::text).orElse(""), values);
  }

  /** The columns that the draw was announced with ([DRAW-2]); empty if they cannot be read. */
  private static List<String> columns(byte[] bundle) throws IOException {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (var member = zip.getNextEntry(); member != null; member = zip.getNextEntry()) {
        if (!member.getName().endsWith(".entry")) {
          continue;
        }
        var note = SignedNote.parse(LedgerEntry.decode(zip.readAllBytes()).command()).text();
        if (new Fields.Reader(note).kind().equals(ANNOUNCE)) {
          return note.lines()
              .filter(line -> line.startsWith(COLUMNS))
              .map(line -> List.of(line.substring(COLUMNS.length()).split("\\|")))
              .findFirst()
              .orElse(List.of());
        }
      }
    } catch (MalformedException unreadable) {
      return List.of();
    }
    return List.of();
  }
}
