package twoseal.ledger;

import twoseal.core.ByteReader;
import twoseal.core.ByteWriter;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * How far a replica is, in 72 bytes ([LOG-10]): two replicas of one size whose tips differ have
 * parted.
 *
 * @param size how many entries it has taken
 * @param root of the tree over them
 * @param state the digest of all that they wrote ([LOG-11])
 */
public record Tip(long size, Digest root, Digest state) {
  public Tip {
    if (size < 0) {
      throw new IllegalArgumentException("size " + size);
    }
  }

  /**
   * Reads a tip.
   *
   * @throws MalformedException on anything but what {@link #bytes} writes
   */
  public static Tip parse(byte[] bytes) {
    var reader = new ByteReader(bytes);
    var tip = new Tip(reader.be64(), reader.digest(), reader.digest());
    reader.end();
    return tip;
  }

  /** BE64(size) || root || state. */
  public byte[] bytes() {
    return new ByteWriter().be64(size).digest(root).digest(state).bytes();
  }
}
