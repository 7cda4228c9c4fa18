package twoseal.cli.legacy;

import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Exit;
import twoseal.legacy.StepMethod;

/** {@code step-draw}: recomputes a draw by start number and step. */
@Command(name = "step-draw")
public final class StepDraw extends Task {
  private static final int HUNDREDTHS = 100;

  @Option(names = "--entries", required = true, paramLabel = "N")
  private int entries;

  @Option(names = "--start", required = true, paramLabel = "NUMBER")
  private int start;

  @Option(names = "--step", required = true, paramLabel = "NUMBER")
  private int step;

  @Option(names = "--select", required = true, paramLabel = "K")
  private int places;

  @Mixin private Json json;

  public StepDraw(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Range.require("--entries", entries, 1, StepMethod.ENTRIES_MAX);
    Range.require("--start", start, 1, entries);
    Range.require("--step", step, 1, entries);
    Range.require("--select", places, 1, entries);
    var winners = StepMethod.select(entries, start, step, places);
    int hundredths = StepMethod.hundredthBitsAtMost(entries);
    var held =
        String.format(Locale.ROOT, "%d.%02d", hundredths / HUNDREDTHS, hundredths % HUNDREDTHS);
    if (json.asked()) {
      console()
          .json(out ->
              out.number("entries", entries)
                  .number("start", start)
                  .number("step", step)
                  .text("bitsAtMost", held)
                  .numbers("selected", winners));
      return Exit.OK;
    }
    winners.forEach(winner -> console().line(Integer.toString(winner)));
    console().hint("say.legacy.step", held, (long) entries * entries);
    return Exit.OK;
  }
}
