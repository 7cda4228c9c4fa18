package twoseal.core;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The form of our command texts: a first line {@code twoseal/<kind>/<version>}, then one {@code
 * name: value} line per field in an order that the kind fixes. Every text has one form: what a
 * reader accepts, a writer gives back byte for byte. A field that may be absent is written {@code
 * -} when it is, so no line is ever left out.
 */
public final class Fields {
  /** The earliest time a text can state: 2000-01-01T00:00:00Z. */
  public static final long TIME_MIN_S = 946_684_800L;

  /** The last time a text can state: 9999-12-31T23:59:59Z. */
  public static final long TIME_MAX_S = 253_402_300_799L;

  /** The highest version of a kind. */
  public static final int VERSION_MAX = 9_999;

  private static final String ABSENT = "-";
  private static final String PREFIX = "twoseal/";
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
  private static final Pattern TIME =
      Pattern.compile("([2-9]\\d{3})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)Z");

  private Fields() {}

  /**
   * Reads a time.
   *
   * @return seconds since 1970-01-01T00:00:00Z
   * @throws MalformedException unless it is {@code YYYY-MM-DDThh:mm:ssZ} of the years 2000 to 9999
   */
  public static long parseTime(String text) {
    var parts = TIME.matcher(text);
    if (parts.matches()) {
      var numbers = new int[parts.groupCount()];
      Arrays.setAll(numbers, i -> Integer.parseInt(parts.group(i + 1)));
      try {
        return LocalDateTime.of(
                numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
            .toEpochSecond(ZoneOffset.UTC);
      } catch (DateTimeException noSuchDay) {
        throw new MalformedException("a day and time that exist");
      }
    }
    throw new MalformedException("a time YYYY-MM-DDThh:mm:ssZ");
  }

  /** Writes seconds since 1970-01-01T00:00:00Z as {@code YYYY-MM-DDThh:mm:ssZ}. */
  public static String formatTime(long epochS) {
    if (epochS < TIME_MIN_S || epochS > TIME_MAX_S) {
      throw new IllegalArgumentException("time " + epochS);
    }
    var time = LocalDateTime.ofEpochSecond(epochS, 0, ZoneOffset.UTC);
    // LocalDateTime leaves out seconds that are zero.
    return time + (time.getSecond() == 0 ? ":00Z" : "Z");
  }

  /**
   * Refuses what cannot be a value.
   *
   * @throws MalformedException unless the text is not empty, not a lone {@code -}, in Normalization
   *     Form C, without spaces at its ends and without any character that a signer would not see:
   *     controls, line and paragraph separators, marks that reorder text, byte order marks,
   *     noncharacters, unpaired surrogates
   */
  public static void requireValue(String value) {
    if (value.isEmpty() || value.equals(ABSENT)) {
      throw new MalformedException("a value");
    }
    if (value.codePoints().anyMatch(Fields::isUnseen)) {
      throw new MalformedException("a value without control characters");
    }
    if (isSpace(value.codePointAt(0)) || isSpace(value.codePointBefore(value.length()))) {
      throw new MalformedException("a value without spaces at its ends");
    }
    if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
      throw new MalformedException("a value in Unicode Normalization Form C");
    }
  }

  /**
   * A value out of a text that was read before, such as one that a state holds; nothing of the text
   * is checked.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public static String peek(String text, String name) {
    var line = "\n" + name + ": ";
    var at = text.indexOf(line);
    if (at < 0) {
      throw new IllegalArgumentException("no field " + name);
    }
    return text.substring(at + line.length(), text.indexOf('\n', at + line.length()));
  }

  /** Writes a text, line by line. */
  public static final class Writer {
    private final StringBuilder text;

    /** Begins with {@code twoseal/<kind>/<version>}. */
    public Writer(String kind, int version) {
      if (!KIND.matcher(kind).matches() || version < 1 || version > VERSION_MAX) {
        throw new IllegalArgumentException("kind " + kind + " version " + version);
      }
      text = new StringBuilder(PREFIX + kind + "/" + version + "\n");
    }

    /**
     * A field that is there.
     *
     * @throws MalformedException where {@link #requireValue} does
     */
    public Writer line(String name, String value) {
      requireValue(value);
      return append(name, value);
    }

    /** A number of 0 and above. */
    public Writer number(String name, long value) {
      if (value < 0) {
        throw new IllegalArgumentException("negative number " + value);
      }
      return append(name, Long.toString(value));
    }

    /** A digest, in hexadecimal. */
    public Writer digest(String name, Digest value) {
      return append(name, value.hex());
    }

    /** A time, in seconds since 1970-01-01T00:00:00Z. */
    public Writer time(String name, long epochS) {
      return append(name, formatTime(epochS));
    }

    /** A field that may be absent, by the text of its value. */
    public Writer optional(String name, Optional<String> value) {
      return value.isPresent() ? line(name, value.get()) : append(name, ABSENT);
    }

    /** The whole text. */
    public String text() {
      return text.toString();
    }

    private Writer append(String name, String value) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("field name " + name);
      }
      text.append(name).append(": ").append(value).append('\n');
      return this;
    }
  }

  /**
   * Reads a text, line by line, in the order in which its kind writes them. Every method throws
   * {@link MalformedException} with the line's number when the next line is not the one asked for
   * or its value is not in the one form of its type; {@link #end} refuses lines left over.
   */
  public static final class Reader {
    private final List<String> lines;
    private final String kind;
    private final int version;
    private int next = 1;

    /** Reads the first line. */
    public Reader(String text) {
      if (!text.endsWith("\n")) {
        throw new MalformedException("a text that ends with a newline");
      }
      lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
      var first = lines.getFirst();
      var slash = first.lastIndexOf('/');
      if (!first.startsWith(PREFIX) || slash < PREFIX.length()) {
        throw new MalformedException(1, "twoseal/<kind>/<version>");
      }
      kind = first.substring(PREFIX.length(), slash);
      version = version(first.substring(slash + 1));
      if (!KIND.matcher(kind).matches()) {
        throw new MalformedException(1, "twoseal/<kind>/<version>");
      }
    }

    /** Reads the first line, which must name this kind and version. */
    public Reader(String text, String kind, int version) {
      this(text);
      if (!this.kind.equals(kind) || this.version != version) {
        throw new MalformedException(1, PREFIX + kind + "/" + version);
      }
    }

    /** What the first line names, such as {@code draw.seal}. */
    public String kind() {
      return kind;
    }

    /** The version in the first line. */
    public int version() {
      return version;
    }

    /** A text; see {@link #requireValue}. */
    public String text(String name) {
      return read(name, value -> value);
    }

    /** A text of at most so many bytes of UTF-8. */
    public String text(String name, int bytesMax) {
      return read(
          name,
          value -> {
            if (Bytes.utf8(value).length > bytesMax) {
              throw new MalformedException("at most " + bytesMax + " bytes");
            }
            return value;
          });
    }

    /** One of a few words. */
    public String oneOf(String name, String... words) {
      return read(
          name,
          value -> {
            if (!List.of(words).contains(value)) {
              throw new MalformedException("one of " + String.join(", ", words));
            }
            return value;
          });
    }

    /** How many of something there are: 0 to {@code max}. */
    public int count(String name, int max) {
      return (int) number(name, 0, max);
    }

    /** A decimal number, without sign or leading zeros. */
    public long number(String name, long min, long max) {
      return read(
          name,
          value -> {
            var number = Bytes.parseDecimal(value, max);
            if (number < min) {
              throw new MalformedException("a number of at least " + min);
            }
            return number;
          });
    }

    /** A digest, in hexadecimal. */
    public Digest digest(String name) {
      return read(name, Digest::ofHex);
    }

    /** Bytes of a fixed length, in hexadecimal. */
    public byte[] hex(String name, int length) {
      return read(name, value -> Bytes.parseHex(value, length));
    }

    /** A time, in seconds since 1970-01-01T00:00:00Z; see {@link #parseTime}. */
    public long time(String name) {
      return read(name, Fields::parseTime);
    }

    /** A field that may be absent: {@code reader.optional("until", reader::time)}. */
    public <T> Optional<T> optional(String name, Function<String, T> read) {
      if (value(name).equals(ABSENT)) {
        next++;
        return Optional.empty();
      }
      return Optional.of(read.apply(name));
    }

    /** There are no more lines. */
    public void end() {
      if (next < lines.size()) {
        throw new MalformedException(next + 1, "the end");
      }
    }

    private <T> T read(String name, Function<String, T> parse) {
      var value = value(name);
      try {
        requireValue(value);
        var parsed = parse.apply(value);
        next++;
        return parsed;
      } catch (MalformedException malformed) {
        throw malformed.atLine(next + 1);
      }
    }

    private String value(String name) {
      var prefix = name + ": ";
      if (next == lines.size() || !lines.get(next).startsWith(prefix)) {
        throw new MalformedException(next + 1, "field " + name);
      }
      return lines.get(next).substring(prefix.length());
    }

    private static int version(String text) {
      try {
        return (int) positive(Bytes.parseDecimal(text, VERSION_MAX));
      } catch (MalformedException malformed) {
        throw malformed.atLine(1);
      }
    }

    private static long positive(long number) {
      if (number < 1) {
        throw new MalformedException("a version of at least 1");
      }
      return number;
    }
  }

  /** Fixed lists, not character classes: those change with the Unicode version of the runtime. */
  private static boolean isUnseen(int c) {
    return c < 0x20
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x061C
        || (c >= 0x200E && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xD800 && c <= 0xDFFF)
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || c == 0xFEFF
        || (c & 0xFFFE) == 0xFFFE;
  }

  private static boolean isSpace(int c) {
    return c == 0x20
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }
}
