package twoseal.intake;

import java.util.Arrays;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.SumFrontier;
import twoseal.list.SumRun;

/** A group's tree while it grows, and the offsets and nodes of its blocks. */
final class GroupBlocks {
  private static final int NODE_BYTES = 40;

  private final SumFrontier frontier = new SumFrontier(this::complete);
  private long[] offsets = new long[16];
  private byte[] nodes = new byte[16 * NODE_BYTES];
  private int begun;
  private int completed;

  SumFrontier frontier() {
    return frontier;
  }

  /** The next block's first line lies here, counted from the group's first. */
  void begin(long offset) {
    if (begun == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * begun);
      nodes = Arrays.copyOf(nodes, 2 * nodes.length);
    }
    offsets[begun++] = offset;
  }

  /** The finished group, whose first line lies at {@code base} of the public file. */
  ListIndex.Group finish(Label label, long base) {
    if ((frontier.size() & (SumRun.BLOCK_LEAVES - 1)) != 0) {
      complete(frontier.remainder().bytes(), 0);
    }
    if (begun != completed) {
      throw new IllegalStateException(begun + " blocks begun, " + completed + " completed");
    }
    return new ListIndex.Group(
        new GroupRoot(label, frontier.size(), frontier.root()),
        Arrays.stream(offsets, 0, begun).map(offset -> base + offset).toArray(),
        Arrays.copyOf(nodes, NODE_BYTES * completed));
  }

  private void complete(byte[] node, int at) {
    System.arraycopy(node, at, nodes, NODE_BYTES * completed, NODE_BYTES);
    completed++;
  }
}
