package twoseal.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import twoseal.core.ByteReader;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.Position;

/** A command, the place the ledger gave it, and what the rules said of it ([LOG-3]). */
public final class LedgerEntry {
  private static final int POSITION_BYTES = 2 * Long.BYTES;

  private final Position position;
  private final byte[] command;
  private final String outcome;

  LedgerEntry(Position position, byte[] command, String outcome) {
    this.position = position;
    this.command = command;
    this.outcome = outcome;
  }

  /**
   * Reads the bytes of an entry.
   *
   * @throws MalformedException unless they are exactly one
   */
  public static LedgerEntry decode(byte[] entry) {
    var reader = new ByteReader(entry);
    if (reader.be32() != POSITION_BYTES) {
      throw new MalformedException("a position of " + POSITION_BYTES + " bytes");
    }
    var position = new Position(reader.be64(), reader.be64());
    var read = new LedgerEntry(position, reader.lengthPrefixed(), reader.lengthPrefixedText());
    reader.end();
    return read;
  }

  /** The bytes that are hashed and kept. */
  public byte[] encode() {
    return new ByteWriter()
        .lengthPrefixed(Bytes.concat(Bytes.be64(position.index()), Bytes.be64(position.timeMs())))
        .lengthPrefixed(command)
        .lengthPrefixed(outcome)
        .bytes();
  }

  /** The hash of the leaf in the tree. */
  public Digest leafHash() {
    return MerkleTree.leafHash(encode());
  }

  public Position position() {
    return position;
  }

  /** The command note, as it was submitted. */
  public byte[] command() {
    return command.clone();
  }

  /** The outcome's text ([LOG-2]). */
  public String outcome() {
    return outcome;
  }

  boolean isCommand(byte[] note) {
    return Arrays.equals(command, note);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof LedgerEntry other
        && position.equals(other.position)
        && Arrays.equals(command, other.command)
        && outcome.equals(other.outcome);
  }

  @Override
  public int hashCode() {
    return position.hashCode();
  }

  @Override
  public String toString() {
    return "entry " + position.index();
  }
}
