package twoseal.list;

import java.util.Arrays;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * The weights-and-seats file ([LIST-8]), read into arrays as narrow as its values allow: 2 bytes an
 * entry for small ones, so that hundreds of millions fit.
 */
public final class WeightsFile {
  /** The most bytes of an entry: 5 for the weight, 2 for the seats. */
  public static final int ENTRY_BYTES_MAX = 7;

  private static final byte PREFIX = 0x15;
  private static final int PAYLOAD_BITS = 7;

  private final int entries;
  private byte[] weights8;
  private int[] weights32 = {};
  private byte[] seats8;
  private short[] seats16 = {};

  private WeightsFile(int entries) {
    this.entries = entries;
    weights8 = new byte[entries];
    seats8 = new byte[entries];
  }

  /** The digest the seal names. */
  public static Digest digest(byte[] file) {
    return Digest.sha256(new byte[] {PREFIX}, file);
  }

  /**
   * Writes an entry.
   *
   * @return where the next one begins
   */
  public static int write(long weight, int seats, byte[] out, int at) {
    return number(seats, out, number(weight, out, at));
  }

  /**
   * The file of these entries; nothing where all weights and seats are 1 ({@code uniform}).
   *
   * @param weights in list order
   * @param seats in list order, as many
   */
  public static Optional<byte[]> of(long[] weights, int[] seats) {
    if (Arrays.stream(weights).allMatch(w -> w == 1)
        && Arrays.stream(seats).allMatch(s -> s == 1)) {
      return Optional.empty();
    }
    var out = new byte[Math.multiplyExact(ENTRY_BYTES_MAX, weights.length)];
    var at = 0;
    for (var i = 0; i < weights.length; i++) {
      at = write(weights[i], seats[i], out, at);
    }
    return Optional.of(Arrays.copyOf(out, at));
  }

  /**
   * Reads a file.
   *
   * @param entries n of the list, at most 2^31 - 1
   * @throws MalformedException unless it holds exactly so many entries, each number in its shortest
   *     form and its range, and not all of them 1
   */
  public static WeightsFile read(byte[] file, int entries) {
    if (file.length < 2L * entries) {
      throw new MalformedException("a weight and a number of seats for each entry");
    }
    var read = new WeightsFile(entries);
    var cursor = new Cursor(file);
    var uniform = true;
    for (var i = 0; i < entries; i++) {
      var weight = cursor.next(PublicLine.WEIGHT_MAX);
      var seats = (int) cursor.next(PublicLine.SEATS_MAX);
      read.set(i, weight, seats);
      uniform &= weight == 1 && seats == 1;
    }
    if (cursor.at != file.length) {
      throw new MalformedException("the end after " + entries + " entries");
    }
    if (uniform) {
      throw new MalformedException("no file where every weight and seats is 1");
    }
    return read;
  }

  public int entries() {
    return entries;
  }

  /** The weight of the entry at a global index. */
  public long weight(int index) {
    return weights32.length > 0 ? weights32[index] : weights8[index];
  }

  /** The seats of the entry at a global index. */
  public int seats(int index) {
    return seats16.length > 0 ? seats16[index] : seats8[index];
  }

  private void set(int index, long weight, int seats) {
    if (weights32.length == 0 && weight > Byte.MAX_VALUE) {
      weights32 = new int[entries];
      for (var i = 0; i < index; i++) {
        weights32[i] = weights8[i];
      }
      weights8 = new byte[0];
    }
    if (seats16.length == 0 && seats > Byte.MAX_VALUE) {
      seats16 = new short[entries];
      for (var i = 0; i < index; i++) {
        seats16[i] = seats8[i];
      }
      seats8 = new byte[0];
    }
    if (weights32.length > 0) {
      weights32[index] = (int) weight;
    } else {
      weights8[index] = (byte) weight;
    }
    if (seats16.length > 0) {
      seats16[index] = (short) seats;
    } else {
      seats8[index] = (byte) seats;
    }
  }

  private static int number(long value, byte[] out, int at) {
    var rest = value;
    var next = at;
    while (rest >>> PAYLOAD_BITS != 0) {
      out[next++] = (byte) (rest | 0x80);
      rest >>>= PAYLOAD_BITS;
    }
    out[next++] = (byte) rest;
    return next;
  }

  private static final class Cursor {
    private final byte[] file;
    private int at;

    Cursor(byte[] file) {
      this.file = file;
    }

    /** Unsigned LEB128 without superfluous bytes, 1 to {@code max}. */
    long next(long max) {
      var value = 0L;
      var shift = 0;
      int b;
      do {
        if (at == file.length || shift > 4 * PAYLOAD_BITS) {
          throw new MalformedException("a number of the weights file");
        }
        b = file[at++];
        value |= (long) (b & 0x7F) << shift;
        shift += PAYLOAD_BITS;
      } while (b < 0);
      if ((b == 0 && shift > PAYLOAD_BITS) || value < 1 || value > max) {
        throw new MalformedException("a number from 1 to " + max + " in its shortest form");
      }
      return value;
    }
  }
}
