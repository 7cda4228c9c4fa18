package twoseal.intake.rules;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Finds keys followed by a Chinese colon, or by a colon without a space. YAML takes such a line for
 * a text, or for part of the one before, and complains elsewhere.
 */
final class ColonHints {
  private static final Pattern LINE =
      Pattern.compile("^( *(?:- +)?)([^\\s:：'\"#\\[{-][^\\s:：'\"#]{0,30})(?:：|:(?=[^\\s：]))");

  private ColonHints() {}

  static void add(String text, Problems problems) {
    var lines = text.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      var found = LINE.matcher(lines.get(i));
      if (found.find() && isKey(found.group(2))) {
        var place = new Place(i + 1, found.end(1) + found.group(2).length() + 1);
        problems.add(RulesReason.COLON, place, found.group(2));
      }
    }
  }

  private static boolean isKey(String text) {
    return Arrays.stream(Section.values()).anyMatch(section -> Key.find(section, text).isPresent());
  }
}
