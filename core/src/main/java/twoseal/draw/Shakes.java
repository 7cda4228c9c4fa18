package twoseal.draw;

import java.util.ArrayList;
import java.util.List;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.PrefixTree;

/**
 * What phones of the audience add to a draw ([SEED-10]), a batch of it: participation, of which
 * each phone gets its proof, and nothing that security rests on.
 *
 * @param shakes in the order received
 */
public record Shakes(List<Digest> shakes) {
  /** The most shakes of a batch. */
  public static final int BATCH_MAX = 65_536;

  /** The most batches of an attempt ([DRAW-19]). */
  public static final int BATCHES_MAX = 10_000;

  static final byte NODE = 0x21;
  static final byte BATCH_NODE = 0x23;
  private static final byte LEAF = 0x20;
  private static final byte BATCH_LEAF = 0x22;

  public Shakes {
    if (shakes.isEmpty() || shakes.size() > BATCH_MAX) {
      throw new MalformedException("1 to " + BATCH_MAX + " shakes");
    }
    shakes = List.copyOf(shakes);
  }

  /**
   * A phone's shake.
   *
   * @param random 16 bytes
   * @param sensors what its sensors gave
   */
  public static Digest made(CaseNumber draw, int attempt, byte[] random, byte[] sensors) {
    return Digest.tagged(
        "twoseal/draw/shake/1",
        new ByteWriter()
            .lengthPrefixed(draw.toString())
            .be32(attempt)
            .raw(random)
            .raw(sensors)
            .bytes());
  }

  /**
   * Reads a batch's file.
   *
   * @throws MalformedException unless it is 1 to {@link #BATCH_MAX} times 32 bytes
   */
  public static Shakes read(byte[] file) {
    if (file.length % Digest.BYTES != 0) {
      throw new MalformedException("shakes of " + Digest.BYTES + " bytes each");
    }
    var shakes = new ArrayList<Digest>();
    for (var offset = 0; offset < file.length; offset += Digest.BYTES) {
      shakes.add(Digest.at(file, offset));
    }
    return new Shakes(shakes);
  }

  /** The batch's file. */
  public byte[] file() {
    return Bytes.concat(shakes.stream().map(Digest::bytes).toArray(byte[][]::new));
  }

  /** The root of the batch. */
  public Digest root() {
    var tree = new PrefixTree(NODE);
    shakes.forEach(shake -> tree.append(leaf(shake)));
    return tree.root();
  }

  /** The siblings of a shake in its batch, from the leaf to the root. */
  List<Digest> path(int index) {
    return PrefixTree.path(NODE, shakes.stream().map(Shakes::leaf).toList(), index);
  }

  /** X over batches in order; 32 zero bytes without any. */
  public static Digest root(List<ShakeBatch> batches) {
    var tree = new PrefixTree(BATCH_NODE);
    batches.forEach(batch -> tree.append(leaf(batch.shakes(), batch.root())));
    return tree.root();
  }

  static Digest leaf(Digest shake) {
    return Digest.sha256(new byte[] {LEAF}, shake.bytes());
  }

  static Digest leaf(long shakes, Digest batchRoot) {
    return Digest.sha256(new byte[] {BATCH_LEAF}, Bytes.be64(shakes), batchRoot.bytes());
  }
}
