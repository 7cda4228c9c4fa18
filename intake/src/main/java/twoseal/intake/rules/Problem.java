package twoseal.intake.rules;

import java.util.List;
import java.util.Optional;

/**
 * Something that cannot be, or is hardly meant.
 *
 * @param line from 1
 * @param column in code points, from 1
 * @param about what the sentence names, in its order
 * @param suggestion what was probably meant
 */
public record Problem(
    RulesReason reason, int line, int column, List<String> about, Optional<String> suggestion) {
  public Problem {
    about = List.copyOf(about);
  }

  /** Whether the rules can stand as they are, if they are meant so. */
  public boolean isAdvice() {
    return reason.isAdvice();
  }

  /** The problem as a Chinese sentence, without its place. */
  public String chinese() {
    return fill(reason.chinese()) + suggestion.map(s -> "是否想写“" + s + "”？").orElse("");
  }

  /** The problem as an English sentence, without its place. */
  public String english() {
    return fill(reason.english()) + suggestion.map(s -> " Did you mean `" + s + "`?").orElse("");
  }

  /** Place and both sentences on one line. */
  @Override
  public String toString() {
    return line + ":" + column + " " + chinese() + " " + english();
  }

  private String fill(String sentence) {
    var filled = sentence;
    for (var i = 0; i < about.size(); i++) {
      filled = filled.replace("{" + i + "}", about.get(i));
    }
    return filled;
  }
}
