package twoseal.verifier;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * A tree of the shape of [BYTES-4] over hashes, whose nodes have a prefix of their own, [BYTES-3];
 * made leaf by leaf, in memory that does not grow with it.
 */
final class HashTree {
  private final int prefix;
  private final ArrayDeque<byte[]> whole = new ArrayDeque<>(); // whole subtrees, the last smallest
  private long leaves;

  HashTree(int prefix) {
    this.prefix = prefix;
  }

  void add(byte[] leaf) {
    var node = leaf;
    for (var size = leaves; size % 2 == 1; size /= 2) {
      node = Bytes.prefixed(prefix, whole.removeLast(), node);
    }
    whole.addLast(node);
    leaves++;
  }

  /** The root as hex; 32 zero bytes without leaves. */
  String root() {
    if (whole.isEmpty()) {
      return Bytes.ZEROS_32;
    }
    var subtrees = new ArrayDeque<>(whole);
    var root = subtrees.removeLast();
    while (!subtrees.isEmpty()) {
      root = Bytes.prefixed(prefix, subtrees.removeLast(), root);
    }
    return Bytes.hex(root);
  }

  /**
   * The root, as hex, to which a path of siblings leads from a leaf up; nothing if it is not as
   * long as such a tree is deep there.
   *
   * @param index of the leaf, from 0
   */
  static Optional<String> rootOf(
      String leaf, long index, long leaves, List<String> path, int prefix) {
    if (leaves == 1 || path.isEmpty()) {
      return leaves == 1 && path.isEmpty() ? Optional.of(leaf) : Optional.empty();
    }
    var split = Long.highestOneBit(leaves - 1);
    var isLeft = index < split;
    var sibling = Bytes.unhex(path.getLast());
    return rootOf(
            leaf,
            isLeft ? index : index - split,
            isLeft ? split : leaves - split,
            path.subList(0, path.size() - 1),
            prefix)
        .map(Bytes::unhex)
        .map(inner ->
            isLeft
                ? Bytes.prefixed(prefix, inner, sibling)
                : Bytes.prefixed(prefix, sibling, inner))
        .map(Bytes::hex);
  }
}
