package twoseal.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text and the signatures under it (C2SP signed-note).
 *
 * @param text ends with a newline; UTF-8 without control characters below 0x20 but newline
 * @param signatures in the order of the note; 1 to 100
 */
public record SignedNote(String text, List<SignatureLine> signatures) {
  /** The longest note that is read or written, in bytes of UTF-8. */
  public static final int BYTES_MAX = 1 << 20;

  /** The most signature lines that are read or written. */
  public static final int SIGNATURES_MAX = 100;

  /**
   * @throws MalformedException on a text or a number of signatures that the format forbids
   */
  public SignedNote {
    requireText(text);
    if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
      throw new MalformedException("1 to " + SIGNATURES_MAX + " signature lines");
    }
    signatures = List.copyOf(signatures);
    var note = join(text, signatures);
    // A char has at most three bytes.
    if (note.length() > BYTES_MAX / 3 && Bytes.utf8(note).length > BYTES_MAX) {
      throw new MalformedException("a note of at most " + BYTES_MAX + " bytes");
    }
  }

  /** What holding a signature line against a set of keys says. */
  public sealed interface Finding {
    /** The line that was looked at. */
    SignatureLine line();

    /** The key is known and its signature holds. */
    record Holds(SignatureLine line, NoteKey key) implements Finding {}

    /** The key is known and its signature does not hold. C2SP: reject the whole note. */
    record Fails(SignatureLine line, NoteKey key) implements Finding {}

    /** The key is not among those known. C2SP: ignore the line. */
    record Unknown(SignatureLine line) implements Finding {}
  }

  /**
   * Reads a note.
   *
   * @throws MalformedException on anything but what {@link #format} writes
   */
  public static SignedNote parse(byte[] note) {
    if (note.length > BYTES_MAX) {
      throw new MalformedException("a note of at most " + BYTES_MAX + " bytes");
    }
    return parse(Bytes.parseUtf8(note));
  }

  /**
   * Reads a note.
   *
   * @throws MalformedException on anything but what {@link #format} writes
   */
  public static SignedNote parse(String note) {
    var blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
      throw new MalformedException("a text, a blank line and signature lines");
    }
    var text = note.substring(0, blank + 1);
    var lines = note.substring(blank + 2, note.length() - 1).split("\n", SIGNATURES_MAX + 1);
    var textLines = (int) text.chars().filter(c -> c == '\n').count();
    var signatures = new ArrayList<SignatureLine>();
    for (var line : lines) {
      try {
        signatures.add(SignatureLine.parse(line));
      } catch (MalformedException malformed) {
        throw malformed.atLine(textLines + 2 + signatures.size());
      }
    }
    return new SignedNote(text, signatures);
  }

  /** A note of a text with one signature by each signer, in their order. */
  public static SignedNote sign(String text, Signer... signers) {
    requireText(text);
    var signatures = new ArrayList<SignatureLine>();
    for (var signer : signers) {
      signatures.add(signer.sign(text));
    }
    return new SignedNote(text, signatures);
  }

  /**
   * Refuses a text that cannot be the text of a note.
   *
   * @throws MalformedException on an empty one, one that does not end in a newline, controls, or
   *     unpaired surrogates
   */
  public static void requireText(String text) {
    if (!text.endsWith("\n")) {
      throw new MalformedException("a text that ends with a newline");
    }
    if (!Bytes.isPaired(text) || hasControls(text)) {
      throw new MalformedException("UTF-8 without control characters");
    }
  }

  /** The note, as {@link #parse(String)} reads it. */
  public String format() {
    return join(text, signatures);
  }

  /** The UTF-8 of {@link #format}. */
  public byte[] bytes() {
    return Bytes.utf8(format());
  }

  /** The same note with one more signature line at its end. */
  public SignedNote with(SignatureLine signature) {
    var all = new ArrayList<>(signatures);
    all.add(signature);
    return new SignedNote(text, all);
  }

  /**
   * Holds every line against the keys, in the order of the lines. A key may find several lines; the
   * caller decides what unknown, repeated and failing ones mean.
   */
  public List<Finding> check(Collection<NoteKey> keys, SignatureCheck check) {
    return signatures.stream().map(line -> finding(line, keys, check)).toList();
  }

  /** Whether the key has a line here, and every line of it holds. */
  public boolean isSignedBy(NoteKey key, SignatureCheck check) {
    var lines = signatures.stream().filter(key::isNamedBy).toList();
    return !lines.isEmpty() && lines.stream().allMatch(line -> key.holds(text, line, check));
  }

  private Finding finding(SignatureLine line, Collection<NoteKey> keys, SignatureCheck check) {
    for (var key : keys) {
      if (key.isNamedBy(line)) {
        return key.holds(text, line, check)
            ? new Finding.Holds(line, key)
            : new Finding.Fails(line, key);
      }
    }
    return new Finding.Unknown(line);
  }

  private static String join(String text, List<SignatureLine> signatures) {
    var note = new StringBuilder(text).append('\n');
    for (var signature : signatures) {
      note.append(signature.format()).append('\n');
    }
    return note.toString();
  }

  private static boolean hasControls(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' && text.charAt(i) != '\n') {
        return true;
      }
    }
    return false;
  }
}
