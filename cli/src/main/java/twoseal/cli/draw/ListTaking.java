package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Progress;
import twoseal.cli.list.ListTexts;
import twoseal.desk.Complaint;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeReport;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;
import twoseal.intake.ListIntake;
import twoseal.intake.ListSource;
import twoseal.intake.ListSummary;
import twoseal.intake.rules.RulesFile;

/** Takes an entry list as a rules file says. */
final class ListTaking {
  private final Console console;
  private final RulesFile rules;

  ListTaking(Console console, RulesFile rules) {
    this.console = console;
    this.rules = rules;
  }

  /**
   * Makes the list's folder; one that is finished is left as it is.
   *
   * @throws Complaint if the list is refused; its errors were told
   */
  ListSummary take(Path list, Path into, char[] passphrase)
      throws IOException, InterruptedException {
    if (Files.exists(new ListFolder(into).summary())) {
      try (var files = ListFiles.open(into)) {
        return files.summary();
      }
    }
    if (!Files.isRegularFile(list)) {
      throw new NoSuchFileException(list.toString());
    }
    var errors = into.resolveSibling(into.getFileName() + "-errors.csv");
    var options = IntakeOptions.toFolder(into, passphrase).withErrorsFile(errors);
    try (var progress =
        console.progress("say.draw.reading", Files.size(list), Progress.Unit.BYTES)) {
      var intake =
          new ListIntake(
              ListSource.ofFile(list),
              _ -> rules.list().mapping(rules.rules().groups()),
              options,
              (lines, bytes, wrong) -> progress.at(bytes));
      return switch (intake.run()) {
        case IntakeResult.Taken(var summary) -> summary;
        case IntakeResult.Refused(var report) -> throw refused(list, report, errors);
      };
    }
  }

  private Complaint refused(Path list, IntakeReport report, Path errors) {
    new ListTexts(console, new Json()).refused(list, report);
    return Complaint.input("complaint.draw.list", list, report.errors(), errors);
  }
}
