package twoseal.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

  /** The text of a node: its prefix and two nodes. */
  private static final int PAIR_BYTES = 1 + 2 * NODE_BYTES;

  /** Texts that are put together for a batch. */
  private static final int BATCH = 64;

  private final DigestHash single = new DigestHash();
  private final BatchHash batch;
  private final Stretches stretches = new Stretches(BATCH);
  private final byte[] pairs = new byte[BATCH * PAIR_BYTES];
  private final long[] sums = new long[BATCH];

  /** By the JDK alone. */
  public SumHash() {
    batch = single;
  }

  /** With this one for batches. */
  public SumHash(BatchHash batch) {
    this.batch = batch;
  }

  /** SHA-256 of a stretch of bytes, written to {@code out}. */
  public void hash(byte[] text, int from, int length, byte[] out, int outAt) {
    single.hash(text, from, length, out, outAt);
  }

  /**
   * The texts of the commitments of [LIST-2] from two stretches an entry, salt1 || masked and salt2
   * || record: prefix, name-digest and record-digest.
   *
   * @param out gets {@link #OPENED_BYTES} bytes an entry, one after the other
   */
  public void open(byte[] text, Stretches names, Stretches records, byte[] out) {
    for (var i = 0; i < names.count(); i++) {
      out[i * OPENED_BYTES] = COMMITMENT;
    }
    batch.hash(text, names, out, 1, OPENED_BYTES);
    batch.hash(text, records, out, RECORD_DIGEST_AT, OPENED_BYTES);
  }

  /** The commitments of what {@link #open} wrote, 32 bytes each. */
  public void commitments(byte[] opened, int count, byte[] out) {
    for (var done = 0; done < count; done += BATCH) {
      stretches.clear();
      for (var i = done; i < Math.min(count, done + BATCH); i++) {
        stretches.add(i * OPENED_BYTES, OPENED_BYTES);
      }
      batch.hash(opened, stretches, out, done * HASH_BYTES, HASH_BYTES);
    }
  }

  /** The leaf node of a public line; overwrites the byte at {@code lineAt - 1}. */
  public void leaf(byte[] text, int lineAt, int lineLength, long weight, byte[] out, int outAt) {
    text[lineAt - 1] = LEAF;
    hash(text, lineAt - 1, lineLength + 1, out, outAt + 8);
    BE64.set(out, outAt, weight);
  }

  /**
   * The leaf nodes of public lines, in a row from {@code outAt}.
   *
   * @param lines each with the byte before it, which is overwritten
   */
  public void leaves(byte[] text, Stretches lines, int[] weights, byte[] out, int outAt) {
    for (var i = 0; i < lines.count(); i++) {
      text[lines.at(i)] = LEAF;
      BE64.set(out, outAt + i * NODE_BYTES, (long) weights[i]);
    }
    batch.hash(text, lines, out, outAt + Long.BYTES, NODE_BYTES);
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

  /**
   * The parents of so many nodes that stand in a row, an even number; they are written over their
   * children, in a row from {@code at}.
   *
   * @throws ArithmeticException if a sum reaches 2^63
   */
  public void parents(byte[] nodes, int at, int count) {
    for (var done = 0; done < count / 2; done += BATCH) {
      var some = Math.min(BATCH, count / 2 - done);
      stretches.clear();
      for (var i = 0; i < some; i++) {
        var pair = at + 2 * (done + i) * NODE_BYTES;
        sums[i] =
            Math.addExact((long) BE64.get(nodes, pair), (long) BE64.get(nodes, pair + NODE_BYTES));
        pairs[i * PAIR_BYTES] = NODE;
        System.arraycopy(nodes, pair, pairs, i * PAIR_BYTES + 1, 2 * NODE_BYTES);
        stretches.add(i * PAIR_BYTES, PAIR_BYTES);
      }
      var out = at + done * NODE_BYTES;
      batch.hash(pairs, stretches, nodes, out + Long.BYTES, NODE_BYTES);
      for (var i = 0; i < some; i++) {
        BE64.set(nodes, out + i * NODE_BYTES, sums[i]);
      }
    }
  }
}
