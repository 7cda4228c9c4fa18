package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;

/**
 * What is being looked at, and for which check, so that a sentence says where.
 *
 * @param where a member's name or an entry, the same in every language; never a stranger's text
 */
record Form(Checks checks, VerId id, String where) {
  /** The text of bytes that must be UTF-8 in NFC without control characters but line feeds. */
  String text(byte[] bytes) {
    var text = Bytes.text(bytes);
    demand(text.isPresent(), "不是 UTF-8 文本", "not a text in UTF-8");
    demand(isPlain(text.orElseThrow().replace("\n", "")), "含控制字符，或不是 NFC", "control characters, or not NFC");
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

  /** NFC without control characters, as every value is. */
  static boolean isPlain(String text) {
    return text.codePoints().noneMatch(Character::isISOControl)
        && Normalizer.isNormalized(text, Normalizer.Form.NFC);
  }

  /** What a label and a masked name may be, [LIST-1]. */
  static boolean isLabel(String text) {
    var length = text.getBytes(UTF_8).length;
    return length >= 1
        && length <= Limits.LABEL_BYTES_MAX
        && isPlain(text)
        && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '|')
        && !text.startsWith(" ")
        && !text.endsWith(" ");
  }
}
