package twoseal.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashing of lists without allocation ([LIST-2], [LIST-4]); one object per thread.
 *
 * <p>Nodes are 40 bytes, BE64(sum) || hash, so that two siblings in a row are the text of their
 * parent but for the prefix byte. Prefixes are written into the byte before the text: whoever calls
 * owns that byte.
 */
public final class SumHash {
  /** Bytes of a node: its sum, then its hash. */
  public static final int NODE_BYTES = 40;

  /** Bytes of what a commitment is the hash of. */
  public static final int OPENED_BYTES = 65;

  /** Where the record-digest stands in it. */
  public static final int RECORD_DIGEST_AT = 33;

  static final byte LEAF = 0x10;
  static final byte NODE = 0x11;
  static final byte COMMITMENT = 0x12;
  static final int HASH_BYTES = 32;
  static final VarHandle BE64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final MessageDigest sha256;

  public SumHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** SHA-256 of a stretch of bytes, written to {@code out}. */
  public void hash(byte[] text, int from, int length, byte[] out, int outAt) {
    try {
      sha256.update(text, from, length);
      sha256.digest(out, outAt, HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256", e);
    }
  }

  /**
   * The text of the commitment of [LIST-2] from two stretches, salt1 || masked and salt2 || record:
   * its prefix, name-digest and record-digest.
   *
   * @param out gets {@link #OPENED_BYTES} bytes at {@code outAt}
   */
  public void open(
      byte[] text,
      int nameAt,
      int nameLength,
      int recordAt,
      int recordLength,
      byte[] out,
      int outAt) {
    out[outAt] = COMMITMENT;
    hash(text, nameAt, nameLength, out, outAt + 1);
    hash(text, recordAt, recordLength, out, outAt + RECORD_DIGEST_AT);
  }

  /** The commitment of what {@link #open} wrote. */
  public void commitment(byte[] opened, int openedAt, byte[] out, int outAt) {
    hash(opened, openedAt, OPENED_BYTES, out, outAt);
  }

  /** The leaf node of a public line; overwrites the byte at {@code lineAt - 1}. */
  public void leaf(byte[] text, int lineAt, int lineLength, long weight, byte[] out, int outAt) {
    text[lineAt - 1] = LEAF;
    hash(text, lineAt - 1, lineLength + 1, out, outAt + 8);
    BE64.set(out, outAt, weight);
  }

  /**
   * The parent of two nodes that stand in a row; overwrites the byte at {@code pairAt - 1}. The
   * parent may be written over its children.
   *
   * @throws ArithmeticException if the sum reaches 2^63
   */
  public void parent(byte[] nodes, int pairAt, byte[] out, int outAt) {
    var sum =
        Math.addExact((long) BE64.get(nodes, pairAt), (long) BE64.get(nodes, pairAt + NODE_BYTES));
    nodes[pairAt - 1] = NODE;
    hash(nodes, pairAt - 1, 1 + 2 * NODE_BYTES, out, outAt + 8);
    BE64.set(out, outAt, sum);
  }
}
