package twoseal.machine;

import java.util.HashSet;
import java.util.Set;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.SignatureCheck;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.draw.DrawCommand;
import twoseal.registry.RegistryCommand;

/**
 * A command whose form is good. Remembers which of its signature lines were found to hold under
 * which key, so that the check is made once; handed from one thread to the next, never shared.
 */
public final class Command {
  /** The most bytes of a command note ([NOTE-7]). */
  public static final int BYTES_MAX = 60_000;

  /** The most signature lines of a command ([NOTE-6]). */
  public static final int SIGNATURES_MAX = 16;

  /** What is asked, by the domain that answers. */
  public sealed interface Body {
    /** About organisations, people and the ledger itself. */
    record Registry(RegistryCommand command) implements Body {}

    /** About a draw. */
    record Draw(DrawCommand command) implements Body {}

    /**
     * Reads a command's text, which nobody need have signed yet.
     *
     * @throws MalformedException unless it has the form that its kind demands
     */
    static Body read(String text) {
      var in = new Fields.Reader(text);
      Header.read(in);
      return read(in);
    }

    private static Body read(Fields.Reader afterHeader) {
      return RegistryCommand.isKind(afterHeader.kind())
          ? new Registry(RegistryCommand.read(afterHeader))
          : new Draw(DrawCommand.read(afterHeader));
    }
  }

  private final byte[] bytes;
  private final SignedNote note;
  private final Header header;
  private final Body body;
  private final Set<Held> held = new HashSet<>();

  private record Held(SignatureLine line, NoteKey key) {}

  private Command(byte[] bytes, SignedNote note, Header header, Body body) {
    this.bytes = bytes;
    this.note = note;
    this.header = header;
    this.body = body;
  }

  /**
   * Reads a command note.
   *
   * @throws MalformedException unless it has the form that NOTE-1 to NOTE-7 and its kind demand
   */
  static Command read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new MalformedException("a command of at most " + BYTES_MAX + " bytes");
    }
    var note = SignedNote.parse(bytes);
    requireOrder(note);
    var in = new Fields.Reader(note.text());
    if (in.version() != 1) {
      throw new MalformedException(1, "a known version");
    }
    var header = Header.read(in);
    return new Command(bytes.clone(), note, header, Body.read(in));
  }

  /** The idempotency id. */
  public String id() {
    return header.id();
  }

  /** The first line's kind. */
  public String kind() {
    return switch (body) {
      case Body.Registry(var command) -> command.kind();
      case Body.Draw(var command) -> command.kind();
    };
  }

  public SignedNote note() {
    return note;
  }

  /** The note as it was submitted. */
  public byte[] bytes() {
    return bytes.clone();
  }

  Header header() {
    return header;
  }

  Body body() {
    return body;
  }

  /** Whether a line holds under a key; computed once. */
  boolean holds(SignatureLine line, NoteKey key, SignatureCheck check) {
    var question = new Held(line, key);
    if (held.contains(question)) {
      return true;
    }
    if (!key.holds(note.text(), line, check)) {
      return false;
    }
    held.add(question);
    return true;
  }

  private static void requireOrder(SignedNote note) {
    var lines = note.signatures();
    if (lines.isEmpty() || lines.size() > SIGNATURES_MAX) {
      throw new MalformedException("1 to " + SIGNATURES_MAX + " signature lines");
    }
    for (var i = 1; i < lines.size(); i++) {
      if (compare(lines.get(i - 1), lines.get(i)) >= 0) {
        throw new MalformedException("signature lines in ascending order of name and key id");
      }
    }
  }

  /** The order of signature lines ([NOTE-6]). */
  public static int compare(SignatureLine left, SignatureLine right) {
    var byName =
        java.util.Arrays.compareUnsigned(Bytes.utf8(left.name()), Bytes.utf8(right.name()));
    return byName != 0 ? byName : Integer.compareUnsigned(left.keyId(), right.keyId());
  }
}
