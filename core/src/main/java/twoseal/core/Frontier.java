package twoseal.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of the complete subtrees that the bits of its size
 * name, the largest first. At most 63 digests whatever the size, and enough to append leaves and to
 * know the root after each. Not safe for use by several threads.
 */
public final class Frontier {
  private final ArrayList<Digest> peaks;
  private long size;

  /** The empty tree. */
  public Frontier() {
    this(0, List.of());
  }

  /**
   * Goes on where {@link #size} and {@link #peaks} were stored.
   *
   * @throws MalformedException unless there is one peak for each bit set in the size
   */
  public Frontier(long size, List<Digest> peaks) {
    if (size < 0 || Long.bitCount(size) != peaks.size()) {
      throw new MalformedException("one peak for each bit of a tree size");
    }
    this.size = size;
    this.peaks = new ArrayList<>(peaks);
  }

  /** Adds a leaf by its hash ({@link MerkleTree#leafHash}). */
  public void append(Digest leafHash) {
    var hash = leafHash;
    // Each trailing one bit of the size is a complete subtree that the new one merges with.
    for (var bits = size; (bits & 1) == 1; bits >>>= 1) {
      hash = MerkleTree.nodeHash(peaks.removeLast(), hash);
    }
    peaks.add(hash);
    size = Math.incrementExact(size);
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** The root over all leaves so far. */
  public Digest root() {
    if (peaks.isEmpty()) {
      return MerkleTree.EMPTY_ROOT;
    }
    var root = peaks.getLast();
    for (var i = peaks.size() - 2; i >= 0; i--) {
      root = MerkleTree.nodeHash(peaks.get(i), root);
    }
    return root;
  }

  /** A copy of the peaks, the largest subtree first. */
  public List<Digest> peaks() {
    return List.copyOf(peaks);
  }
}
