package twoseal.cli.list;

import java.io.IOException;
import java.util.ArrayList;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Progress;
import twoseal.desk.Exit;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListIntake;

/** Reads a list, shows how far it is, and tells what came of it. */
record Taking(Console console, Json json, ListInput input) {

  /** What is told of a list that is good. */
  enum Telling {
    ROOT,
    FIGURES
  }

  int run(IntakeOptions options, Telling telling) throws IOException, InterruptedException {
    IntakeResult result;
    var mapping = input.mapping(console);
    var columns = new ArrayList<String>();
    try (var progress = console.progress("say.list.reading", input.bytes(), Progress.Unit.BYTES)) {
      result =
          new ListIntake(
                  input.source(console),
                  header -> {
                    columns.addAll(header);
                    return mapping.apply(header);
                  },
                  options,
                  (lines, bytes, errors) -> progress.at(bytes))
              .run();
    }
    var texts = new ListTexts(console, json);
    return switch (result) {
      case IntakeResult.Taken(var summary) -> {
        switch (telling) {
          case ROOT -> texts.taken(summary);
          case FIGURES -> texts.checked(summary);
        }
        yield Exit.OK;
      }
      case IntakeResult.Refused(var report) -> {
        texts.refused(input.file(), report, columns);
        yield Exit.REFUSED;
      }
    };
  }
}
