package twoseal.cli.legacy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.legacy.Rfc3797;

/** {@code rfc3797}: recomputes a selection by RFC 3797. */
@Command(name = "rfc3797")
public final class Rfc3797Draw extends Task {
  @Option(names = "--pool", required = true, paramLabel = "N")
  private int pool;

  @Option(names = "--key", required = true, paramLabel = "STRING")
  private String key;

  @Option(names = "--select", required = true, paramLabel = "K")
  private int places;

  @Mixin private Json json;

  public Rfc3797Draw(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Range.require("--pool", pool, 1, Rfc3797.POOL_MAX);
    Range.require("--select", places, 1, pool);
    if (key.isEmpty()
        || key.length() > Rfc3797.KEY_CHARACTERS_MAX
        || !key.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw Complaint.usage("complaint.rfc3797-key", Rfc3797.KEY_CHARACTERS_MAX);
    }
    var picks = Rfc3797.select(pool, key, places);
    int held = Rfc3797.keyBitsAtMost(key);
    int needed = Rfc3797.bitsNeeded(pool, places);
    if (json.asked()) {
      console()
          .json(out ->
              out.number("pool", pool)
                  .text("key", key)
                  .number("keyBitsAtMost", held)
                  .number("bitsNeeded", needed)
                  .flag("everySetPossible", held >= needed)
                  .numbers("selected", picks.stream().map(Rfc3797.Pick::selected).toList())
                  .array(
                      "picks",
                      picks,
                      (row, pick) ->
                          row.number("index", pick.index())
                              .text("md5", pick.md5())
                              .number("divisor", pick.divisor())
                              .number("selected", pick.selected())));
      return Exit.OK;
    }
    picks.forEach(pick -> console().line(Integer.toString(pick.selected())));
    console().hint("say.legacy.bits", held, needed);
    if (held < needed) {
      console().hint("say.legacy.too-few");
    }
    return Exit.OK;
  }
}
