package twoseal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tree of RFC 6962's shape whose nodes have a prefix of their own ([BYTES-3], [BYTES-4]): node =
 * SHA-256(prefix || left || right). Grows leaf by leaf in logarithmic memory.
 */
public final class PrefixTree {
  private final byte prefix;
  private final List<Digest> peaks = new ArrayList<>();
  private long size;

  /** The empty tree. */
  public PrefixTree(byte nodePrefix) {
    this.prefix = nodePrefix;
  }

  /** Adds a leaf by its hash. */
  public void append(Digest leaf) {
    peaks.add(leaf);
    size++;
    // Each trailing zero bit of the size is a subtree that became complete.
    for (var s = size; (s & 1) == 0; s >>= 1) {
      fold(peaks);
    }
  }

  /** The root over the leaves so far; 32 zero bytes without any. */
  public Digest root() {
    if (peaks.isEmpty()) {
      return Digest.ZERO;
    }
    var rest = new ArrayList<>(peaks);
    while (rest.size() > 1) {
      fold(rest);
    }
    return rest.getFirst();
  }

  /** The siblings of a leaf, from the leaf to the root. */
  public static List<Digest> path(byte nodePrefix, List<Digest> leaves, int index) {
    if (leaves.size() == 1) {
      return List.of();
    }
    var middle = Integer.highestOneBit(leaves.size() - 1);
    var left = leaves.subList(0, middle);
    var right = leaves.subList(middle, leaves.size());
    var isLeft = index < middle;
    var path =
        new ArrayList<>(
            isLeft ? path(nodePrefix, left, index) : path(nodePrefix, right, index - middle));
    path.add(root(nodePrefix, isLeft ? right : left));
    return path;
  }

  /**
   * The root that a path leads to; directions follow from index and size alone.
   *
   * @return empty where the path has another length than the leaf's
   */
  public static Optional<Digest> reached(
      byte nodePrefix, long index, long size, Digest leaf, List<Digest> path) {
    if (size == 1) {
      return path.isEmpty() ? Optional.of(leaf) : Optional.empty();
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    var middle = Long.highestOneBit(size - 1);
    var below = path.subList(0, path.size() - 1);
    return index < middle
        ? reached(nodePrefix, index, middle, leaf, below)
            .map(left -> node(nodePrefix, left, path.getLast()))
        : reached(nodePrefix, index - middle, size - middle, leaf, below)
            .map(right -> node(nodePrefix, path.getLast(), right));
  }

  private static Digest root(byte nodePrefix, List<Digest> leaves) {
    var tree = new PrefixTree(nodePrefix);
    leaves.forEach(tree::append);
    return tree.root();
  }

  private void fold(List<Digest> of) {
    var right = of.removeLast();
    of.add(node(prefix, of.removeLast(), right));
  }

  private static Digest node(byte nodePrefix, Digest left, Digest right) {
    return Digest.sha256(new byte[] {nodePrefix}, left.bytes(), right.bytes());
  }
}
