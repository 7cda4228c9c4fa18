package twoseal.intake;

import java.util.ArrayList;
import java.util.List;
import twoseal.list.SumHash;
import twoseal.list.SumNode;

/**
 * A tree's nodes level by level, a last node without sibling rising unchanged; that gives the shape
 * of [BYTES-4], and the subtree of m leaves from {@code from} on is node {@code from >> l} of level
 * l = ceil(log2 m).
 */
final class NodeLevels {
  private static final int NODE = SumHash.NODE_BYTES;

  private final List<byte[]> levels;

  private NodeLevels(List<byte[]> levels) {
    this.levels = List.copyOf(levels);
  }

  /** Over nodes in a row. */
  static NodeLevels over(byte[] nodes, int count, SumHash hash) {
    var first = new byte[1 + NODE * count];
    System.arraycopy(nodes, 0, first, 1, NODE * count);
    return overSpaced(first, count, hash);
  }

  /** Over nodes in a row behind one byte, which is the hasher's; keeps the array. */
  static NodeLevels overSpaced(byte[] first, int count, SumHash hash) {
    var levels = new ArrayList<byte[]>();
    levels.add(first);
    var nodes = first;
    for (var left = count; left > 1; left = (left + 1) / 2) {
      var parents = new byte[1 + NODE * ((left + 1) / 2)];
      for (var i = 0; i < left / 2; i++) {
        var pair = 1 + 2 * NODE * i;
        var before = nodes[pair - 1];
        hash.parent(nodes, pair, parents, 1 + NODE * i);
        nodes[pair - 1] = before;
      }
      if (left % 2 == 1) {
        System.arraycopy(nodes, 1 + NODE * (left - 1), parents, 1 + NODE * (left / 2), NODE);
      }
      levels.add(parents);
      nodes = parents;
    }
    return new NodeLevels(levels);
  }

  /** A node by its level and its place in it. */
  SumNode node(int level, int place) {
    return SumNode.read(levels.get(level), 1 + NODE * place);
  }

  /** The same without the lowest levels. */
  NodeLevels from(int level) {
    return new NodeLevels(levels.subList(Math.min(level, levels.size()), levels.size()));
  }
}
