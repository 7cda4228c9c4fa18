package twoseal.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import twoseal.list.PublicLine;
import twoseal.list.SumHash;
import twoseal.list.SumNode;

/** Public lines in a row out of the file, and the nodes over them. */
final class Stretch {
  /** Holds nothing. */
  static final Stretch NONE =
      new Stretch(0, 0, new byte[1], new int[1], NodeLevels.over(new byte[0], 0, new SumHash()));

  private final long first;
  private final int count;
  private final byte[] text;
  private final int[] lineAt;
  private final NodeLevels levels;

  private Stretch(long first, int count, byte[] text, int[] lineAt, NodeLevels levels) {
    this.first = first;
    this.count = count;
    this.text = text;
    this.lineAt = lineAt;
    this.levels = levels;
  }

  /**
   * Reads and hashes.
   *
   * @param offset of the first line in the file
   * @param length of all lines with their line feeds
   * @param first the first line's index in its group, a multiple of a power of two not below {@code
   *     count}
   * @throws IOException if there are not so many lines
   */
  static Stretch read(
      FileChannel file, long offset, int length, long first, int count, SumHash hash)
      throws IOException {
    var text = text(file, offset, length);
    var lineAt = new int[count + 1];
    lineAt[0] = 1;
    var found = 0;
    for (var i = 1; i < text.length && found < count; i++) {
      if (text[i] == '\n') {
        lineAt[++found] = i + 1;
      }
    }
    if (found != count || lineAt[count] != text.length) {
      throw new IOException("list-public.csv does not fit its index");
    }
    var leaves = new byte[1 + SumHash.NODE_BYTES * count];
    for (var i = 0; i < count; i++) {
      var from = lineAt[i];
      var before = text[from - 1];
      var leafAt = 1 + SumHash.NODE_BYTES * i;
      hash.leaf(text, from, lineAt[i + 1] - 1 - from, weight(text, from), leaves, leafAt);
      text[from - 1] = before;
    }
    return new Stretch(first, count, text, lineAt, NodeLevels.overSpaced(leaves, count, hash));
  }

  boolean holds(long entry) {
    return entry >= first && entry < first + count;
  }

  /** A node over the leaves from {@code entry} on. */
  SumNode node(int level, long entry) {
    return levels.node(level, (int) (entry - first) >> level);
  }

  PublicLine line(long entry) {
    var place = (int) (entry - first);
    var from = lineAt[place];
    var length = lineAt[place + 1] - 1 - from;
    return PublicLine.parse(new String(text, from, length, StandardCharsets.UTF_8));
  }

  /** What is worth keeping of a whole block. */
  BlockCrown crown() {
    var twig = 1 << BlockCrown.LEVEL;
    var offsets = new int[(count + twig - 1) / twig + 1];
    for (var i = 0; i < offsets.length; i++) {
      offsets[i] = lineAt[Math.min(count, i * twig)] - 1;
    }
    return new BlockCrown(levels.from(BlockCrown.LEVEL), offsets);
  }

  /** One byte is kept free before it for the hasher. */
  private static byte[] text(FileChannel file, long offset, int length) throws IOException {
    var text = new byte[1 + length];
    var buffer = ByteBuffer.wrap(text, 1, length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, offset + buffer.position() - 1) < 0) {
        throw new IOException("list-public.csv is shorter than its index says");
      }
    }
    return text;
  }

  /** The digits after the second comma; anything else gives a leaf whose proof does not hold. */
  private static long weight(byte[] text, int from) {
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
}
