package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a text in the form of [NOTE-4] from its first line to its last. */
final class Fields {
  private final Form form;
  private final List<String> lines;
  private int at;

  /**
   * @param text must end with a line feed and hold only what [NOTE-4] lets a text hold
   */
  Fields(byte[] text, Form form) {
    this.form = form;
    var whole = form.text(text);
    form.demand(whole.endsWith("\n"), "末行没有换行", "the last line has no line feed");
    var parts = whole.split("\n", -1);
    lines = Arrays.asList(parts).subList(0, parts.length - 1);
  }

  /** The first line: {@code twoseal/<kind>/<version>}. */
  String kind() {
    return lines.get(at++);
  }

  /** The value of the next field, which must have this name and not be nothing. */
  String text(String name) {
    var value = value(name);
    form.demand(!value.equals("-"), "字段 %s 没有值", "the field %s has no value", name);
    return value;
  }

  /** As {@link #text(String)}, of at most so many characters. */
  String text(String name, int charactersMax) {
    var value = text(name);
    var characters = value.codePointCount(0, value.length());
    form.demand(
        characters <= charactersMax,
        "字段 %s 的值长于 %s 个字符",
        "the value of %s is longer than %s characters",
        name,
        charactersMax);
    return value;
  }

  /** A text of at most so many characters, or nothing where it is {@code -}. */
  Optional<String> optional(String name, int charactersMax) {
    return peek(name).equals("-") ? optional(name) : Optional.of(text(name, charactersMax));
  }

  /** The value of the next field, which must have this name; {@code -} is nothing. */
  String value(String name) {
    var line = at < lines.size() ? lines.get(at) : "(end)";
    form.demand(
        line.startsWith(name + ": "), "应为字段 %s，见 %s", "field %s expected, found %s", name, line);
    at++;
    var value = line.substring(name.length() + 2);
    form.demand(
        !value.isEmpty() && !Form.hasSpaceAtEnd(value),
        "字段 %s 的值为空，或以空格开头、结尾",
        "the value of %s is empty, or begins or ends with a space",
        name);
    return value;
  }

  /** The value, or nothing where it is {@code -}. */
  Optional<String> optional(String name) {
    return Optional.of(value(name)).filter(v -> !v.equals("-"));
  }

  String match(String name, String pattern) {
    var value = text(name);
    form.demand(
        value.matches(pattern),
        "字段 %s 的值 %s 不在允许之列（%s）",
        "the value of %s is %s, which is not allowed (%s)",
        name,
        value,
        pattern);
    return value;
  }

  long number(String name, long min, long max) {
    var value = text(name);
    form.demand(
        Bytes.number(value, min, max) >= 0,
        "字段 %s 的值 %s 不是 %s 至 %s 的数",
        "the value of %s is %s, not a number from %s to %s",
        name,
        value,
        min,
        max);
    return Bytes.number(value, min, max);
  }

  /** Lowercase hex of so many bytes. */
  String hex(String name, int bytesMin, int bytesMax) {
    var value = text(name);
    form.demand(
        Bytes.isHex(value, bytesMin, bytesMax),
        "字段 %s 的值 %s 不是 %s 至 %s 字节的十六进制数",
        "the value of %s is %s, not hex of %s to %s bytes",
        name,
        value,
        bytesMin,
        bytesMax);
    return value;
  }

  String digest(String name) {
    return hex(name, 32, 32);
  }

  /** A digest, or nothing where the value is {@code -}. */
  Optional<String> optionalDigest(String name) {
    return optionalHex(name, 32);
  }

  /** Lowercase hex of so many bytes, or nothing where the value is {@code -}. */
  Optional<String> optionalHex(String name, int bytes) {
    return peek(name).equals("-") ? optional(name) : Optional.of(hex(name, bytes, bytes));
  }

  /** A number, or nothing where the value is {@code -}. */
  Optional<Long> optionalNumber(String name, long min, long max) {
    if (peek(name).equals("-")) {
      value(name);
      return Optional.empty();
    }
    return Optional.of(number(name, min, max));
  }

  /** A point in time as seconds since 1970, [BYTES-5]. */
  long timeS(String name) {
    var value = text(name);
    var time = time(value);
    form.demand(
        time.isPresent(), "字段 %s 的值 %s 不是时间", "the value of %s is %s, not a time", name, value);
    return time.orElseThrow();
  }

  Vkey vkey(String name, int type) {
    return Vkey.parse(text(name), type, form);
  }

  /** A key, or nothing where the value is {@code -}. */
  Optional<Vkey> optionalVkey(String name, int type) {
    return optional(name).map(value -> Vkey.parse(value, type, form));
  }

  /** A count line, then that many lines of one name. */
  List<String> list(String countName, String name, long min, long max) {
    var count = number(countName, min, max);
    var values = new ArrayList<String>();
    for (long i = 0; i < count; i++) {
      values.add(value(name));
    }
    return values;
  }

  /** The value of the next field, without going on; empty if it has another name. */
  String peek(String name) {
    var line = at < lines.size() ? lines.get(at) : "";
    return line.startsWith(name + ": ") ? line.substring(name.length() + 2) : "";
  }

  int mark() {
    return at;
  }

  /** The lines read since a mark. */
  List<String> since(int mark) {
    return List.copyOf(lines.subList(mark, at));
  }

  void end() {
    form.demand(
        at == lines.size(),
        "多出一行 %s",
        "a line too many: %s",
        at < lines.size() ? lines.get(at) : "");
  }

  Form form() {
    return form;
  }

  private static Optional<Long> time(String value) {
    try {
      var time = Instant.parse(value);
      return time.toString().equals(value) && value.matches("[2-9][0-9]{3}-[0-9T:-]{14}Z")
          ? Optional.of(time.getEpochSecond())
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The bytes of a text made of lines, as {@link #Fields} reads them. */
  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
