package twoseal.witness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.SignedNote;

/**
 * The request that a log or its friend sends a witness (C2SP tlog-witness, [WIT-2]).
 *
 * @param oldSize the size that the witness is believed to know
 * @param proof of consistency from it to the checkpoint
 * @param note of the checkpoint; empty where its signature lines cannot be read
 */
public record AddCheckpoint(
    long oldSize, List<Digest> proof, Checkpoint checkpoint, Optional<SignedNote> note) {
  /** The most bytes of a request. */
  public static final int BYTES_MAX = 65_536;

  /** The most hashes of a proof. */
  public static final int PROOF_MAX = 63;

  private static final String OLD = "old ";

  /**
   * @throws MalformedException on a proof that is too long, or an old size above the checkpoint's
   */
  public AddCheckpoint {
    proof = List.copyOf(proof);
    if (proof.size() > PROOF_MAX) {
      throw new MalformedException("at most " + PROOF_MAX + " hashes");
    }
    if (oldSize < 0 || oldSize > checkpoint.size()) {
      throw new MalformedException("an old size of at most the checkpoint's");
    }
  }

  /** A request for a checkpoint as its log signed it. */
  public static AddCheckpoint of(long oldSize, List<Digest> proof, SignedNote note) {
    return new AddCheckpoint(oldSize, proof, Checkpoint.parse(note.text()), Optional.of(note));
  }

  /**
   * Reads a request.
   *
   * @throws MalformedException on anything but what {@link #bytes} writes
   */
  public static AddCheckpoint parse(byte[] body) {
    if (body.length > BYTES_MAX) {
      throw new MalformedException("at most " + BYTES_MAX + " bytes");
    }
    var text = Bytes.parseUtf8(body);
    var blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedException("an old size, a proof, an empty line and a checkpoint");
    }
    var lines = text.substring(0, blank).split("\n", PROOF_MAX + 2);
    if (!lines[0].startsWith(OLD)) {
      throw new MalformedException(1, "old <size>");
    }
    var proof = new ArrayList<Digest>();
    for (var i = 1; i < lines.length; i++) {
      proof.add(Digest.ofBase64(lines[i]));
    }
    var note = text.substring(blank + 2);
    var signatures = note.indexOf("\n\n");
    if (signatures < 0) {
      throw new MalformedException("a checkpoint with signatures");
    }
    return new AddCheckpoint(
        Bytes.parseDecimal(lines[0].substring(OLD.length()), Long.MAX_VALUE),
        proof,
        Checkpoint.parse(note.substring(0, signatures + 1)),
        note(note));
  }

  /**
   * The request, as {@link #parse} reads it.
   *
   * @throws java.util.NoSuchElementException if the note could not be read
   */
  public byte[] bytes() {
    var text = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> text.append(hash.base64()).append('\n'));
    return Bytes.utf8(text.append('\n').append(note.orElseThrow().format()).toString());
  }

  private static Optional<SignedNote> note(String text) {
    try {
      return Optional.of(SignedNote.parse(text));
    } catch (MalformedException unreadable) {
      return Optional.empty();
    }
  }
}
