package twoseal.intake;

/**
 * Characters that show nothing, so that two texts look the same and are not. What [NOTE-4] forbids
 * is not looked for again. The lists are stricter than the specification: who brings a file can
 * still mend it, and the committed bytes of what is taken stay as they were.
 */
final class Invisible {
  /** Nothing below it is looked for here. */
  private static final int FIRST = 0xAD;

  private Invisible() {}

  /**
   * Whether something of an identity is not seen. What no font need have is none either: characters
   * for private use, and those of no meaning yet, but for the planes where new hanzi are added.
   */
  static boolean inIdentity(String text) {
    return text.codePoints().anyMatch(c -> isHidden(c) || isWithoutMeaning(c));
  }

  /**
   * Whether something of another text is not seen, but for what names are written with: a selector
   * after what is seen (a hanzi's variant, a Mongolian letter's form), a joiner between two such.
   * Private use stays too: older systems keep rare hanzi there.
   */
  static boolean inText(String text) {
    var seen = false;
    for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      var c = text.codePointAt(i);
      if (!isHidden(c)) {
        seen = !Character.isSpaceChar(c);
      } else if (seen && (isSelector(c) || (isJoiner(c) && isSeen(text, i + 1)))) {
        seen = false;
      } else {
        return true;
      }
    }
    return false;
  }

  private static boolean isSeen(String text, int at) {
    return at < text.length()
        && !isHidden(text.codePointAt(at))
        && !Character.isSpaceChar(text.codePointAt(at));
  }

  /** Of the width of nothing, or a blank that is no space. */
  private static boolean isHidden(int c) {
    if (c < FIRST || (c >= 0x3400 && c <= 0x9FFF)) {
      return false;
    }
    return Character.getType(c) == Character.FORMAT || isIgnorable(c) || isBlank(c);
  }

  /** Unicode's Default_Ignorable_Code_Point, as far as its category is not Cf. */
  private static boolean isIgnorable(int c) {
    return c == 0x034F
        || (c >= 0x115F && c <= 0x1160)
        || (c >= 0x17B4 && c <= 0x17B5)
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFFA0
        || (c >= 0xFFF0 && c <= 0xFFF8)
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }

  /**
   * Braille without dots, the place of an object that is not there, a filler of Khitan, blanks of
   * Egyptian, a note without head.
   */
  private static boolean isBlank(int c) {
    return c == 0x2800
        || c == 0xFFFC
        || c == 0x16FE4
        || (c >= 0x13441 && c <= 0x13442)
        || c == 0x1D159;
  }

  private static boolean isWithoutMeaning(int c) {
    var type = Character.getType(c);
    return type == Character.PRIVATE_USE
        || (type == Character.UNASSIGNED && (c < 0x20000 || c > 0x3FFFF));
  }

  private static boolean isSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF)
        || (c >= 0x180B && c <= 0x180D)
        || c == 0x180F;
  }

  /** ZWNJ, ZWJ and the Mongolian vowel separator. */
  private static boolean isJoiner(int c) {
    return c == 0x200C || c == 0x200D || c == 0x180E;
  }
}
