package twoseal.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twoseal.intake.ListSource.Encoding;

/**
 * Cuts a stream into chunks of whole records. Knows only quotes, delimiters and line breaks, which
 * are the same bytes in UTF-8 and GB18030 and never part of another character.
 */
final class ChunkReader implements AutoCloseable {
  static final int CHUNK_BYTES = 1 << 18;
  static final Charset GB18030 = Charset.forName("GB18030");

  private final InputStream in;
  private final IntakeLimits limits;
  private final ErrorLog errors;
  private final Encoding encoding;
  private final char delimiter;
  private final List<String> header;
  private byte[] rest;
  private int restLength;
  private long restOffset;
  private long chunks;
  private long headerLines;
  private boolean ended;
  private Breaks breaks = new Breaks(',');

  /** Opens: finds encoding and delimiter, reads the header. */
  ChunkReader(ListSource source, InputStream in, IntakeLimits limits, ErrorLog errors)
      throws IOException {
    this.in = in;
    this.limits = limits;
    this.errors = errors;
    rest = new byte[CHUNK_BYTES + limits.lineBytesMax()];
    fill();
    var mark = byteOrderMark();
    encoding = source.encoding().isPresent() && mark == 0 ? source.encoding().get() : guess(mark);
    drop(mark);
    delimiter = source.delimiter().isPresent() ? source.delimiter().get() : guessDelimiter();
    breaks = new Breaks(delimiter);
    header = source.header() ? readHeader() : positions();
  }

  Encoding encoding() {
    return encoding;
  }

  char delimiter() {
    return delimiter;
  }

  /** The column names. */
  List<String> header() {
    return header;
  }

  /** Lines before the first chunk. */
  long headerLines() {
    return headerLines;
  }

  /** Fills the next chunk; false at the end. One thread at a time. */
  synchronized boolean next(Chunk chunk) throws IOException {
    var cut = fill();
    if (restLength == 0) {
      return false;
    }
    chunk.unending = cut == 0;
    if (chunk.unending) {
      // A record longer than any allowed: what there is of it goes, so that it can be named.
      cut = restLength;
      ended = true;
    }
    if (chunk.bytes.length < cut + 1) {
      chunk.bytes = new byte[rest.length + 1];
    }
    System.arraycopy(rest, 0, chunk.bytes, 0, cut);
    chunk.length = cut;
    chunk.number = chunks++;
    chunk.offset = restOffset;
    drop(cut);
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * Reads until there is a chunk's worth, or more if a longer record is under way.
   *
   * @return where the last whole record ends; 0 if none does
   */
  private int fill() throws IOException {
    var wanted = CHUNK_BYTES;
    while (true) {
      while (restLength < wanted && !ended) {
        var read = in.read(rest, restLength, wanted - restLength);
        ended = read < 0;
        restLength += Math.max(read, 0);
      }
      var cut = ended ? restLength : breaks.last(rest, restLength);
      if (cut > 0 || restLength == 0 || wanted == rest.length) {
        return cut;
      }
      wanted = rest.length;
    }
  }

  private void drop(int count) {
    System.arraycopy(rest, count, rest, 0, restLength - count);
    restLength -= count;
    restOffset += count;
  }

  private int byteOrderMark() throws IOException {
    if (restLength == 0) {
      throw errors.stop(LineError.ofFile(IntakeReason.EMPTY_FILE, ""));
    }
    if (starts(0xFE, 0xFF) || starts(0xFF, 0xFE)) {
      throw errors.stop(LineError.ofFile(IntakeReason.UTF16, ""));
    }
    return starts(0xEF, 0xBB, 0xBF) ? 3 : 0;
  }

  private boolean starts(int... marks) {
    for (var i = 0; i < marks.length; i++) {
      if (i >= restLength || (rest[i] & 0xFF) != marks[i]) {
        return false;
      }
    }
    return true;
  }

  /** UTF-8 unless the beginning is not and is GB18030. */
  private Encoding guess(int mark) {
    if (mark > 0 || decodes(StandardCharsets.UTF_8)) {
      return Encoding.UTF_8;
    }
    return decodes(GB18030) ? Encoding.GB18030 : Encoding.UTF_8;
  }

  private boolean decodes(Charset charset) {
    CharsetDecoder decoder = charset.newDecoder();
    var result =
        decoder.decode(
            ByteBuffer.wrap(rest, 0, restLength), CharBuffer.allocate(restLength), ended);
    return !result.isError();
  }

  private char guessDelimiter() {
    var best = ',';
    var most = 0;
    for (var candidate : new char[] {',', '\t', ';'}) {
      var count = 0;
      var quoted = false;
      for (var i = 0; i < restLength && (quoted || (rest[i] != '\n' && rest[i] != '\r')); i++) {
        quoted ^= rest[i] == '"';
        count += !quoted && rest[i] == candidate ? 1 : 0;
      }
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  private List<String> readHeader() throws IOException {
    var copy = Arrays.copyOf(rest, restLength + 1);
    var row = firstRow(copy);
    var names = names(row, copy);
    headerLines = row.lines();
    drop(row.consumed());
    return names;
  }

  private RowScanner firstRow(byte[] text) throws IOException {
    var row = new RowScanner(delimiter, limits.columnsMax());
    row.begin(text, text.length - 1);
    if (!row.next()) {
      throw errors.stop(LineError.ofFile(IntakeReason.EMPTY_FILE, ""));
    }
    var line = row.line() + 1L;
    if (row.rowBytes() > limits.lineBytesMax()) {
      throw errors.stop(LineError.ofLine(line, IntakeReason.LINE_TOO_LONG, ""));
    }
    if (row.open()) {
      throw errors.stop(LineError.ofLine(line, IntakeReason.QUOTE_UNTERMINATED, ""));
    }
    if (row.misplaced()) {
      throw errors.stop(LineError.ofLine(line, IntakeReason.QUOTE_MISPLACED, ""));
    }
    if (row.fields() > limits.columnsMax()) {
      throw errors.stop(
          LineError.ofLine(line, IntakeReason.TOO_MANY_COLUMNS, "> " + limits.columnsMax()));
    }
    return row;
  }

  private List<String> names(RowScanner row, byte[] text) throws IOException {
    var charset = encoding == Encoding.GB18030 ? GB18030 : StandardCharsets.UTF_8;
    var field = new CleanField(name -> false);
    var names = new ArrayList<String>();
    for (var i = 0; i < row.fields(); i++) {
      var raw =
          new String(text, row.from(i), row.to(i) - row.from(i), charset)
              .getBytes(StandardCharsets.UTF_8);
      // A header that is no value is a column nobody can name.
      var name = field.take(raw, 0, raw.length, false).isPresent() ? "" : field.text();
      if (Invisible.inText(name)) {
        // Passed over, it would be a column of people's documents in which nobody looks twice.
        throw errors.stop(
            new LineError(row.line() + 1L, i + 1, name, IntakeReason.CONTROL_CHARACTER, ""));
      }
      names.add(name);
    }
    return names;
  }

  private List<String> positions() throws IOException {
    var row = firstRow(Arrays.copyOf(rest, restLength + 1));
    var names = new ArrayList<String>();
    for (var i = 1; i <= row.fields(); i++) {
      names.add(Integer.toString(i));
    }
    return names;
  }

  /** Finds the end of the last whole record: quotes open only where a field begins. */
  private static final class Breaks {
    private static final long QUOTES = EightBytes.all('"');

    private final char delimiter;

    Breaks(char delimiter) {
      this.delimiter = delimiter;
    }

    int last(byte[] text, int length) {
      if (hasQuote(text, length)) {
        return lastWithQuotes(text, length);
      }
      for (var i = length - 1; i >= 0; i--) {
        // A CR at the very end may be half of a CRLF.
        if (text[i] == '\n' || (text[i] == '\r' && i < length - 1)) {
          return i + 1;
        }
      }
      return 0;
    }

    private static boolean hasQuote(byte[] text, int length) {
      var i = 0;
      for (; i + Long.BYTES <= length; i += Long.BYTES) {
        if (EightBytes.has((long) EightBytes.WORD.get(text, i), QUOTES)) {
          return true;
        }
      }
      for (; i < length; i++) {
        if (text[i] == '"') {
          return true;
        }
      }
      return false;
    }

    private int lastWithQuotes(byte[] text, int length) {
      var last = 0;
      var start = true;
      var quoted = false;
      for (var i = 0; i < length; i++) {
        var b = text[i];
        if (quoted) {
          if (b == '"') {
            // A doubled quote closes and opens again at once.
            quoted = i + 1 < length && text[i + 1] == '"';
            i += quoted ? 1 : 0;
          }
        } else if (b == '"' && start) {
          quoted = true;
          start = false;
        } else if (b == '\n' || (b == '\r' && i < length - 1 && text[i + 1] != '\n')) {
          last = i + 1;
          start = true;
        } else {
          start = b == delimiter;
        }
      }
      return last;
    }
  }
}
