package twoseal.intake.rules;

import java.util.List;
import java.util.stream.Collectors;

/** A rules file that cannot be used, with everything that is wrong with it. */
public final class RulesFileException extends RuntimeException {
  // Exceptions are serializable by inheritance; this one is never serialized.
  private final transient List<Problem> problems;

  RulesFileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
