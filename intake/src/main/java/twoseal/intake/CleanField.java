package twoseal.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.function.Predicate;
import twoseal.core.Fields;
import twoseal.core.MalformedException;

/**
 * A field's value in its one form: spaces at the ends gone, NFC, nothing invisible; a lone {@code
 * -} is the empty value. Plain text, the rule by far, is only looked at; the rest goes through
 * strings. One object per thread; holds one value at a time.
 */
final class CleanField {
  private final Predicate<String> hides;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private byte[] bytes = {};
  private int from;
  private int to;
  private boolean ascii;

  /**
   * Of one column.
   *
   * @param hides whether a text, which [NOTE-4] allows, has something that is not seen; never asked
   *     of plain text
   */
  CleanField(Predicate<String> hides) {
    this.hides = hides;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int length() {
    return to - from;
  }

  /** Whether it is known to be ASCII. */
  boolean ascii() {
    return ascii;
  }

  String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /**
   * Takes the field's raw UTF-8; a reason if it cannot be a value.
   *
   * @param printable whether it is known to be printable ASCII
   */
  Optional<IntakeReason> take(byte[] raw, int rawFrom, int rawTo, boolean printable) {
    var first = rawFrom;
    var end = rawTo;
    while (first < end && raw[first] == ' ') {
      first++;
    }
    while (first < end && raw[end - 1] == ' ') {
      end--;
    }
    bytes = raw;
    from = first;
    to = end;
    ascii = printable;
    if (!printable && !plain(raw, first, end)) {
      return takeText(raw, first, end);
    }
    if (end - first == 1 && raw[first] == '-') {
      to = first;
    }
    return Optional.empty();
  }

  /** Printable ASCII and Han from U+3400 to U+9FFF: always in NFC, and all of it is seen. */
  private static boolean plain(byte[] raw, int first, int end) {
    var i = first;
    while (i < end) {
      int b = raw[i];
      if (b >= 0x20 && b != 0x7F) {
        i++;
      } else if (b >= (byte) 0xE3
          && b <= (byte) 0xE9
          && i + 2 < end
          && (raw[i + 1] & 0xC0) == 0x80
          && (raw[i + 2] & 0xC0) == 0x80
          && (b != (byte) 0xE3 || raw[i + 1] >= (byte) 0x90)) {
        i += 3;
      } else {
        return false;
      }
    }
    return true;
  }

  private Optional<IntakeReason> takeText(byte[] raw, int first, int end) {
    String text;
    try {
      text = utf8.decode(ByteBuffer.wrap(raw, first, end - first)).toString();
    } catch (CharacterCodingException notUtf8) {
      return Optional.of(IntakeReason.WRONG_ENCODING);
    }
    var value = strip(Normalizer.normalize(text, Normalizer.Form.NFC));
    if (value.equals("-")) {
      value = "";
    }
    if (!value.isEmpty()) {
      try {
        Fields.requireValue(value);
      } catch (MalformedException unseen) {
        return Optional.of(IntakeReason.CONTROL_CHARACTER);
      }
      if (hides.test(value)) {
        return Optional.of(IntakeReason.CONTROL_CHARACTER);
      }
    }
    bytes = value.getBytes(StandardCharsets.UTF_8);
    from = 0;
    to = bytes.length;
    return Optional.empty();
  }

  private static String strip(String text) {
    var first = 0;
    var end = text.length();
    while (first < end
        && Character.isSpaceChar(text.charAt(first))
        && !separator(text.charAt(first))) {
      first++;
    }
    while (first < end
        && Character.isSpaceChar(text.charAt(end - 1))
        && !separator(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(first, end);
  }

  /** Line and paragraph separators are no spaces: they are refused. */
  private static boolean separator(char c) {
    return c == '\u2028' || c == '\u2029';
  }
}
