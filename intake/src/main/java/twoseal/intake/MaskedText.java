package twoseal.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import twoseal.list.Label;

/** Builds the masked name of one entry. One object per thread. */
final class MaskedText {
  private static final int LAST = 4;
  private static final int LAST_OF_MIN = 8;

  private byte[] bytes = new byte[2 * Label.BYTES_MAX];
  private int length;

  void begin() {
    length = 0;
  }

  /** Adds a part; an empty value adds nothing. */
  void add(CleanField value, Mask mask) {
    if (value.length() == 0) {
      return;
    }
    if (length > 0) {
      put((byte) ' ');
    }
    switch (mask) {
      case SURNAME -> surname(value);
      case LAST4 -> last(value);
      case FULL -> put(value.bytes(), value.from(), value.to());
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Whether it may stand in a public file ([LIST-2]); its parts are clean text already. */
  boolean fits() {
    for (var i = 0; i < Math.min(length, Label.BYTES_MAX); i++) {
      if (bytes[i] == ',' || bytes[i] == '"' || bytes[i] == '|') {
        return false;
      }
    }
    return length > 0
        && length <= Label.BYTES_MAX
        && bytes[0] != ' '
        && bytes[length - 1] != ' '
        && !(length == 1 && bytes[0] == '-');
  }

  private void surname(CleanField value) {
    var first = value.bytes()[value.from()];
    var size = first >= 0 ? 1 : first >= (byte) 0xF0 ? 4 : first >= (byte) 0xE0 ? 3 : 2;
    put(value.bytes(), value.from(), value.from() + size);
    put((byte) '*');
    put((byte) '*');
    // Han surnames are written 张**; other scripts of one or two bytes a letter get one star more.
    if (size < 3) {
      put((byte) '*');
    }
  }

  private void last(CleanField value) {
    put((byte) '*');
    var text = value.bytes();
    if (value.ascii()) {
      if (value.length() >= LAST_OF_MIN) {
        put(text, value.to() - LAST, value.to());
      }
      return;
    }
    var points = value.text().codePoints().toArray();
    if (points.length >= LAST_OF_MIN) {
      var end = new String(points, points.length - LAST, LAST).getBytes(StandardCharsets.UTF_8);
      put(end, 0, end.length);
    }
  }

  private void put(byte[] from, int first, int end) {
    if (bytes.length - length < end - first) {
      bytes = Arrays.copyOf(bytes, bytes.length + 2 * (end - first));
    }
    System.arraycopy(from, first, bytes, length, end - first);
    length += end - first;
  }

  private void put(byte b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = b;
  }
}
