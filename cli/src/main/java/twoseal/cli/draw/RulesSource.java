package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import twoseal.cli.console.Complaint;
import twoseal.cli.console.Console;
import twoseal.cli.console.Language;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.RulesFileException;

/** Reads rules files and tells everything that is wrong with them. */
final class RulesSource {
  private final Console console;

  RulesSource(Console console) {
    this.console = console;
  }

  /**
   * Reads a file.
   *
   * @throws Complaint if it cannot be used; its problems were told, a line each
   */
  RulesFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.size(file) > RulesFile.FILE_BYTES_MAX) {
      throw Complaint.input("complaint.draw.rules-long", file, RulesFile.FILE_BYTES_MAX);
    }
    try {
      return RulesFile.read(Files.readAllBytes(file));
    } catch (RulesFileException wrong) {
      for (var problem : wrong.problems()) {
        var sentence =
            console.texts().language() == Language.ZH ? problem.chinese() : problem.english();
        console.hint(
            "say.draw.problem", file.getFileName(), problem.line(), problem.column(), sentence);
      }
      throw Complaint.input("complaint.draw.rules", file, wrong.problems().size());
    }
  }
}
