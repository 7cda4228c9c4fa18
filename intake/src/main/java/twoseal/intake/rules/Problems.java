package twoseal.intake.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong while reading goes on. */
final class Problems {
  /** More than anybody mends in one go. */
  static final int PROBLEMS_MAX = 100;

  private static final int QUOTE_MAX = 120;

  private final Set<Problem> found = new LinkedHashSet<>();

  void add(RulesReason reason, Place place, String... about) {
    add(reason, place, Optional.empty(), about);
  }

  void add(RulesReason reason, Place place, Optional<String> suggestion, String... about) {
    var quoted = Arrays.stream(about).map(Problems::quotable).toList();
    found.add(new Problem(reason, place.line(), place.column(), quoted, suggestion));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int size() {
    return found.size();
  }

  /** In the order of the file. */
  List<Problem> list() {
    return found.stream()
        .sorted(
            Comparator.comparingInt(Problem::line)
                .thenComparingInt(Problem::column)
                .thenComparing(Problem::reason))
        .limit(PROBLEMS_MAX)
        .toList();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new RulesFileException(list());
    }
  }

  /** Foreign text goes to a terminal or a page: short, and nothing that moves the cursor. */
  private static String quotable(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .limit(QUOTE_MAX)
        .map(c -> isShown(c) ? c : '?')
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > QUOTE_MAX ? shown + "…" : shown.toString();
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
