package twoseal.cli.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Examples as a help shows them, ready to be copied: no line is broken inside a word, and one that
 * is broken ends in a backslash, as shells read it.
 */
public final class Examples {
  /** Columns of a line, where words are short enough. */
  static final int COLUMNS = 80;

  private static final String INDENT = "  ";
  private static final String FURTHER = "      ";
  private static final String BREAK = " \\";

  private Examples() {}

  /** The lines of an example. */
  public static List<String> lines(String example) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(INDENT);
    for (var word : words(example.strip())) {
      boolean isFirst = line.toString().isBlank();
      if (!isFirst && Width.of(line + " " + word + BREAK) > COLUMNS) {
        lines.add(line + BREAK);
        line = new StringBuilder(FURTHER).append(word);
      } else {
        line.append(isFirst ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** Words as a shell sees them: what is quoted is one. */
  private static List<String> words(String example) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < example.length(); i++) {
      char c = example.charAt(i);
      isQuoted ^= c == '"';
      if (c == ' ' && !isQuoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }
}
