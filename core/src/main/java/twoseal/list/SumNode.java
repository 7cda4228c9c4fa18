package twoseal.list;

import twoseal.core.ByteReader;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * A node of a Merkle-sum tree ([LIST-4]).
 *
 * @param sum tickets below it, 1 to 2^63 - 1
 * @param hash of the leaf or node
 */
public record SumNode(long sum, Digest hash) {
  public SumNode {
    if (sum < 1) {
      throw new MalformedException("a sum of at least 1 and below 2^63");
    }
  }

  /**
   * The parent of two nodes.
   *
   * @throws MalformedException if the sum reaches 2^63
   */
  public static SumNode parent(SumNode left, SumNode right) {
    var sum = left.sum + right.sum;
    if (sum < 0) {
      throw new MalformedException("sums below 2^63");
    }
    return new SumNode(sum, Digest.sha256(new byte[] {SumHash.NODE}, left.bytes(), right.bytes()));
  }

  /** BE64(sum) || hash, 40 bytes. */
  public byte[] bytes() {
    return Bytes.concat(Bytes.be64(sum), hash.bytes());
  }

  /** The node in 40 bytes at an offset. */
  public static SumNode read(byte[] bytes, int at) {
    return new SumNode((long) SumHash.BE64.get(bytes, at), Digest.at(bytes, at + Long.BYTES));
  }

  /** The next 40 bytes of a reader. */
  static SumNode read(ByteReader reader) {
    return new SumNode(reader.be64(), reader.digest());
  }
}
