package twoseal.verifier;

import java.util.List;
import java.util.Optional;

/**
 * Inclusion and consistency in the ledger's tree, RFC 9162 sections 2.1.3.2 and 2.1.4.2; hex
 * digests.
 */
final class LogTree {
  private LogTree() {}

  static String leaf(byte[] entry) {
    return Bytes.hex(Bytes.prefixed(0x00, entry));
  }

  /** The root to which the path leads; nothing if there is no such path for the size. */
  static Optional<String> rootOf(long index, long size, String leaf, List<String> path) {
    if (index < 0 || index >= size) {
      return Optional.empty();
    }
    var node = index;
    var last = size - 1;
    var root = leaf;
    for (var sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if (node % 2 == 1 || node == last) {
        root = node(sibling, root);
        while (node % 2 == 0 && node != 0) {
          node /= 2;
          last /= 2;
        }
      } else {
        root = node(root, sibling);
      }
      node /= 2;
      last /= 2;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }

  /** Whether the tree of the later size and root extends that of the earlier, [LOG-8]. */
  static boolean isConsistent(
      long size, String root, long laterSize, String laterRoot, List<String> proof) {
    if (size == laterSize) {
      return proof.isEmpty() && root.equals(laterRoot);
    }
    if (size < 1 || size > laterSize) {
      return false;
    }
    var isPowerOfTwo = Long.bitCount(size) == 1;
    if (proof.isEmpty() && !isPowerOfTwo) {
      return false;
    }
    var node = size - 1;
    var last = laterSize - 1;
    while (node % 2 == 1) {
      node /= 2;
      last /= 2;
    }
    var earlier = isPowerOfTwo ? root : proof.getFirst();
    var later = earlier;
    for (var sibling : isPowerOfTwo ? proof : proof.subList(1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if (node % 2 == 1 || node == last) {
        earlier = node(sibling, earlier);
        later = node(sibling, later);
        while (node % 2 == 0 && node != 0) {
          node /= 2;
          last /= 2;
        }
      } else {
        later = node(later, sibling);
      }
      node /= 2;
      last /= 2;
    }
    return last == 0 && earlier.equals(root) && later.equals(laterRoot);
  }

  private static String node(String left, String right) {
    return Bytes.hex(Bytes.prefixed(0x01, Bytes.unhex(left), Bytes.unhex(right)));
  }
}
