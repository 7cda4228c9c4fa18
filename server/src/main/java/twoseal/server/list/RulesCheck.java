package twoseal.server.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.draw.DrawKind;
import twoseal.intake.rules.Problem;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.RulesFileException;
import twoseal.server.view.RulesView;
import twoseal.server.words.Names;
import twoseal.server.words.Words;

/**
 * What is to be said of a rules file.
 *
 * @param rules absent where they cannot be read
 * @param problems in the order of the file
 */
public record RulesCheck(Optional<RulesView> rules, List<Told> problems) {
  /** A problem with its place, both from 1. */
  public record Told(int line, int column, Words what) {
    static Told of(Problem problem) {
      return new Told(
          problem.line(), problem.column(), new Words(problem.chinese(), problem.english()));
    }
  }

  /**
   * Reads a file.
   *
   * @param kind for which it must do, if that is known
   */
  public static RulesCheck of(String file, Optional<DrawKind> kind, Names names) {
    try {
      var read = RulesFile.read(file);
      var problems = new ArrayList<Told>();
      kind.ifPresent(k -> read.problemsFor(k).forEach(problem -> problems.add(Told.of(problem))));
      return new RulesCheck(Optional.of(RulesView.of(read, names)), problems);
    } catch (RulesFileException wrong) {
      return new RulesCheck(Optional.empty(), wrong.problems().stream().map(Told::of).toList());
    }
  }
}
