package twoseal.desk.note;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Blobs;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;
import twoseal.draw.Seed;
import twoseal.machine.Command;
import twoseal.machine.Machine;

/**
 * A command's text on its way from signer to signer: a file that holds the text alone until
 * somebody has signed it, then the signed note ([NOTE-1]). Signature lines are kept in the one
 * order that a ledger takes ([NOTE-6]), whoever signs first.
 */
public record NoteFile(String text, List<SignatureLine> signatures) {
  /**
   * @throws MalformedException on a text that cannot be a note's
   */
  public NoteFile {
    SignedNote.requireText(text);
    signatures = signatures.stream().sorted(Command::compare).toList();
  }

  /** A text that nobody has signed. */
  public static NoteFile unsigned(String text) {
    return new NoteFile(text, List.of());
  }

  /**
   * Reads a file.
   *
   * @throws Complaint if it is not a note
   */
  public static NoteFile read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw Complaint.input("complaint.is-a-folder", file);
    }
    if (Files.size(file) > Command.BYTES_MAX) {
      throw Complaint.input("complaint.not-a-note", file, Command.BYTES_MAX);
    }
    var bytes = Files.readAllBytes(file);
    try {
      var text = Bytes.parseUtf8(bytes);
      if (!text.contains("\n\n")) {
        return unsigned(text);
      }
      var note = SignedNote.parse(bytes);
      return new NoteFile(note.text(), note.signatures());
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.not-a-note", file, malformed.expected()).because(malformed);
    }
  }

  /** Writes a file that is not there yet. */
  public void write(Path file) throws IOException {
    NewFile.write(file, bytes(), NewFile.Access.ANYONE);
  }

  /** Puts this in the place of a file. */
  public void replace(Path file) throws IOException {
    NewFile.replace(file, bytes(), NewFile.Access.ANYONE);
  }

  /**
   * The same with one more signature, in its place.
   *
   * @throws Complaint if this key has signed already, or the text is not a command ([NOTE-4])
   */
  public NoteFile signedBy(Signer signer) {
    if (signatures.stream().anyMatch(signer.key()::isNamedBy)) {
      throw Complaint.refused("complaint.signed-already", signer.key().name());
    }
    try {
      var lines = new ArrayList<>(signatures);
      lines.add(signer.sign(text));
      var signed = new NoteFile(text, lines);
      // Nobody puts a signature under what no ledger would understand.
      machine().read(signed.bytes());
      return signed;
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.not-a-command", malformed.expected()).because(malformed);
    }
  }

  /** The first line's kind, such as {@code draw.seal}; absent if the text is no command's. */
  public Optional<String> kind() {
    try {
      return Optional.of(new Fields.Reader(text).kind());
    } catch (MalformedException other) {
      return Optional.empty();
    }
  }

  /** The note's digest ([NOTE-8]). */
  public Digest digest() {
    return Seed.noteDigest(text);
  }

  /** The bytes that a ledger takes; without signatures, the text alone. */
  public byte[] bytes() {
    return signatures.isEmpty() ? Bytes.utf8(text) : new SignedNote(text, signatures).bytes();
  }

  private static Machine machine() {
    return new Machine(Ed25519.STRICT, Blobs.NONE);
  }

  /** The names on its signature lines, as a person reads them. */
  public String signers() {
    return String.join(", ", signatures.stream().map(SignatureLine::name).toList());
  }
}
