package twoseal.desk.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import twoseal.desk.Complaint;
import twoseal.desk.Language;
import twoseal.desk.Texts;
import twoseal.intake.ListFiles;
import twoseal.intake.rules.GroupFigures;
import twoseal.intake.rules.Problem;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.RulesFileException;

/** Reads rules files and tells everything that is wrong with them. */
public final class RulesSource {
  private final Texts texts;
  private final Consumer<String> told;

  /**
   * A reader of rules files.
   *
   * @param texts in whose language problems are told
   * @param told gets a sentence per problem, with file, line and column
   */
  public RulesSource(Texts texts, Consumer<String> told) {
    this.texts = texts;
    this.told = told;
  }

  /**
   * Reads a file.
   *
   * @throws Complaint if it cannot be used; its problems were told, a line each
   * @throws IOException if it cannot be read
   */
  public RulesFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.size(file) > RulesFile.FILE_BYTES_MAX) {
      throw Complaint.input("complaint.draw.rules-long", file, RulesFile.FILE_BYTES_MAX);
    }
    try {
      return RulesFile.read(Files.readAllBytes(file));
    } catch (RulesFileException wrong) {
      require(file, wrong.problems());
      throw wrong;
    }
  }

  /**
   * Tells problems, a line each.
   *
   * @throws Complaint if one of them is more than advice
   */
  public void require(Path file, List<Problem> problems) {
    for (var problem : problems) {
      var sentence = texts.language() == Language.ZH ? problem.chinese() : problem.english();
      told.accept(
          texts.text(
              "say.draw.problem", file.getFileName(), problem.line(), problem.column(), sentence));
    }
    var serious = problems.stream().filter(problem -> !problem.isAdvice()).count();
    if (serious > 0) {
      throw Complaint.input("complaint.draw.rules", file, serious);
    }
  }

  /**
   * What the rules are held against of a list, group by group.
   *
   * @param list its folder
   * @throws IOException if it cannot be read
   */
  public static List<GroupFigures> figures(Path list) throws IOException, InterruptedException {
    try (var files = ListFiles.open(list)) {
      var weights = files.weights();
      var figures = new ArrayList<GroupFigures>();
      var index = 0;
      for (var group : files.summary().root().groups()) {
        var seats = group.entries();
        if (weights.isPresent()) {
          seats = 0;
          for (var i = 0L; i < group.entries(); i++) {
            seats += weights.get().seats(index++);
          }
        }
        figures.add(new GroupFigures(group.label(), group.entries(), seats));
      }
      return figures;
    }
  }
}
