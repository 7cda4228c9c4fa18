package twoseal.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Trees of [BYTES-4] by their recursive definition, and proofs in them. */
final class Trees {
  private Trees() {}

  static <T> T root(List<T> leaves, BinaryOperator<T> node) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    var split = Integer.highestOneBit(leaves.size() - 1);
    return node.apply(
        root(leaves.subList(0, split), node), root(leaves.subList(split, leaves.size()), node));
  }

  /** The siblings from the leaf up, RFC 6962 section 2.1.1. */
  static <T> List<T> path(int index, List<T> leaves, BinaryOperator<T> node) {
    if (leaves.size() == 1) {
      return new ArrayList<>();
    }
    var split = Integer.highestOneBit(leaves.size() - 1);
    var left = leaves.subList(0, split);
    var right = leaves.subList(split, leaves.size());
    var path = index < split ? path(index, left, node) : path(index - split, right, node);
    path.add(root(index < split ? right : left, node));
    return path;
  }

  /** The consistency proof of RFC 6962 section 2.1.2. */
  static <T> List<T> consistency(int size, List<T> leaves, BinaryOperator<T> node) {
    return size == leaves.size() ? new ArrayList<>() : subproof(size, leaves, true, node);
  }

  private static <T> List<T> subproof(
      int size, List<T> leaves, boolean isWhole, BinaryOperator<T> node) {
    if (size == leaves.size()) {
      return isWhole ? new ArrayList<>() : new ArrayList<>(List.of(root(leaves, node)));
    }
    var split = Integer.highestOneBit(leaves.size() - 1);
    var left = leaves.subList(0, split);
    var right = leaves.subList(split, leaves.size());
    var proof =
        size <= split
            ? subproof(size, left, isWhole, node)
            : subproof(size - split, right, false, node);
    proof.add(root(size <= split ? right : left, node));
    return proof;
  }
}
