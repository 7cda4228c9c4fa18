package twoseal.list;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A single proof ([LIST-9]): that a public line stands at its number in its group.
 *
 * @param path the siblings from the leaf to the root
 */
public record EntryProof(List<SumNode> path) {
  public EntryProof {
    path = List.copyOf(path);
  }

  /** The proof of the leaf at {@code index}, from 0. */
  public static EntryProof of(SumTree tree, long index) {
    if (index < 0 || index >= tree.size()) {
      throw new IndexOutOfBoundsException(index);
    }
    var path = new ArrayList<SumNode>();
    var from = 0L;
    var to = tree.size();
    while (to - from > 1) {
      var middle = from + SumTree.split(to - from);
      if (index < middle) {
        path.add(tree.subtree(middle, to));
        to = middle;
      } else {
        path.add(tree.subtree(from, middle));
        from = middle;
      }
    }
    Collections.reverse(path);
    return new EntryProof(path);
  }

  /**
   * Whether the line is the entry {@code index} (from 0) of the group.
   *
   * @return why not, or nothing if it is
   */
  public Optional<ProofRefusal> refusal(GroupRoot group, long index, PublicLine line) {
    if (!line.group().equals(group.label())) {
      return Optional.of(ProofRefusal.LABEL);
    }
    if (line.index() != index || index >= group.entries()) {
      return Optional.of(ProofRefusal.NUMBER);
    }
    var turns = turns(group.entries(), index);
    if (turns.size() != path.size()) {
      return Optional.of(ProofRefusal.PATH_LENGTH);
    }
    var node = line.leaf();
    for (var i = 0; i < path.size(); i++) {
      var sibling = path.get(i);
      var turn = turns.get(turns.size() - 1 - i);
      if (sibling.sum() < turn.siblingLeaves() || node.sum() + sibling.sum() < 0) {
        return Optional.of(ProofRefusal.SUM);
      }
      node = turn.siblingIsRight() ? SumNode.parent(node, sibling) : SumNode.parent(sibling, node);
    }
    return node.equals(group.root()) ? Optional.empty() : Optional.of(ProofRefusal.ROOT);
  }

  /** The tickets of the group before the entry at {@code index}, of a proof that holds. */
  public long before(GroupRoot group, long index) {
    var turns = turns(group.entries(), index);
    var before = 0L;
    for (var i = 0; i < path.size(); i++) {
      before += turns.get(turns.size() - 1 - i).siblingIsRight() ? 0 : path.get(i).sum();
    }
    return before;
  }

  private record Turn(boolean siblingIsRight, long siblingLeaves) {}

  /** The way from the root down to the leaf. */
  private static List<Turn> turns(long leaves, long index) {
    var turns = new ArrayList<Turn>();
    var size = leaves;
    var at = index;
    while (size > 1) {
      var split = SumTree.split(size);
      if (at < split) {
        turns.add(new Turn(true, size - split));
        size = split;
      } else {
        turns.add(new Turn(false, split));
        size -= split;
        at -= split;
      }
    }
    return turns;
  }
}
