package twoseal.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import twoseal.list.EntryProof;
import twoseal.list.PublicLine;
import twoseal.list.SharedProof;
import twoseal.list.SumHash;
import twoseal.list.SumNode;
import twoseal.list.SumRun;
import twoseal.list.SumTree;

/**
 * One group's tree out of an index: whole blocks from memory, one block at a time from the file.
 *
 * <p>Both are kept level by level, a last node without sibling rising unchanged; that gives the
 * shape of [BYTES-4], and the subtree of m leaves from {@code from} on is node {@code from >> l} of
 * level l = ceil(log2 m).
 */
final class BlockTree implements SumTree {
  private static final int NODE = SumHash.NODE_BYTES;

  private final ListIndex.Group group;
  private final FileChannel lines;
  private final long end;
  private final SumHash hash = new SumHash();
  private List<byte[]> above = List.of();
  private List<byte[]> inside = List.of();
  private LongConsumer onWanted = index -> {};
  private int loaded = -1;
  private byte[] text = {};
  private int[] lineAt = {};
  private int lineCount;

  /**
   * Opens.
   *
   * @param end where the group's lines end in the public file
   */
  BlockTree(ListIndex.Group group, FileChannel lines, long end) {
    this.group = group;
    this.lines = lines;
    this.end = end;
  }

  @Override
  public long size() {
    return group.root().entries();
  }

  @Override
  public SumNode subtree(long from, long to) {
    var level = Long.SIZE - Long.numberOfLeadingZeros(to - from - 1);
    var block = (int) (from >> SumRun.BLOCK_LEVEL);
    var whole = from % SumRun.BLOCK_LEAVES == 0 && (to == size() || level == SumRun.BLOCK_LEVEL);
    if (level > SumRun.BLOCK_LEVEL || whole) {
      var up = Math.max(0, level - SumRun.BLOCK_LEVEL);
      return SumNode.read(above().get(up), 1 + NODE * (block >> up));
    }
    load(block);
    var place = (int) (from % SumRun.BLOCK_LEAVES) >> level;
    return SumNode.read(inside.get(level), 1 + NODE * place);
  }

  /** The single proof of an entry, by its index from 0. */
  EntryProof single(long entry) throws IOException {
    try {
      return EntryProof.of(this, entry);
    } catch (UncheckedIOException unread) {
      throw unread.getCause();
    }
  }

  /** The shared proof of entries by their ascending indices; adds their lines to {@code found}. */
  SharedProof shared(long[] entries, List<PublicLine> found) throws IOException {
    // The proof goes from block to block once; the lines are read on its way.
    onWanted = index -> found.add(loadedLine(index));
    try {
      return SharedProof.of(this, entries);
    } catch (UncheckedIOException unread) {
      throw unread.getCause();
    } finally {
      onWanted = index -> {};
    }
  }

  @Override
  public void wanted(long index) {
    onWanted.accept(index);
  }

  /** The public line of an entry, by its index from 0. */
  PublicLine line(long entry) throws IOException {
    try {
      return loadedLine(entry);
    } catch (UncheckedIOException unread) {
      throw unread.getCause();
    }
  }

  /** Tickets of the group before an entry, by its index from 0. */
  long weightBefore(long entry) throws IOException {
    line(entry);
    var weight = 0L;
    for (var block = 0; block < entry >> SumRun.BLOCK_LEVEL; block++) {
      weight += group.node(block).sum();
    }
    for (var leaf = 0; leaf < entry % SumRun.BLOCK_LEAVES; leaf++) {
      weight += SumNode.read(inside.getFirst(), 1 + NODE * leaf).sum();
    }
    return weight;
  }

  private PublicLine loadedLine(long entry) {
    load((int) (entry >> SumRun.BLOCK_LEVEL));
    var place = (int) (entry % SumRun.BLOCK_LEAVES);
    var from = lineAt[place];
    var length = lineAt[place + 1] - 1 - from;
    return PublicLine.parse(new String(text, from, length, StandardCharsets.UTF_8));
  }

  private List<byte[]> above() {
    if (above.isEmpty()) {
      var nodes = new byte[1 + group.nodes().length];
      System.arraycopy(group.nodes(), 0, nodes, 1, group.nodes().length);
      above = levels(nodes, group.offsets().length);
    }
    return above;
  }

  private void load(int block) {
    if (block == loaded) {
      return;
    }
    loaded = -1;
    var offsets = group.offsets();
    var next = block + 1 < offsets.length ? offsets[block + 1] : end;
    try {
      read(offsets[block], Math.toIntExact(next - offsets[block]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var first = (long) block << SumRun.BLOCK_LEVEL;
    if (lineCount != Math.min(SumRun.BLOCK_LEAVES, size() - first)) {
      throw new UncheckedIOException(new IOException("list-public.csv does not fit its index"));
    }
    var leaves = new byte[1 + NODE * lineCount];
    for (var i = 0; i < lineCount; i++) {
      var from = lineAt[i];
      var before = text[from - 1];
      hash.leaf(text, from, lineAt[i + 1] - 1 - from, weight(from), leaves, 1 + NODE * i);
      text[from - 1] = before;
    }
    inside = levels(leaves, lineCount);
    loaded = block;
  }

  /** Reads a block's text, one byte kept free before it for the hasher, and finds its lines. */
  private void read(long offset, int length) throws IOException {
    text = new byte[1 + length];
    var buffer = ByteBuffer.wrap(text, 1, length);
    while (buffer.hasRemaining()) {
      if (lines.read(buffer, offset + buffer.position() - 1) < 0) {
        throw new IOException("list-public.csv is shorter than its index says");
      }
    }
    lineAt = new int[SumRun.BLOCK_LEAVES + 1];
    lineAt[0] = 1;
    lineCount = 0;
    for (var i = 1; i < text.length && lineCount < SumRun.BLOCK_LEAVES; i++) {
      if (text[i] == '\n') {
        lineAt[++lineCount] = i + 1;
      }
    }
  }

  /** The digits after the second comma; anything else gives a leaf whose proof does not hold. */
  private long weight(int from) {
    var at = from;
    for (var commas = 0; commas < 2 && at < text.length - 1; at++) {
      commas += text[at] == ',' ? 1 : 0;
    }
    var weight = 0L;
    for (; at < text.length && text[at] >= '0' && text[at] <= '9'; at++) {
      weight = Math.min(10 * weight + text[at] - '0', PublicLine.WEIGHT_MAX);
    }
    return weight;
  }

  private List<byte[]> levels(byte[] first, int count) {
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
    return levels;
  }
}
