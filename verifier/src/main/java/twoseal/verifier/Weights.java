package twoseal.verifier;

import static twoseal.verifier.VerId.WEIGHTS;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The weights and seats of every entry, [LIST-8]: read in place from the file, with one mark per
 * block of entries, so that a list of any size needs little more memory than its file.
 */
final class Weights {
  /** Entries between two marks; every group begins a block of its own. */
  static final int BLOCK = 512;

  private final ByteBuffer file;
  private final int[][] blockAt;
  private final long[][] blockTickets;

  private Weights(ByteBuffer file, ListShape shape) {
    this.file = file;
    blockAt = new int[shape.groups().size()][];
    blockTickets = new long[shape.groups().size()][];
    for (int g = 0; g < blockAt.length; g++) {
      var blocks = (shape.groups().get(g).entries() + BLOCK - 1) / BLOCK;
      blockAt[g] = new int[blocks];
      blockTickets[g] = new long[blocks];
    }
  }

  /**
   * Checks the file against the sealed digest and the sealed groups; nothing if it cannot be used.
   *
   * @param member the file's name in the bundle
   * @param digest hex, as sealed
   */
  static Optional<Weights> read(
      String member, ByteBuffer file, String digest, ListShape shape, Checks checks) {
    var form = new Form(checks, WEIGHTS, member);
    var weights = new Weights(file, shape);
    var found = weights.digest();
    var isSealed =
        form.require(
            found.equals(digest),
            "摘要是 %s，封存的是 %s",
            "its digest is %s, the sealed one %s",
            found,
            digest);
    var isUsable =
        form.require(
            weights.index(shape),
            "不是 %s 条目的权重与名额，或某组号签数与封存的不同",
            "not weights and seats of %s entries, or a group's tickets differ from those sealed",
            shape.entries());
    form.require(
        !isUsable || !weights.areAllOne(),
        "权重与名额都是 1，应写 uniform",
        "all weights and seats are 1, which must be said as uniform");
    return isSealed && isUsable ? Optional.of(weights) : Optional.empty();
  }

  /** The tickets of a block of a group, both counted from 0. */
  long blockTickets(int group, int block) {
    return blockTickets[group][block];
  }

  long weight(int group, int offset) {
    return entry(group, offset).weight();
  }

  long seats(int group, int offset) {
    return entry(group, offset).seats();
  }

  /** The weights of a block, in order, until the buffer is full. */
  void readBlock(int group, int block, long[] weights, int count) {
    var cursor = new Cursor(blockAt[group][block]);
    for (int i = 0; i < count; i++) {
      weights[i] = cursor.number();
      cursor.skip();
    }
  }

  private record Pair(long weight, long seats) {}

  private Pair entry(int group, int offset) {
    var cursor = new Cursor(blockAt[group][offset / BLOCK]);
    for (int i = 0; i < offset % BLOCK; i++) {
      cursor.skip();
      cursor.skip();
    }
    return new Pair(cursor.number(), cursor.number());
  }

  /** Sets the marks; whether the file is made of the pairs of exactly these groups. */
  private boolean index(ListShape shape) {
    var cursor = new Cursor(0);
    for (int g = 0; g < blockAt.length; g++) {
      var group = shape.groups().get(g);
      var tickets = 0L;
      for (int i = 0; i < group.entries(); i++) {
        if (i % BLOCK == 0) {
          blockAt[g][i / BLOCK] = cursor.at;
        }
        var weight = cursor.number();
        var seats = cursor.number();
        if (weight < 1 || weight > Limits.WEIGHT_MAX || seats < 1 || seats > Limits.SEATS_MAX) {
          return false;
        }
        blockTickets[g][i / BLOCK] += weight;
        tickets += weight;
      }
      if (tickets != group.tickets()) {
        return false;
      }
    }
    return cursor.at == file.limit();
  }

  private boolean areAllOne() {
    for (int i = 0; i < file.limit(); i++) {
      if (file.get(i) != 1) {
        return false;
      }
    }
    return true;
  }

  private String digest() {
    var digest = Bytes.sha256();
    digest.update(file.duplicate());
    return Bytes.hex(digest.digest());
  }

  /** Reads unsigned LEB128 numbers of at most five bytes. */
  private final class Cursor {
    private int at;

    Cursor(int at) {
      this.at = at;
    }

    /** The next number; -1 if there is none, or it is too long or has superfluous bytes. */
    long number() {
      var value = 0L;
      for (int shift = 0; shift < 35 && at < file.limit(); shift += 7) {
        var next = file.get(at++);
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return next == 0 && shift > 0 ? -1 : value;
        }
      }
      return -1;
    }

    void skip() {
      while (file.get(at++) < 0) {
        // the bytes before a number's last have their highest bit set
      }
    }
  }
}
