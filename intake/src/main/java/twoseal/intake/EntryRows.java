package twoseal.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.MalformedException;
import twoseal.intake.ListSource.Encoding;
import twoseal.list.Label;
import twoseal.list.PublicLine;

/**
 * The entries of one chunk: checked, cleaned, and laid out as the private file keeps them, with
 * room for the salts. One object per worker, reused from chunk to chunk.
 *
 * <p>An entry's body: flag 1, length of masked name, BE32 length of record, 32 bytes for salt1,
 * masked name, 32 bytes for salt2, record; so that what is hashed stands in one stretch each.
 */
final class EntryRows {
  private static final int NO_LABEL = -3;
  private static final int ROWS_FIRST = 1 << 14;

  private final Columns columns;
  private final Groups groups;
  private final IntakeLimits limits;
  private final Encoding encoding;
  private final boolean duplicates;
  private final RowScanner scanner;
  private final CleanField[] fields;
  private final Identities identities = new Identities();
  private final MaskedText masked = new MaskedText();
  private final Fingerprint fingerprint;
  private final Map<String, Integer> knownGroups = new HashMap<>();
  private final int fixedGroup;
  private byte[] lastGroup = {};
  private int lastGroupId = Groups.UNKNOWN;
  private byte[] utf8 = {};

  /** Bodies one after the other; body i from {@code bodyAt[i]} to {@code bodyAt[i + 1]}. */
  byte[] bodies = new byte[1 << 22];

  int[] bodyAt = new int[ROWS_FIRST + 1];
  int[] group = new int[ROWS_FIRST];
  int[] weight = new int[ROWS_FIRST];
  int[] seats = new int[ROWS_FIRST];

  /** Line in the chunk, from 0. */
  int[] line = new int[ROWS_FIRST];

  /** Two words a row, where duplicates are looked for. */
  long[] prints = new long[2 * ROWS_FIRST];

  int rows;
  int lines;
  final List<LineError> errors = new ArrayList<>();

  EntryRows(
      Columns columns,
      ListMapping mapping,
      Groups groups,
      IntakeLimits limits,
      ChunkReader reader,
      Optional<Fingerprint> fingerprint) {
    this.columns = columns;
    this.groups = groups;
    this.limits = limits;
    encoding = reader.encoding();
    duplicates = fingerprint.isPresent() && columns.identity().length > 0;
    this.fingerprint = fingerprint.orElseGet(Fingerprint::random);
    scanner = new RowScanner(reader.delimiter(), limits.columnsMax());
    fields = new CleanField[columns.header().size()];
    Arrays.setAll(fields, i -> new CleanField(Invisible::inText));
    for (var part : columns.identity()) {
      fields[part] = new CleanField(Invisible::inIdentity);
    }
    fixedGroup = columns.group() < 0 ? groups.id(mapping.label()) : Groups.UNKNOWN;
  }

  boolean duplicates() {
    return duplicates;
  }

  /** Reads a chunk; errors have lines of the chunk, from 0. */
  void read(Chunk chunk) {
    rows = 0;
    errors.clear();
    var bytes = chunk.bytes;
    var length = chunk.length;
    if (encoding == Encoding.GB18030) {
      length = toUtf8(chunk);
      bytes = utf8;
    }
    scanner.begin(bytes, length);
    while (scanner.next()) {
      if (row(bytes, chunk)) {
        rows++;
      }
    }
    lines = scanner.lines();
    if (chunk.unending) {
      var open = scanner.open() ? IntakeReason.QUOTE_UNTERMINATED : IntakeReason.LINE_TOO_LONG;
      errors.removeIf(error -> error.line() == scanner.line());
      errors.add(LineError.ofLine(scanner.line(), open, ""));
    }
  }

  /** The salts of row i stand at these places of {@link #bodies}. */
  int nameSaltAt(int row) {
    return bodyAt[row] + PrivateEntry.HEAD_BYTES;
  }

  int maskedLength(int row) {
    return bodies[bodyAt[row] + 1];
  }

  int recordSaltAt(int row) {
    return nameSaltAt(row) + PrivateEntry.SALT_BYTES + maskedLength(row);
  }

  private boolean row(byte[] bytes, Chunk chunk) {
    var before = errors.size();
    if (scanner.open()) {
      bad(IntakeReason.QUOTE_UNTERMINATED, "");
    } else if (scanner.rowBytes() > limits.lineBytesMax()) {
      bad(IntakeReason.LINE_TOO_LONG, "> " + limits.lineBytesMax());
    } else if (scanner.misplaced()) {
      bad(IntakeReason.QUOTE_MISPLACED, "");
    } else if (scanner.fields() != fields.length) {
      bad(IntakeReason.RAGGED_ROW, scanner.fields() + " / " + fields.length);
    }
    if (errors.size() > before) {
      return false;
    }
    for (var i = 0; i < fields.length; i++) {
      var reason = fields[i].take(bytes, scanner.from(i), scanner.to(i), scanner.printable(i));
      if (reason.isPresent()) {
        var marked = XlsxText.mark(bytes, scanner.from(i), scanner.to(i));
        var encoding = reason.get() == IntakeReason.WRONG_ENCODING;
        bad(
            i,
            marked.orElse(reason.get()),
            encoding ? "byte " + (chunk.offset + scanner.from(i)) : "");
      }
    }
    if (errors.size() > before) {
      return false;
    }
    grow();
    group[rows] = columns.group() < 0 ? fixedGroup() : group();
    weight[rows] = (int) number(columns.weight(), PublicLine.WEIGHT_MAX, IntakeReason.WEIGHT);
    seats[rows] = (int) number(columns.seats(), PublicLine.SEATS_MAX, IntakeReason.SEATS);
    line[rows] = scanner.line();
    identity();
    body();
    return errors.size() == before;
  }

  private void grow() {
    if (rows == group.length) {
      bodyAt = Arrays.copyOf(bodyAt, 2 * rows + 1);
      group = Arrays.copyOf(group, 2 * rows);
      weight = Arrays.copyOf(weight, 2 * rows);
      seats = Arrays.copyOf(seats, 2 * rows);
      line = Arrays.copyOf(line, 2 * rows);
      prints = Arrays.copyOf(prints, 4 * rows);
    }
  }

  private int fixedGroup() {
    if (fixedGroup < 0) {
      bad(IntakeReason.UNKNOWN_GROUP, "");
    }
    return fixedGroup;
  }

  private int group() {
    var field = fields[columns.group()];
    if (lastGroupId >= 0
        && Arrays.equals(field.bytes(), field.from(), field.to(), lastGroup, 0, lastGroup.length)) {
      return lastGroupId;
    }
    var text = field.text();
    var id = knownGroups.computeIfAbsent(text, this::lookUp);
    switch (id) {
      case Groups.UNKNOWN -> bad(columns.group(), IntakeReason.UNKNOWN_GROUP, "");
      case Groups.TOO_MANY -> bad(columns.group(), IntakeReason.TOO_MANY_GROUPS, "");
      case NO_LABEL -> bad(columns.group(), IntakeReason.LABEL, "");
      default -> {
        lastGroup = text.getBytes(StandardCharsets.UTF_8);
        lastGroupId = id;
      }
    }
    if (id < 0) {
      // Texts that are no groups are unbounded in number, so they are not kept.
      knownGroups.remove(text);
    }
    return id;
  }

  private int lookUp(String text) {
    try {
      return groups.id(new Label(text));
    } catch (MalformedException noLabel) {
      return NO_LABEL;
    }
  }

  /** A whole number from 1; 1 where there is no such column. */
  private long number(int column, long max, IntakeReason reason) {
    if (column < 0) {
      return 1;
    }
    var field = fields[column];
    var value = 0L;
    for (var i = field.from(); i < field.to(); i++) {
      var digit = field.bytes()[i] - '0';
      value = digit < 0 || digit > 9 || value > max ? -1 : 10 * value + digit;
      if (value <= 0) {
        break;
      }
    }
    if (value < 1 || value > max) {
      bad(column, field.length() == 0 ? IntakeReason.EMPTY_VALUE : reason, "");
    }
    return value;
  }

  private void identity() {
    var parts = columns.identity();
    if (parts.length == 0) {
      return;
    }
    identities.begin();
    for (var i = 0; i < parts.length; i++) {
      var field = fields[parts[i]];
      var reason =
          identities.add(field.bytes(), field.from(), field.to(), columns.identityKinds()[i]);
      if (reason.isPresent()) {
        bad(parts[i], reason.get(), "");
      }
    }
    if (duplicates) {
      fingerprint.of(identities.key(), identities.length(), prints, 2 * rows);
    }
  }

  private void body() {
    var size = PrivateEntry.FIXED_BYTES + Label.BYTES_MAX;
    for (var column : columns.record()) {
      size += Integer.BYTES + fields[column].length();
    }
    var at = bodyAt[rows];
    if (bodies.length - at < size) {
      bodies = Arrays.copyOf(bodies, Math.addExact(bodies.length, Math.max(size, bodies.length)));
    }
    if (!mask()) {
      return;
    }
    if (!masked.fits()) {
      bad(columns.masked()[0], IntakeReason.MASKED_NAME, "");
      return;
    }
    bodies[at] = PrivateEntry.PRESENT;
    bodies[at + 1] = (byte) masked.length();
    var next = at + PrivateEntry.HEAD_BYTES + PrivateEntry.SALT_BYTES;
    System.arraycopy(masked.bytes(), 0, bodies, next, masked.length());
    next += masked.length() + PrivateEntry.SALT_BYTES;
    var record = next;
    for (var column : columns.record()) {
      var field = fields[column];
      PrivateEntry.BE32.set(bodies, next, field.length());
      System.arraycopy(field.bytes(), field.from(), bodies, next + Integer.BYTES, field.length());
      next += Integer.BYTES + field.length();
    }
    PrivateEntry.BE32.set(bodies, at + 2, next - record);
    bodyAt[rows + 1] = next;
  }

  /** Makes the masked name; refuses an entry without a name, which numbers alone do not make. */
  private boolean mask() {
    masked.begin();
    for (var i = 0; i < columns.masked().length; i++) {
      var column = columns.masked()[i];
      if (fields[column].length() == 0 && columns.masks()[i] != Mask.LAST4) {
        bad(column, IntakeReason.EMPTY_VALUE, "");
        return false;
      }
      masked.add(fields[column], columns.masks()[i]);
    }
    return true;
  }

  private void bad(IntakeReason reason, String detail) {
    errors.add(LineError.ofLine(scanner.line(), reason, detail));
  }

  private void bad(int column, IntakeReason reason, String detail) {
    errors.add(
        new LineError(scanner.line(), column + 1, columns.header().get(column), reason, detail));
  }

  /** Decodes a chunk of GB18030 (2022); what cannot be decoded is reported once, then replaced. */
  private int toUtf8(Chunk chunk) {
    var in = ByteBuffer.wrap(chunk.bytes, 0, chunk.length);
    var decoder = ChunkReader.GB18030.newDecoder();
    CharBuffer text;
    try {
      text = decoder.decode(in);
    } catch (CharacterCodingException broken) {
      var lineOfError = 0;
      for (var i = 0; i < in.position(); i++) {
        lineOfError += chunk.bytes[i] == '\n' ? 1 : 0;
      }
      errors.add(
          LineError.ofLine(
              lineOfError, IntakeReason.WRONG_ENCODING, "byte " + (chunk.offset + in.position())));
      in.rewind();
      decoder.onMalformedInput(CodingErrorAction.REPLACE);
      decoder.onUnmappableCharacter(CodingErrorAction.REPLACE);
      text = replaced(decoder, in);
    }
    var most = 3 * text.length() + 1;
    if (utf8.length < most) {
      utf8 = new byte[most];
    }
    var out = ByteBuffer.wrap(utf8, 0, most - 1);
    StandardCharsets.UTF_8.newEncoder().encode(text, out, true);
    return out.position();
  }

  private static CharBuffer replaced(CharsetDecoder decoder, ByteBuffer in) {
    try {
      return decoder.decode(in);
    } catch (CharacterCodingException impossible) {
      throw new IllegalStateException("replaced, not reported", impossible);
    }
  }
}
