package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** The Merkle-sum tree of a list's group, [LIST-4], and its proofs. */
final class SumTree {
  /**
   * A leaf or node.
   *
   * @param sum the tickets below it
   * @param hash hex
   */
  record Node(long sum, String hash) {}

  private SumTree() {}

  static Node leaf(String publicLine, long weight) {
    return new Node(weight, Bytes.hex(Bytes.prefixed(0x10, publicLine.getBytes(UTF_8))));
  }

  static Node node(Node left, Node right) {
    var hash =
        Bytes.prefixed(
            0x11,
            Bytes.be64(left.sum()),
            Bytes.unhex(left.hash()),
            Bytes.be64(right.sum()),
            Bytes.unhex(right.hash()));
    return new Node(left.sum() + right.sum(), Bytes.hex(hash));
  }

  /** [LIST-2], as hex, of the hex of both digests. */
  static String commitment(String nameDigest, String recordDigest) {
    return Bytes.hex(Bytes.prefixed(0x12, Bytes.unhex(nameDigest), Bytes.unhex(recordDigest)));
  }

  static String nameDigest(String salt, String masked) {
    return Bytes.hex(Bytes.sha256(Bytes.unhex(salt), masked.getBytes(UTF_8)));
  }

  /** The largest power of two below a number of leaves, [BYTES-4]. */
  static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }

  /** A sum that its leaves, of at least one ticket each, can have; overflow makes it negative. */
  static boolean canBeSum(long sum, long leaves) {
    return sum >= leaves;
  }

  /**
   * The root to which a path leads, [LIST-9]; nothing if it is not as long as the tree is deep, or
   * a sum cannot be.
   *
   * @param offset the leaf's place in its group, from 0
   */
  static Optional<Node> rootOf(Node leaf, long offset, long leaves, List<Node> path) {
    if (leaves == 1) {
      return path.isEmpty() && canBeSum(leaf.sum(), 1) ? Optional.of(leaf) : Optional.empty();
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    var split = split(leaves);
    var below = path.subList(0, path.size() - 1);
    var sibling = path.getLast();
    var isLeft = offset < split;
    var inner =
        isLeft
            ? rootOf(leaf, offset, split, below)
            : rootOf(leaf, offset - split, leaves - split, below);
    return inner
        .filter(i -> canBeSum(sibling.sum(), isLeft ? leaves - split : split))
        .map(i -> isLeft ? node(i, sibling) : node(sibling, i))
        .filter(root -> canBeSum(root.sum(), leaves));
  }

  /** Reads shared proofs, [LIST-10]. */
  static final class SharedProof {
    private final ByteBuffer records;

    SharedProof(byte[] records) {
      this.records = ByteBuffer.wrap(records);
    }

    /**
     * The root of the next group; nothing if the records do not suffice, or a sum cannot be.
     *
     * @param wanted the wanted leaves by their place in the group, from 0
     */
    Optional<Node> root(long leaves, NavigableMap<Long, Node> wanted) {
      return walk(0, leaves, wanted);
    }

    boolean isAtEnd() {
      return !records.hasRemaining();
    }

    private Optional<Node> walk(long from, long to, NavigableMap<Long, Node> wanted) {
      var here = wanted.subMap(from, true, to, false);
      if (here.isEmpty()) {
        return record().filter(n -> canBeSum(n.sum(), to - from));
      }
      if (to - from == 1) {
        return Optional.of(here.firstEntry().getValue());
      }
      var middle = from + split(to - from);
      var left = walk(from, middle, here);
      var right = left.flatMap(l -> walk(middle, to, here));
      return right.map(r -> node(left.orElseThrow(), r)).filter(n -> canBeSum(n.sum(), to - from));
    }

    private Optional<Node> record() {
      if (records.remaining() < 40) {
        return Optional.empty();
      }
      var sum = records.getLong();
      var hash = new byte[32];
      records.get(hash);
      return Optional.of(new Node(sum, Bytes.hex(hash)));
    }
  }
}
