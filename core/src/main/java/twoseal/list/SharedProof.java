package twoseal.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.ByteReader;
import twoseal.core.ByteWriter;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * A shared proof of several lines of one group ([LIST-10]).
 *
 * @param nodes the roots of the subtrees without a wanted leaf, left before right
 */
public record SharedProof(List<SumNode> nodes) {
  public SharedProof {
    nodes = List.copyOf(nodes);
  }

  /**
   * The proof of the leaves at these indices.
   *
   * @param wanted indices from 0, ascending, none twice, at least one
   */
  public static SharedProof of(SumTree tree, long[] wanted) {
    for (var i = 0; i < wanted.length; i++) {
      if (wanted[i] < (i == 0 ? 0 : wanted[i - 1] + 1) || wanted[i] >= tree.size()) {
        throw new IllegalArgumentException("indices must ascend and lie in the tree");
      }
    }
    if (wanted.length == 0) {
      throw new IllegalArgumentException("a proof of nothing");
    }
    var nodes = new ArrayList<SumNode>();
    collect(tree, 0, tree.size(), wanted, 0, wanted.length, nodes);
    return new SharedProof(nodes);
  }

  /** The records one after the other, 40 bytes each. */
  public byte[] bytes() {
    var bytes = new ByteWriter();
    nodes.forEach(node -> bytes.raw(node.bytes()));
    return bytes.bytes();
  }

  /**
   * Reads {@link #bytes}.
   *
   * @throws MalformedException if it is no whole number of records with sums from 1 to 2^63 - 1
   */
  public static SharedProof read(byte[] bytes) {
    var reader = new ByteReader(bytes);
    var nodes = new ArrayList<SumNode>(bytes.length / SumHash.NODE_BYTES);
    while (reader.remaining() > 0) {
      nodes.add(SumNode.read(reader));
    }
    return new SharedProof(nodes);
  }

  /**
   * Whether the lines are entries of the group, each at its number.
   *
   * @param lines in ascending order of their numbers, at least one
   * @return why not, or nothing if they are
   */
  public Optional<ProofRefusal> refusal(GroupRoot group, List<PublicLine> lines) {
    var before = 0L;
    for (var line : lines) {
      if (!line.group().equals(group.label())) {
        return Optional.of(ProofRefusal.LABEL);
      }
      if (line.number() > group.entries()) {
        return Optional.of(ProofRefusal.NUMBER);
      }
      if (line.number() <= before) {
        return Optional.of(ProofRefusal.ORDER);
      }
      before = line.number();
    }
    if (lines.isEmpty()) {
      return Optional.of(ProofRefusal.ORDER);
    }
    var walk = new Walk(lines);
    var root = walk.root(0, group.entries());
    if (walk.refusal.isPresent()) {
      return walk.refusal;
    }
    if (walk.next != nodes.size()) {
      return Optional.of(ProofRefusal.PATH_LENGTH);
    }
    return root.equals(group.root()) ? Optional.empty() : Optional.of(ProofRefusal.ROOT);
  }

  private static void collect(
      SumTree tree, long from, long to, long[] wanted, int first, int end, List<SumNode> nodes) {
    if (first == end) {
      nodes.add(tree.subtree(from, to));
    } else if (to - from == 1) {
      tree.wanted(from);
    } else {
      var middle = from + SumTree.split(to - from);
      var cut = first;
      while (cut < end && wanted[cut] < middle) {
        cut++;
      }
      collect(tree, from, middle, wanted, first, cut, nodes);
      collect(tree, middle, to, wanted, cut, end, nodes);
    }
  }

  /** The reader's walk; after a refusal it goes on with any node, to no effect. */
  private final class Walk {
    private static final SumNode ANY = new SumNode(1, Digest.ZERO);

    private final List<PublicLine> lines;
    private Optional<ProofRefusal> refusal = Optional.empty();
    private int next;
    private int line;

    Walk(List<PublicLine> lines) {
      this.lines = lines;
    }

    SumNode root(long from, long to) {
      if (refusal.isPresent()) {
        return ANY;
      }
      if (line == lines.size() || lines.get(line).index() >= to) {
        return record(to - from);
      }
      if (to - from == 1) {
        return lines.get(line++).leaf();
      }
      var middle = from + SumTree.split(to - from);
      var left = root(from, middle);
      var right = root(middle, to);
      if (left.sum() + right.sum() < 0) {
        refusal = Optional.of(ProofRefusal.SUM);
        return ANY;
      }
      return SumNode.parent(left, right);
    }

    private SumNode record(long leaves) {
      if (next == nodes.size()) {
        refusal = Optional.of(ProofRefusal.PATH_LENGTH);
        return ANY;
      }
      var node = nodes.get(next++);
      if (node.sum() < leaves) {
        refusal = Optional.of(ProofRefusal.SUM);
      }
      return node;
    }
  }
}
