package twoseal.lanes;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.REVERSE_BYTES;
import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import twoseal.list.BatchHash;
import twoseal.list.DigestHash;
import twoseal.list.Stretches;

/**
 * SHA-256 (FIPS 180-4) of sixteen texts at a time, each in its lane of vectors of 512 bits.
 *
 * <p>Words are kept by place: word t of all sixteen texts stands in a row, so that a step of the
 * algorithm is one step on rows. Between passes of a loop everything is in arrays or in a local
 * variable, and the loops call the vectors' own methods only: from some size on the JIT inlines
 * nothing else, and a vector that is given to a method that was not inlined becomes an object.
 */
public final class LaneHash implements BatchHash {
  private static final VectorSpecies<Integer> WORDS = IntVector.SPECIES_512;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final int LANES = 16;
  private static final int STATE_WORDS = 8;
  private static final int BLOCK_WORDS = 16;
  private static final int BLOCK_BYTES = BLOCK_WORDS * Integer.BYTES;
  private static final int ROUNDS = 64;
  private static final int QUARTER = BLOCK_WORDS / 4 * LANES;

  /** A byte that ends the text, and the text's length. */
  private static final int PADDING_BYTES = 1 + Long.BYTES;

  /** Longer texts are as fast one by one, and would hold up those in the other lanes. */
  private static final int BYTES_MAX = 4 * BLOCK_BYTES - PADDING_BYTES;

  /** The length of a text without any block. */
  private static final int NO_TEXT = -PADDING_BYTES;

  /** Fewer texts are faster one by one. */
  private static final int LANES_MIN = 7;

  private static final int[] FIRST_STATE = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  private static final int[] CONSTANTS = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  /** The byte that ends a text, with zeros for a block before it and a block after. */
  private static final byte[] END = end();

  /** What interleaves two rows: their first halves, their second halves. */
  private static final IntVector FIRST_HALVES = interleaving(0);

  private static final IntVector SECOND_HALVES = interleaving(LANES / 2);

  private final DigestHash single = new DigestHash();
  private final int[] lengths = new int[LANES];
  private final int[] starts = new int[LANES];
  private final int[] rows = new int[BLOCK_WORDS * LANES];
  private final int[] turned = new int[BLOCK_WORDS * LANES];

  /** Sixteen words more than are used, so that every round can prepare one. */
  private final int[] schedule = new int[(ROUNDS + BLOCK_WORDS) * LANES];

  /** Eight rows, and eight more that are only turned with them. */
  private final int[] state = new int[BLOCK_WORDS * LANES];

  @Override
  public boolean isFast() {
    return IntVector.SPECIES_PREFERRED.length() >= LANES;
  }

  @Override
  public void hash(byte[] text, Stretches stretches, byte[] out, int outAt, int stride) {
    var count = stretches.count();
    for (var from = 0; from < count; from += LANES) {
      some(text, stretches, from, Math.min(LANES, count - from), out, outAt, stride);
    }
  }

  private void some(
      byte[] text, Stretches stretches, int from, int count, byte[] out, int outAt, int stride) {
    var most = 0;
    var fewest = Integer.MAX_VALUE;
    for (var lane = 0; lane < count; lane++) {
      starts[lane] = stretches.at(from + lane);
      lengths[lane] = stretches.length(from + lane);
      if (count < LANES_MIN || lengths[lane] > BYTES_MAX) {
        single.hash(text, starts[lane], lengths[lane], out, outAt + (from + lane) * stride);
        lengths[lane] = NO_TEXT;
      } else {
        most = Math.max(most, blocks(lengths[lane]));
        fewest = Math.min(fewest, blocks(lengths[lane]));
      }
    }
    for (var i = 0; i < STATE_WORDS * LANES; i++) {
      state[i] = FIRST_STATE[i / LANES];
    }
    for (var block = 1; block <= most; block++) {
      load(text, (block - 1) * BLOCK_BYTES, count);
      turn(rows, turned);
      turn(turned, schedule);
      compress(state, schedule);
      if (block >= fewest) {
        turn(state, turned);
        turn(turned, rows);
        give(block, count, out, outAt + from * stride, stride);
      }
    }
  }

  /** Makes a row of the 64 bytes of every text from an offset on, padded. */
  private void load(byte[] text, int offset, int count) {
    for (var lane = 0; lane < count; lane++) {
      var left = lengths[lane] - offset;
      var end =
          ByteVector.fromArray(BYTES, END, Math.clamp(BLOCK_BYTES - left, 0, BLOCK_BYTES + 1));
      ByteVector.fromArray(BYTES, text, starts[lane] + offset, BYTES.indexInRange(0, left))
          .lanewise(OR, end)
          .reinterpretAsInts()
          .lanewise(REVERSE_BYTES)
          .intoArray(rows, lane * LANES);
      if (left <= BLOCK_BYTES - PADDING_BYTES) {
        rows[lane * LANES + BLOCK_WORDS - 1] = lengths[lane] * Byte.SIZE;
      }
    }
  }

  /** Interleaves the quarters of sixteen rows; done twice, that swaps rows and columns. */
  private static void turn(int[] from, int[] to) {
    for (var at = 0; at < QUARTER; at += LANES) {
      var one = IntVector.fromArray(WORDS, from, at);
      var two = IntVector.fromArray(WORDS, from, QUARTER + at);
      var three = IntVector.fromArray(WORDS, from, 2 * QUARTER + at);
      var four = IntVector.fromArray(WORDS, from, 3 * QUARTER + at);
      var odd = FIRST_HALVES.selectFrom(one, three);
      var even = FIRST_HALVES.selectFrom(two, four);
      FIRST_HALVES.selectFrom(odd, even).intoArray(to, 4 * at);
      SECOND_HALVES.selectFrom(odd, even).intoArray(to, 4 * at + LANES);
      odd = SECOND_HALVES.selectFrom(one, three);
      even = SECOND_HALVES.selectFrom(two, four);
      FIRST_HALVES.selectFrom(odd, even).intoArray(to, 4 * at + 2 * LANES);
      SECOND_HALVES.selectFrom(odd, even).intoArray(to, 4 * at + 3 * LANES);
    }
  }

  /** Works a block's sixteen rows of words into the state; what it gives is added to the state. */
  private static void compress(int[] state, int[] words) {
    var a = IntVector.fromArray(WORDS, state, 0);
    var b = IntVector.fromArray(WORDS, state, LANES);
    var c = IntVector.fromArray(WORDS, state, 2 * LANES);
    var d = IntVector.fromArray(WORDS, state, 3 * LANES);
    var e = IntVector.fromArray(WORDS, state, 4 * LANES);
    var f = IntVector.fromArray(WORDS, state, 5 * LANES);
    var g = IntVector.fromArray(WORDS, state, 6 * LANES);
    var h = IntVector.fromArray(WORDS, state, 7 * LANES);
    var word = IntVector.fromArray(WORDS, words, 0);
    var beforeLast = IntVector.fromArray(WORDS, words, 14 * LANES);
    var last = IntVector.fromArray(WORDS, words, 15 * LANES);
    for (var t = 0; t < ROUNDS; t++) {
      var choice = f.lanewise(XOR, g).lanewise(AND, e).lanewise(XOR, g);
      var sumOfE =
          e.lanewise(ROR, 6).lanewise(XOR, e.lanewise(ROR, 11)).lanewise(XOR, e.lanewise(ROR, 25));
      // What waits for the round before is added last.
      var first = h.add(word.add(CONSTANTS[t])).add(choice).add(sumOfE);
      var majority = a.lanewise(AND, b).lanewise(OR, a.lanewise(OR, b).lanewise(AND, c));
      var sumOfA =
          a.lanewise(ROR, 2).lanewise(XOR, a.lanewise(ROR, 13)).lanewise(XOR, a.lanewise(ROR, 22));
      h = g;
      g = f;
      f = e;
      e = d.add(first);
      d = c;
      c = b;
      b = a;
      a = first.add(sumOfA.add(majority));
      // Word t + 16, in between because one alone would wait for the one before.
      var following = IntVector.fromArray(WORDS, words, (t + 1) * LANES);
      var early =
          following
              .lanewise(ROR, 7)
              .lanewise(XOR, following.lanewise(ROR, 18))
              .lanewise(XOR, following.lanewise(LSHR, 3));
      var late =
          beforeLast
              .lanewise(ROR, 17)
              .lanewise(XOR, beforeLast.lanewise(ROR, 19))
              .lanewise(XOR, beforeLast.lanewise(LSHR, 10));
      beforeLast = last;
      last = word.add(early).add(IntVector.fromArray(WORDS, words, (t + 9) * LANES)).add(late);
      last.intoArray(words, (t + BLOCK_WORDS) * LANES);
      word = following;
    }
    a.add(IntVector.fromArray(WORDS, state, 0)).intoArray(state, 0);
    b.add(IntVector.fromArray(WORDS, state, LANES)).intoArray(state, LANES);
    c.add(IntVector.fromArray(WORDS, state, 2 * LANES)).intoArray(state, 2 * LANES);
    d.add(IntVector.fromArray(WORDS, state, 3 * LANES)).intoArray(state, 3 * LANES);
    e.add(IntVector.fromArray(WORDS, state, 4 * LANES)).intoArray(state, 4 * LANES);
    f.add(IntVector.fromArray(WORDS, state, 5 * LANES)).intoArray(state, 5 * LANES);
    g.add(IntVector.fromArray(WORDS, state, 6 * LANES)).intoArray(state, 6 * LANES);
    h.add(IntVector.fromArray(WORDS, state, 7 * LANES)).intoArray(state, 7 * LANES);
  }

  /** Writes the hashes of the texts that end with this block. */
  private void give(int block, int count, byte[] out, int outAt, int stride) {
    for (var lane = 0; lane < count; lane++) {
      if (blocks(lengths[lane]) == block) {
        IntVector.fromArray(IntVector.SPECIES_256, rows, lane * LANES)
            .lanewise(REVERSE_BYTES)
            .reinterpretAsBytes()
            .intoArray(out, outAt + lane * stride);
      }
    }
  }

  private static int blocks(int length) {
    return (length + PADDING_BYTES + BLOCK_BYTES - 1) / BLOCK_BYTES;
  }

  private static byte[] end() {
    var bytes = new byte[2 * BLOCK_BYTES + 1];
    bytes[BLOCK_BYTES] = (byte) 0x80;
    return bytes;
  }

  private static IntVector interleaving(int from) {
    var places = new int[LANES];
    for (var i = 0; i < LANES; i++) {
      places[i] = from + i / 2 + i % 2 * LANES;
    }
    return IntVector.fromArray(WORDS, places, 0);
  }
}
