package twoseal.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The hash tree of RFC 6962 section 2.1 (the same as RFC 9162 section 2.1), SHA-256. Proofs are
 * made from the hashes of complete subtrees, wherever those are kept; the verifying functions take
 * untrusted arguments of any value and answer false, never an exception.
 */
public final class MerkleTree {
  /** The root of the tree without leaves: SHA-256 of nothing. */
  public static final Digest EMPTY_ROOT = Digest.sha256();

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private MerkleTree() {}

  /** Where the hashes of complete subtrees are kept. */
  @FunctionalInterface
  public interface Subtrees {
    /**
     * The hash over the 2^level leaves from index * 2^level on. It is asked only for subtrees that
     * are complete in a tree of the size its owner stated; level 0 is the leaf hashes.
     */
    Digest hash(int level, long index);
  }

  /** SHA-256(0x00 || leaf). */
  public static Digest leafHash(byte[] leaf) {
    return Digest.sha256(new byte[] {LEAF}, leaf);
  }

  /** SHA-256(0x01 || left || right). */
  public static Digest nodeHash(Digest left, Digest right) {
    var input = new byte[1 + 2 * Digest.BYTES];
    input[0] = NODE;
    left.writeTo(input, 1);
    right.writeTo(input, 1 + Digest.BYTES);
    return Digest.sha256(input);
  }

  /** The root over a list of leaf hashes. */
  public static Digest root(List<Digest> leafHashes) {
    return root(leafHashes.size(), over(leafHashes));
  }

  /** The root of the tree of the first {@code size} leaves. */
  public static Digest root(long size, Subtrees subtrees) {
    requireSize(size);
    return size == 0 ? EMPTY_ROOT : range(0, size, subtrees);
  }

  /** Subtrees computed anew from a list of leaf hashes at each call: for lists that are short. */
  public static Subtrees over(List<Digest> leafHashes) {
    return new Subtrees() {
      @Override
      public Digest hash(int level, long index) {
        return level == 0
            ? leafHashes.get(Math.toIntExact(index))
            : nodeHash(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
      }
    };
  }

  /**
   * The audit path of a leaf, from its sibling upwards (RFC 6962 section 2.1.1).
   *
   * @throws IllegalArgumentException unless 0 <= index < size
   */
  public static List<Digest> inclusionProof(long index, long size, Subtrees subtrees) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " of " + size);
    }
    var proof = new ArrayList<Digest>();
    addPath(index, 0, size, subtrees, proof);
    return List.copyOf(proof);
  }

  /**
   * The proof that the tree of {@code size} leaves begins with that of {@code oldSize} (RFC 6962
   * section 2.1.2). Empty for equal sizes, and, as tlog-witness asks, from size 0.
   *
   * @throws IllegalArgumentException unless 0 <= oldSize <= size
   */
  public static List<Digest> consistencyProof(long oldSize, long size, Subtrees subtrees) {
    if (oldSize < 0 || oldSize > size) {
      throw new IllegalArgumentException("from size " + oldSize + " to " + size);
    }
    var proof = new ArrayList<Digest>();
    if (oldSize > 0) {
      addConsistency(oldSize, 0, size, true, subtrees, proof);
    }
    return List.copyOf(proof);
  }

  /** Whether the path shows the leaf at the index under the root (RFC 9162 section 2.1.3.2). */
  public static boolean inclusionHolds(
      long index, long size, Digest leafHash, List<Digest> proof, Digest root) {
    if (index < 0 || index >= size) {
      return false;
    }
    var fn = index;
    var sn = size - 1;
    var hash = leafHash;
    for (var sibling : proof) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = nodeHash(sibling, hash);
        // Up past the levels where the node has no sibling.
        var lone = Long.numberOfTrailingZeros(fn);
        fn >>>= lone;
        sn >>>= lone;
      } else {
        hash = nodeHash(hash, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && hash.equals(root);
  }

  /**
   * Whether the proof shows that the second tree begins with the first (RFC 9162 section 2.1.4.2).
   * False from size 0: an empty tree commits to nothing. Where a protocol begins there, see {@link
   * #witnessConsistencyHolds}.
   */
  public static boolean consistencyHolds(
      long size1, Digest root1, long size2, Digest root2, List<Digest> proof) {
    if (size1 <= 0 || size1 > size2) {
      return false;
    }
    if (size1 == size2) {
      return proof.isEmpty() && root1.equals(root2);
    }
    var startsWithRoot1 = Long.bitCount(size1) == 1;
    if (!startsWithRoot1 && proof.isEmpty()) {
      return false;
    }
    var skip = Long.numberOfTrailingZeros(size1);
    var fn = (size1 - 1) >>> skip;
    var sn = (size2 - 1) >>> skip;
    var hash1 = startsWithRoot1 ? root1 : proof.getFirst();
    var hash2 = hash1;
    for (var node : startsWithRoot1 ? proof : proof.subList(1, proof.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash1 = nodeHash(node, hash1);
        hash2 = nodeHash(node, hash2);
        var lone = Long.numberOfTrailingZeros(fn);
        fn >>>= lone;
        sn >>>= lone;
      } else {
        hash2 = nodeHash(hash2, node);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && hash1.equals(root1) && hash2.equals(root2);
  }

  /**
   * As {@link #consistencyHolds}, and also from size 0, where the proof must be empty, the first
   * root that of the empty tree, and any second tree will do (C2SP tlog-witness, add-checkpoint).
   */
  public static boolean witnessConsistencyHolds(
      long size1, Digest root1, long size2, Digest root2, List<Digest> proof) {
    if (size1 != 0) {
      return consistencyHolds(size1, root1, size2, root2, proof);
    }
    return size2 >= 0
        && proof.isEmpty()
        && root1.equals(EMPTY_ROOT)
        && (size2 > 0 || root2.equals(EMPTY_ROOT));
  }

  private static void addPath(
      long index, long from, long to, Subtrees subtrees, List<Digest> proof) {
    if (to - from == 1) {
      return;
    }
    var middle = from + leftSize(to - from);
    if (index < middle) {
      addPath(index, from, middle, subtrees, proof);
      proof.add(range(middle, to, subtrees));
    } else {
      addPath(index, middle, to, subtrees, proof);
      proof.add(range(from, middle, subtrees));
    }
  }

  private static void addConsistency(
      long oldEnd, long from, long to, boolean known, Subtrees subtrees, List<Digest> proof) {
    if (oldEnd == to) {
      if (!known) {
        proof.add(range(from, to, subtrees));
      }
      return;
    }
    var middle = from + leftSize(to - from);
    if (oldEnd <= middle) {
      addConsistency(oldEnd, from, middle, known, subtrees, proof);
      proof.add(range(middle, to, subtrees));
    } else {
      addConsistency(oldEnd, middle, to, false, subtrees, proof);
      proof.add(range(from, middle, subtrees));
    }
  }

  /** The hash over leaves [from, to), where from is a multiple of the range's left subtree. */
  private static Digest range(long from, long to, Subtrees subtrees) {
    var size = to - from;
    if (Long.bitCount(size) == 1) {
      var level = Long.numberOfTrailingZeros(size);
      return subtrees.hash(level, from >>> level);
    }
    var middle = from + leftSize(size);
    return nodeHash(range(from, middle, subtrees), range(middle, to, subtrees));
  }

  /** The largest power of two below a size of at least two. */
  private static long leftSize(long size) {
    return Long.highestOneBit(size - 1);
  }

  private static void requireSize(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("tree size " + size);
    }
  }
}
