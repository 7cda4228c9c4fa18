package twoseal.witness;

import java.util.ArrayList;
import java.util.List;
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
 * @param note of the checkpoint
 */
public record AddCheckpoint(long oldSize, List<Digest> proof, SignedNote note) {
  /** The most bytes of a request. */
  public static final int BYTES_MAX = 65_536;

  /** The most hashes of a proof. */
  public static final int PROOF_MAX = 63;

  private static final String OLD = "old ";

  /**
   * @throws MalformedException on a proof that is too long, what is no checkpoint, or an old size
   *     above the checkpoint's
   */
  public AddCheckpoint {
    proof = List.copyOf(proof);
    if (proof.size() > PROOF_MAX) {
      throw new MalformedException("at most " + PROOF_MAX + " hashes");
    }
    if (oldSize < 0 || oldSize > size(note)) {
      throw new MalformedException("an old size of at most the checkpoint's");
    }
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
    return new AddCheckpoint(
        Bytes.parseDecimal(lines[0].substring(OLD.length()), Long.MAX_VALUE),
        proof,
        SignedNote.parse(text.substring(blank + 2)));
  }

  /** The checkpoint. */
  public Checkpoint checkpoint() {
    return Checkpoint.parse(note.text());
  }

  /** The request, as {@link #parse} reads it. */
  public byte[] bytes() {
    var text = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> text.append(hash.base64()).append('\n'));
    return Bytes.utf8(text.append('\n').append(note.format()).toString());
  }

  private static long size(SignedNote note) {
    return Checkpoint.parse(note.text()).size();
  }
}
