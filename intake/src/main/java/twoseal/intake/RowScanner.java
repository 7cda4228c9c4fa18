package twoseal.intake;

/**
 * Splits a chunk of whole records into fields, in place (RFC 4180; also tab or semicolon, and CR or
 * LF alone). Quoted fields are unescaped where they stand. Works on bytes because strings would
 * cost more than all hashing; in UTF-8 no byte of a longer character looks like a delimiter.
 */
final class RowScanner {
  /** Kinds of bytes: those from DELIMITER on end a plain field, the others are only noted. */
  private static final byte PRINTABLE = 0;

  private static final byte OTHER = 1;
  private static final byte DELIMITER = 2;
  private static final byte BREAK = 3;
  private static final byte QUOTE = 4;

  private final byte[] kinds = new byte[256];
  private final int[] from;
  private final int[] to;
  private final boolean[] printable;
  private byte[] text = {};
  private int end;
  private int at;
  private int fields;
  private int lines;
  private int rowLine;
  private int rowBytes;
  private boolean misplaced;
  private boolean open;

  RowScanner(char delimiter, int columnsMax) {
    for (var b = 0; b < kinds.length; b++) {
      kinds[b] = b >= ' ' && b < 0x7F ? PRINTABLE : OTHER;
    }
    kinds[delimiter] = DELIMITER;
    kinds['\n'] = BREAK;
    kinds['\r'] = BREAK;
    kinds['"'] = QUOTE;
    from = new int[columnsMax + 1];
    to = new int[columnsMax + 1];
    printable = new boolean[columnsMax + 1];
  }

  /** Begins with a chunk; {@code text[length]} is overwritten with a line feed. */
  void begin(byte[] chunk, int length) {
    text = chunk;
    end = length;
    text[length] = '\n';
    at = 0;
    lines = 0;
  }

  /** Goes to the next row that is not blank; false at the end. */
  boolean next() {
    while (at < end) {
      rowLine = lines;
      var start = at;
      fields = 0;
      misplaced = false;
      open = false;
      row();
      rowBytes = at - start;
      if (fields != 1 || !blank(from[0], to[0]) || misplaced || open) {
        return true;
      }
    }
    return false;
  }

  /** Fields of the row; may exceed what {@link #from} can be asked for. */
  int fields() {
    return fields;
  }

  int from(int field) {
    return from[field];
  }

  int to(int field) {
    return to[field];
  }

  /** Whether the field is known to be printable ASCII. */
  boolean printable(int field) {
    return printable[field];
  }

  /** Line breaks before the row in this chunk. */
  int line() {
    return rowLine;
  }

  /** Line breaks of the chunk so far. */
  int lines() {
    return lines;
  }

  /** Bytes of the chunk behind us. */
  int consumed() {
    return at;
  }

  int rowBytes() {
    return rowBytes;
  }

  /** A quote stood where none may. */
  boolean misplaced() {
    return misplaced;
  }

  /** A quote was still open at the end of the chunk. */
  boolean open() {
    return open;
  }

  private void row() {
    while (true) {
      var slot = Math.min(fields, from.length - 1);
      fields++;
      if (text[at] == '"' && at < end) {
        quoted(slot);
      } else {
        plain(slot, at);
      }
      var stop = text[at];
      if (at >= end) {
        lines++;
        return;
      }
      at++;
      if (kinds[stop & 0xFF] == BREAK) {
        if (stop == '\r' && at < end && text[at] == '\n') {
          at++;
        }
        lines++;
        return;
      }
    }
  }

  /** To the delimiter or line break that ends the field; a quote inside is misplaced. */
  private void plain(int slot, int start) {
    var bytes = text;
    var i = at;
    var seen = 0;
    for (int kind = kinds[bytes[i] & 0xFF];
        kind != DELIMITER && kind != BREAK;
        kind = kinds[bytes[i] & 0xFF]) {
      seen |= kind;
      i++;
    }
    misplaced |= (seen & QUOTE) != 0;
    printable[slot] = seen == PRINTABLE;
    from[slot] = start;
    to[slot] = i;
    at = i;
  }

  private void quoted(int slot) {
    var start = at + 1;
    var write = start;
    var i = start;
    while (i < end) {
      var b = text[i];
      if (b == '"') {
        if (i + 1 >= end || text[i + 1] != '"') {
          from[slot] = start;
          to[slot] = write;
          printable[slot] = false;
          at = i + 1;
          var next = kinds[text[at] & 0xFF];
          if (next != DELIMITER && next != BREAK) {
            misplaced = true;
            plain(slot, start);
          }
          return;
        }
        i++;
      } else if (b == '\n' || (b == '\r' && text[i + 1] != '\n')) {
        lines++;
      }
      text[write++] = b;
      i++;
    }
    open = true;
    from[slot] = start;
    to[slot] = write;
    printable[slot] = false;
    at = end;
  }

  private boolean blank(int first, int last) {
    for (var i = first; i < last; i++) {
      if (text[i] != ' ') {
        return false;
      }
    }
    return true;
  }
}
