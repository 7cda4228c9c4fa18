package twoseal.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import twoseal.list.EntryProof;
import twoseal.list.PublicLine;
import twoseal.list.SharedProof;
import twoseal.list.SumHash;
import twoseal.list.SumNode;
import twoseal.list.SumRun;
import twoseal.list.SumTree;

/**
 * One group's tree out of an index: whole blocks from memory, the lines and nodes of a block from
 * the file. What was hashed of a block once is kept as a {@link BlockCrown}, so that the next proof
 * out of it hashes a few lines.
 */
final class BlockTree implements SumTree {
  private final ListIndex.Group group;
  private final BlockCrowns crowns;
  private final FileChannel lines;
  private final long end;
  private final SumHash hash = new SumHash();
  private Optional<NodeLevels> above = Optional.empty();
  private Stretch whole = Stretch.NONE;
  private Stretch twig = Stretch.NONE;
  private LongConsumer onWanted = index -> {};

  /**
   * Opens.
   *
   * @param end where the group's lines end in the public file
   */
  BlockTree(ListIndex.Group group, BlockCrowns crowns, FileChannel lines, long end) {
    this.group = group;
    this.crowns = crowns;
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
    var inBlock = (int) (from % SumRun.BLOCK_LEAVES);
    if (level > SumRun.BLOCK_LEVEL
        || (inBlock == 0 && (to == size() || level == SumRun.BLOCK_LEVEL))) {
      var up = Math.max(0, level - SumRun.BLOCK_LEVEL);
      return above().node(up, block >> up);
    }
    if (level >= BlockCrown.LEVEL) {
      return crown(block).node(level, inBlock);
    }
    return around(from).node(level, from);
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
    onWanted = index -> found.add(around(index).line(index));
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
      return around(entry).line(entry);
    } catch (UncheckedIOException unread) {
      throw unread.getCause();
    }
  }

  private NodeLevels above() {
    if (above.isEmpty()) {
      above = Optional.of(NodeLevels.over(group.nodes(), group.offsets().length, hash));
    }
    return above.get();
  }

  private BlockCrown crown(int block) {
    return crowns.find(group, block).orElseGet(() -> readWhole(block));
  }

  /** Lines around an entry: its block when that was read just now, else a twig of it. */
  private Stretch around(long entry) {
    if (whole.holds(entry)) {
      return whole;
    }
    if (!twig.holds(entry)) {
      var block = (int) (entry >> SumRun.BLOCK_LEVEL);
      var crown = crowns.find(group, block);
      if (crown.isEmpty()) {
        readWhole(block);
        return whole;
      }
      var part = (int) (entry % SumRun.BLOCK_LEAVES) >> BlockCrown.LEVEL;
      var first = entry >> BlockCrown.LEVEL << BlockCrown.LEVEL;
      var from = offset(block);
      twig =
          read(
              from + crown.get().twigFrom(part),
              from + crown.get().twigTo(part),
              first,
              (int) Math.min(1 << BlockCrown.LEVEL, size() - first));
    }
    return twig;
  }

  private BlockCrown readWhole(int block) {
    var first = (long) block << SumRun.BLOCK_LEVEL;
    var count = (int) Math.min(SumRun.BLOCK_LEAVES, size() - first);
    whole = read(offset(block), offset(block + 1), first, count);
    var crown = whole.crown();
    crowns.keep(group, block, crown);
    return crown;
  }

  private long offset(int block) {
    return block < group.offsets().length ? group.offsets()[block] : end;
  }

  private Stretch read(long from, long to, long first, int count) {
    try {
      return Stretch.read(lines, from, Math.toIntExact(to - from), first, count, hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
