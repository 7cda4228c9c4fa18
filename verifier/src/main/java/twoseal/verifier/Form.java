package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is being looked at, and for which check, so that a sentence says where.
 *
 * @param where a member's name or an entry, the same in every language; never a stranger's text
 */
record Form(Checks checks, VerId id, String where) {
  /** The lists of [NOTE-4], written out: character classes change with the Unicode version. */
  private static final Pattern EXCLUDED =
      Pattern.compile(
          "[\\x{0}-\\x{1F}\\x{7F}-\\x{9F}\\x{61C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}"
              + "\\x{D800}-\\x{DFFF}\\x{FDD0}-\\x{FDEF}\\x{FEFF}"
              + planeEnds()
              + "]");

  private static final String SPACES =
      "[\\x{20}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}]";
  private static final Pattern SPACE_AT_END =
      Pattern.compile("\\A" + SPACES + "|" + SPACES + "\\z");

  /** The text of bytes that must be UTF-8 in NFC without control characters but line feeds. */
  String text(byte[] bytes) {
    var text = Bytes.text(bytes);
    demand(text.isPresent(), "不是 UTF-8 文本", "not a text in UTF-8");
    demand(
        isPlain(text.orElseThrow().replace("\n", "")),
        "含不许的字符，或不是 NFC",
        "characters that are not allowed, or not NFC");
    return text.orElseThrow();
  }

  /** As {@link Checks#require}, naming the place. */
  boolean require(boolean holds, String zh, String en, Object... found) {
    return checks.require(id, holds, where + "：" + zh + "。", where + ": " + en + ".", found);
  }

  /** Requires a field to have the value that follows from what went before. */
  boolean same(String field, Object found, Object expected) {
    return require(
        found.equals(expected),
        field + " 写的是 %s，应为 %s",
        field + " is %s, expected %s",
        found,
        expected);
  }

  /** As {@link Checks#demand}, naming the place. */
  void demand(boolean holds, String zh, String en, Object... found) {
    checks.demand(id, holds, where + "：" + zh + "。", where + ": " + en + ".", found);
  }

  /** NFC without the code points that [NOTE-4] excludes. */
  static boolean isPlain(String text) {
    return !EXCLUDED.matcher(text).find() && Normalizer.isNormalized(text, Normalizer.Form.NFC);
  }

  /** Whether a text begins or ends with one of the spaces of [NOTE-4]. */
  static boolean hasSpaceAtEnd(String text) {
    return SPACE_AT_END.matcher(text).find();
  }

  /** What a label and a masked name may be, [LIST-1]. */
  static boolean isLabel(String text) {
    var length = text.getBytes(UTF_8).length;
    return length >= 1
        && length <= Limits.LABEL_BYTES_MAX
        && isPlain(text)
        && !text.equals("-")
        && !text.equals("*")
        && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '|')
        && !hasSpaceAtEnd(text);
  }

  /** The last two code points of each of the 17 planes. */
  private static String planeEnds() {
    return IntStream.rangeClosed(0, 16)
        .mapToObj(plane -> "\\x{%XFFFE}\\x{%<XFFFF}".formatted(plane))
        .collect(Collectors.joining());
  }
}
