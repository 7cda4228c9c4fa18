package twoseal.cli.list;

import java.io.IOException;
import twoseal.cli.console.Console;
import twoseal.cli.console.Exit;
import twoseal.cli.console.Json;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListIntake;

/** Reads a list, shows how far it is, and tells what came of it. */
record Taking(Console console, Json json, ListInput input) {

  int run(IntakeOptions options) throws IOException, InterruptedException {
    IntakeResult result;
    try (var progress = console.progress("say.list.reading", input.bytes(), true)) {
      result =
          new ListIntake(
                  input.source(console),
                  input.mapping(console),
                  options,
                  (lines, bytes, errors) -> progress.at(bytes))
              .run();
    }
    var texts = new ListTexts(console, json);
    return switch (result) {
      case IntakeResult.Taken(var summary) -> {
        texts.taken(summary);
        yield Exit.OK;
      }
      case IntakeResult.Refused(var report) -> {
        texts.refused(input.file(), report);
        yield Exit.REFUSED;
      }
    };
  }
}
