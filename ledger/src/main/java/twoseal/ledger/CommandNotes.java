package twoseal.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.SignedNote;

/** What the engine itself reads in a command: the id, and in a genesis the log key. */
final class CommandNotes {
  private static final byte[] ID_FIELD = "id: ".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_DIGITS = 32;

  private CommandNotes() {}

  /**
   * The id, which stands in the second line ([NOTE-5]); the note is one that was well-formed when
   * it was entered.
   *
   * @throws MalformedException where there is none
   */
  static String id(byte[] note) {
    var field = 0;
    while (field < note.length && note[field] != '\n') {
      field++;
    }
    var from = field + 1 + ID_FIELD.length;
    if (from + ID_DIGITS > note.length
        || !Arrays.equals(ID_FIELD, Arrays.copyOfRange(note, field + 1, from))) {
      throw new MalformedException(2, "field id");
    }
    return new String(note, from, ID_DIGITS, StandardCharsets.US_ASCII);
  }

  /**
   * The log key that a genesis names ([REG-2]).
   *
   * @throws MalformedException if it is not a genesis
   */
  static NoteKey logKey(byte[] genesis) {
    var fields = new Fields.Reader(SignedNote.parse(genesis).text(), "ledger.genesis", 1);
    fields.text("id");
    fields.text("ledger");
    return NoteKey.parse(fields.text("log-key"));
  }
}
