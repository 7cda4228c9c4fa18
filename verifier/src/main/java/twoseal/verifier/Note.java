package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A signed note, [NOTE-1].
 *
 * @param text what is signed: lines, each with its line feed
 */
record Note(String text, List<Line> lines) {
  private static final Comparator<Line> BY_NAME_THEN_KEY =
      Comparator.comparing((Line l) -> l.name().getBytes(UTF_8), Arrays::compareUnsigned)
          .thenComparing(Line::keyId);

  /**
   * A signature line.
   *
   * @param keyId 8 hex digits
   * @param signature hex of what follows the key id
   */
  record Line(String name, String keyId, String signature) {}

  /**
   * The note of these bytes; every signature has that many bytes, but for the first's own number.
   */
  static Note parse(byte[] bytes, int firstBytes, int otherBytes, Form form) {
    var whole = form.text(bytes);
    var split = whole.lastIndexOf("\n\n");
    form.demand(split > 0 && whole.endsWith("\n"), "不是签名文本", "not a signed note");
    var lines = new ArrayList<Line>();
    for (var line : whole.substring(split + 2).split("(?<=\n)", 0)) {
      lines.add(line(line, lines.isEmpty() ? firstBytes : otherBytes, form));
    }
    return new Note(whole.substring(0, split + 1), lines);
  }

  byte[] signed() {
    return text.getBytes(UTF_8);
  }

  /** [NOTE-8] */
  String digest() {
    return Bytes.tagged("twoseal/note/1", signed());
  }

  /** Whether the lines stand in strictly ascending order of name, then key id. */
  static boolean areAscending(List<Line> lines) {
    for (int i = 1; i < lines.size(); i++) {
      if (BY_NAME_THEN_KEY.compare(lines.get(i - 1), lines.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static Line line(String line, int signatureBytes, Form form) {
    var parts = line.split(" ", -1);
    var isLine =
        parts.length == 3
            && parts[0].equals("\u2014")
            && !parts[1].isEmpty()
            && parts[1].indexOf('+') < 0
            && parts[2].endsWith("\n");
    var bytes =
        Bytes.base64(isLine ? parts[2].substring(0, parts[2].length() - 1) : "")
            .orElse(new byte[0]);
    form.demand(
        isLine && bytes.length == 4 + signatureBytes,
        "签名行 %s 形式不对",
        "not a signature line: %s",
        line);
    var hex = Bytes.hex(bytes);
    return new Line(parts[1], hex.substring(0, 8), hex.substring(8));
  }
}
