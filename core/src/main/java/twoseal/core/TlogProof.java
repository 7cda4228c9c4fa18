package twoseal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A receipt that a stranger can check offline (C2SP tlog-proof): where an entry is, the path from
 * it to the root, and the signed checkpoint with that root.
 *
 * @param extraBase64 canonical base64 of whatever the application adds; not authenticated
 * @param index of the entry in the log
 * @param path from the leaf's sibling to the root's child
 * @param checkpoint the checkpoint's signed note, verbatim
 */
public record TlogProof(
    Optional<String> extraBase64, long index, List<Digest> path, String checkpoint) {
  /** The longest receipt that is read, in bytes of UTF-8. */
  public static final int BYTES_MAX = SignedNote.BYTES_MAX + (1 << 16);

  /** A path is no longer than the bits of a tree size. */
  public static final int PATH_MAX = 63;

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /**
   * @throws MalformedException on extra data that is not base64, a path too long, or a checkpoint
   *     that is not text in lines
   */
  public TlogProof {
    extraBase64.ifPresent(Bytes::parseBase64);
    if (index < 0) {
      throw new IllegalArgumentException("entry " + index);
    }
    if (path.size() > PATH_MAX) {
      throw new MalformedException("a path of at most " + PATH_MAX + " hashes");
    }
    path = List.copyOf(path);
    SignedNote.requireText(checkpoint);
  }

  /** A receipt without extra data. */
  public static TlogProof of(long index, List<Digest> path, SignedNote checkpoint) {
    return new TlogProof(Optional.empty(), index, path, checkpoint.format());
  }

  /**
   * Reads a receipt.
   *
   * @throws MalformedException on anything but what {@link #bytes} writes
   */
  public static TlogProof parse(byte[] proof) {
    if (proof.length > BYTES_MAX) {
      throw new MalformedException("a receipt of at most " + BYTES_MAX + " bytes");
    }
    return parse(Bytes.parseUtf8(proof));
  }

  /**
   * Reads a receipt.
   *
   * @throws MalformedException on anything but what {@link #format} writes
   */
  public static TlogProof parse(String proof) {
    var blank = proof.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedException("a proof, a blank line and a checkpoint");
    }
    var lines = List.of(proof.substring(0, blank).split("\n", -1));
    var at = 0;
    try {
      if (!lines.get(at++).equals(HEADER)) {
        throw new MalformedException(HEADER);
      }
      var extra = Optional.<String>empty();
      if (at < lines.size() && lines.get(at).startsWith(EXTRA)) {
        extra = Optional.of(lines.get(at).substring(EXTRA.length()));
        Bytes.parseBase64(extra.get());
        at++;
      }
      if (at == lines.size() || !lines.get(at).startsWith(INDEX)) {
        throw new MalformedException("the index");
      }
      var index = Bytes.parseDecimal(lines.get(at).substring(INDEX.length()), Long.MAX_VALUE);
      var path = new ArrayList<Digest>();
      for (at++; at < lines.size(); at++) {
        path.add(Digest.ofBase64(lines.get(at)));
      }
      return new TlogProof(extra, index, path, proof.substring(blank + 2));
    } catch (MalformedException malformed) {
      throw malformed.atLine(at + 1);
    }
  }

  /** The receipt, as {@link #parse(String)} reads it. */
  public String format() {
    var proof = new StringBuilder(HEADER).append('\n');
    extraBase64.ifPresent(extra -> proof.append(EXTRA).append(extra).append('\n'));
    proof.append(INDEX).append(index).append('\n');
    for (var hash : path) {
      proof.append(hash.base64()).append('\n');
    }
    return proof.append('\n').append(checkpoint).toString();
  }

  /** The UTF-8 of {@link #format}. */
  public byte[] bytes() {
    return Bytes.utf8(format());
  }

  /** The checkpoint's note; {@link Checkpoint#parse} reads its text. */
  public SignedNote note() {
    return SignedNote.parse(checkpoint);
  }

  /**
   * Whether the path leads from the entry's leaf hash to the checkpoint's root. Says nothing of the
   * checkpoint's signatures.
   */
  public boolean holds(Digest leafHash, Checkpoint of) {
    return MerkleTree.inclusionHolds(index, of.size(), leafHash, path, of.root());
  }
}
