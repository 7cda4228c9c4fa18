package twoseal.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.ListRoot;
import twoseal.list.PublicLine;
import twoseal.list.SumFrontier;
import twoseal.list.SumHash;
import twoseal.list.SumNode;
import twoseal.list.SumRun;
import twoseal.list.SumTree;

/**
 * A list of any length that need not be kept: every line follows from its number, so the tree holds
 * only the nodes of blocks and makes a block's lines again when it is asked for one. The
 * commitments commit to nothing, which no proof can tell.
 */
final class MadeList implements SumTree {
  static final Label LABEL = new Label("全体");

  private static final int BATCH = 64;
  private static final byte[] MIDDLE = ("," + LABEL + ",1,1,").getBytes(StandardCharsets.UTF_8);

  private final long entries;
  private final List<List<SumNode>> above = new ArrayList<>();
  private List<List<SumNode>> inside = List.of();
  private long loaded = -1;

  /** Hashes the whole list on all processors. */
  MadeList(long entries) {
    this.entries = entries;
    var blocks = Math.toIntExact((entries + SumRun.BLOCK_LEAVES - 1) / SumRun.BLOCK_LEAVES);
    var nodes = new SumNode[blocks];
    IntStream.rangeClosed(0, blocks / BATCH)
        .parallel()
        .forEach(batch -> {
          var hash = new SumHash();
          for (var b = batch * BATCH; b < Math.min(blocks, (batch + 1) * BATCH); b++) {
            nodes[b] = block(hash, b);
          }
        });
    levels(Arrays.asList(nodes), above);
  }

  ListRoot root() {
    return new ListRoot(List.of(new GroupRoot(LABEL, entries, above.getLast().getFirst())));
  }

  /** The line of an index from 0. */
  PublicLine line(long index) {
    return new PublicLine(index + 1, LABEL, 1, 1, commitment(index));
  }

  @Override
  public long size() {
    return entries;
  }

  @Override
  public SumNode subtree(long from, long to) {
    var level = Long.SIZE - Long.numberOfLeadingZeros(to - from - 1);
    var block = from >> SumRun.BLOCK_LEVEL;
    var whole = from % SumRun.BLOCK_LEAVES == 0 && (to == entries || level == SumRun.BLOCK_LEVEL);
    if (level > SumRun.BLOCK_LEVEL || whole) {
      var up = Math.max(0, level - SumRun.BLOCK_LEVEL);
      return above.get(up).get((int) (block >> up));
    }
    if (block != loaded) {
      inside = new ArrayList<>();
      levels(leaves(block), inside);
      loaded = block;
    }
    return inside.get(level).get((int) (from % SumRun.BLOCK_LEAVES) >> level);
  }

  private SumNode block(SumHash hash, long block) {
    var frontier = new SumFrontier();
    var run = new SumRun(hash);
    var text = new byte[1 + PublicLine.BYTES_MAX];
    // In a tree of its own: a block is complete, or the last.
    run.begin(0);
    for (var i = 0; i < leavesOf(block); i++) {
      run.add(text, 1, write((block << SumRun.BLOCK_LEVEL) + i, text), 1);
    }
    run.reduce();
    run.appendTo(frontier);
    return frontier.root();
  }

  private List<SumNode> leaves(long block) {
    var hash = new SumHash();
    var text = new byte[1 + PublicLine.BYTES_MAX];
    var node = new byte[SumHash.NODE_BYTES];
    var leaves = new ArrayList<SumNode>();
    for (var i = 0; i < leavesOf(block); i++) {
      var length = write((block << SumRun.BLOCK_LEVEL) + i, text);
      hash.leaf(text, 1, length, 1, node, 0);
      leaves.add(SumNode.read(node, 0));
    }
    return leaves;
  }

  private int leavesOf(long block) {
    return (int) Math.min(SumRun.BLOCK_LEAVES, entries - (block << SumRun.BLOCK_LEVEL));
  }

  /** Writes a line after the first byte; returns its length. */
  private static int write(long index, byte[] text) {
    var number = Long.toString(index + 1).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(number, 0, text, 1, number.length);
    System.arraycopy(MIDDLE, 0, text, 1 + number.length, MIDDLE.length);
    var hex = commitment(index).hex().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(hex, 0, text, 1 + number.length + MIDDLE.length, hex.length);
    return number.length + MIDDLE.length + hex.length;
  }

  private static Digest commitment(long index) {
    return Digest.sha256(Bytes.be64(index));
  }

  /** A last node without sibling rises unchanged: the shape of [BYTES-4]. */
  private static void levels(List<SumNode> first, List<List<SumNode>> levels) {
    levels.add(first);
    for (var nodes = first; nodes.size() > 1; nodes = levels.getLast()) {
      var parents = new ArrayList<SumNode>();
      for (var i = 0; i + 1 < nodes.size(); i += 2) {
        parents.add(SumNode.parent(nodes.get(i), nodes.get(i + 1)));
      }
      if (nodes.size() % 2 == 1) {
        parents.add(nodes.getLast());
      }
      levels.add(parents);
    }
  }
}
