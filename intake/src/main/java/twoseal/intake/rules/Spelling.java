package twoseal.intake.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
final class Spelling {
  /** Longer words are not compared: they are sentences. */
  private static final int LENGTH_MAX = 60;

  private Spelling() {}

  /** The nearest word, if it is near: a third of its letters differ at most. */
  static Optional<String> nearest(String text, Collection<String> words) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    return words.stream()
        .filter(word -> distance(text, word) <= Math.max(1, word.length() / 3))
        .filter(word -> distance(text, word) < Math.max(text.length(), word.length()))
        .min(Comparator.comparingInt(word -> distance(text, word)));
  }

  /** Letters to add, drop, replace or swap with their neighbour. */
  private static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(int[][] rows, String a, String b, int i, int j) {
    var same = a.charAt(i - 1) == b.charAt(j - 1);
    var best =
        Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    var swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
