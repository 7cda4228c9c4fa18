package twoseal.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes valid inputs: bytes, numbers, lines and fields, as they stand in our formats. */
public final class Mutator {
  /** No input grows beyond this: what is larger is refused by its size alone. */
  public static final int BYTES_MAX = 1 << 21;

  private static final List<String> TEXTS =
      List.of(
          "",
          "-",
          "\n",
          "\n\n",
          "\r\n",
          " ",
          ": ",
          "+",
          "\u2014 ",
          "\u0000",
          "\u0085",
          "\u00A0",
          "\u3000",
          "\u200F",
          "\u202E",
          "\u2028",
          "\uFEFF",
          "\uFFFE",
          "e\u0301",
          "\u00E9",
          "\u212B",
          "\uD840\uDC00",
          "\uDBFF\uDFFF",
          "甲",
          "*",
          "|",
          ",",
          "\"",
          "'",
          "twoseal/",
          "uniform",
          "all",
          "open",
          "winners 1,2",
          "join 99",
          "=1+1",
          "<!DOCTYPE a [<!ENTITY b \"c\">]>",
          "&b;",
          "&a ",
          "*a",
          "!!binary ",
          "{",
          "[",
          "}",
          "]",
          "\\",
          "../",
          "A".repeat(300),
          "[".repeat(3_000),
          "{\"a\":".repeat(1_000),
          "9".repeat(2_000),
          "=".repeat(70));

  private static final List<byte[]> PIECES = pieces();
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "00",
          "-1",
          "+1",
          "1e9",
          "0x1",
          "127",
          "128",
          "255",
          "256",
          "65535",
          "65536",
          "2147483647",
          "2147483648",
          "4294967295",
          "4294967296",
          "1000000001",
          "9223372036854775807",
          "9223372036854775808",
          "18446744073709551616",
          "99999999999999999999999999999999",
          "１",
          "٣",
          "1.5",
          "1E-999999999",
          "1E999999999");

  private final Random random;
  private final List<byte[]> corpus;

  /**
   * @param corpus valid inputs, which are spliced into each other
   */
  public Mutator(Random random, List<byte[]> corpus) {
    this.random = random;
    this.corpus = corpus;
  }

  /** One of the corpus, changed one to five times. */
  public byte[] next() {
    var input = corpus.get(random.nextInt(corpus.size()));
    for (var times = 1 + random.nextInt(5); times > 0; times--) {
      input = changed(input);
    }
    return input;
  }

  private byte[] changed(byte[] input) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> flipped(input);
      case 2 -> spliced(input, at(input), 1, new byte[] {(byte) random.nextInt(256)});
      case 3 -> Arrays.copyOf(input, at(input));
      case 4 -> spliced(input, at(input), 1 + random.nextInt(16), new byte[0]);
      case 5, 6 -> spliced(input, at(input), random.nextInt(3), piece());
      case 7 -> repeated(input);
      case 8, 9 -> renumbered(input);
      case 10 -> line(input);
      case 11 -> field(input);
      case 12 -> length(input);
      default -> crossed(input);
    };
  }

  private byte[] flipped(byte[] input) {
    if (input.length == 0) {
      return input;
    }
    var changed = input.clone();
    changed[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private byte[] piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  /** A part of the input, once more or very often. */
  private byte[] repeated(byte[] input) {
    var from = at(input);
    var part = Arrays.copyOfRange(input, from, Math.min(input.length, from + random.nextInt(40)));
    var times = random.nextInt(8) == 0 ? 1 + random.nextInt(5_000) : 1 + random.nextInt(3);
    var all = ByteBuffer.allocate(part.length * times);
    for (var i = 0; i < times; i++) {
      all.put(part);
    }
    return spliced(input, from, 0, all.array());
  }

  /** Some decimal number of the input becomes another. */
  private byte[] renumbered(byte[] input) {
    var from = at(input);
    while (from < input.length && !isDigit(input[from])) {
      from++;
    }
    var end = from;
    while (end < input.length && isDigit(input[end])) {
      end++;
    }
    return spliced(
        input, from, end - from, NUMBERS.get(random.nextInt(NUMBERS.size())).getBytes(UTF_8));
  }

  /** A line is removed, doubled, or changes its place. */
  private byte[] line(byte[] input) {
    var from = lineStart(input, at(input));
    var end = lineEnd(input, from);
    var line = Arrays.copyOfRange(input, from, end);
    return switch (random.nextInt(3)) {
      case 0 -> spliced(input, from, line.length, new byte[0]);
      case 1 -> spliced(input, from, 0, line);
      default -> {
        var without = spliced(input, from, line.length, new byte[0]);
        yield spliced(without, lineStart(without, at(without)), 0, line);
      }
    };
  }

  /** What stands after a line's first space becomes something else. */
  private byte[] field(byte[] input) {
    var from = lineStart(input, at(input));
    var end = lineEnd(input, from);
    while (from < end && input[from] != ' ') {
      from++;
    }
    var kept = end > from && input[end - 1] == '\n' ? 1 : 0;
    return spliced(
        input, Math.min(from + 1, input.length), Math.max(0, end - kept - from - 1), piece());
  }

  /** Four bytes become a length or count. */
  private byte[] length(byte[] input) {
    var value =
        switch (random.nextInt(6)) {
          case 0 -> Integer.MAX_VALUE;
          case 1 -> Integer.MIN_VALUE;
          case 2 -> -1;
          case 3 -> input.length;
          case 4 -> 1 << random.nextInt(31);
          default -> random.nextInt(1_000);
        };
    var bytes = ByteBuffer.allocate(4).putInt(value).array();
    if (random.nextBoolean()) {
      bytes = ByteBuffer.allocate(4).putInt(Integer.reverseBytes(value)).array();
    }
    return spliced(input, at(input), 4, bytes);
  }

  private byte[] crossed(byte[] input) {
    var other = corpus.get(random.nextInt(corpus.size()));
    var from = at(other);
    var part = Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from + 1));
    return spliced(input, at(input), random.nextInt(input.length + 1), part);
  }

  private int at(byte[] input) {
    return random.nextInt(input.length + 1);
  }

  private static int lineStart(byte[] input, int at) {
    var from = Math.min(at, input.length);
    while (from > 0 && input[from - 1] != '\n') {
      from--;
    }
    return from;
  }

  private static int lineEnd(byte[] input, int from) {
    var end = from;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    return Math.min(input.length, end + 1);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static byte[] spliced(byte[] input, int from, int length, byte[] piece) {
    var end = (int) Math.min(input.length, (long) from + length);
    if (input.length + (long) piece.length > BYTES_MAX) {
      return input;
    }
    var changed = Arrays.copyOf(input, from + piece.length + input.length - end);
    System.arraycopy(piece, 0, changed, from, piece.length);
    System.arraycopy(input, end, changed, from + piece.length, input.length - end);
    return changed;
  }

  private static List<byte[]> pieces() {
    var pieces = new ArrayList<byte[]>();
    TEXTS.forEach(t -> pieces.add(t.getBytes(UTF_8)));
    // Overlong forms, a lone surrogate, a code point beyond Unicode, a cut one.
    for (var bytes :
        new int[][] {{0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xE7}}) {
      var piece = new byte[bytes.length];
      for (var i = 0; i < bytes.length; i++) {
        piece[i] = (byte) bytes[i];
      }
      pieces.add(piece);
    }
    return List.copyOf(pieces);
  }
}
