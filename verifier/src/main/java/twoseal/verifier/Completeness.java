package twoseal.verifier;

import static twoseal.verifier.VerId.COMPLETENESS;

import java.util.HashSet;
import java.util.List;

/** That a bundle leaves nothing out, [LOG-2], [BUN-3]: the outcomes count. */
final class Completeness {
  private Completeness() {}

  /**
   * @param draw the case number
   */
  static void check(List<Entry> entries, String draw, Checks checks) {
    var registry = 0;
    var step = 0;
    var ids = new HashSet<String>();
    for (var entry : entries) {
      var form = entry.form(COMPLETENESS, checks);
      var isOfDraw = entry.command() instanceof Command.OfDraw;
      if (isOfDraw) {
        step++;
      } else {
        registry++;
      }
      form.same("outcome", entry.outcome(), outcome(registry, isOfDraw, draw, step));
      if (entry.command() instanceof Command.OfCase command) {
        form.same("draw", command.of().draw(), draw);
      }
      form.require(ids.add(entry.id()), "命令的 id 已用过", "the command's id was used before");
    }
    checks.require(
        COMPLETENESS,
        entries.getLast().command() instanceof Command.OfDraw,
        "最后的条目不是这次抽签的。",
        "The last entry is not of the draw.");
  }

  private static String outcome(int registry, boolean isOfDraw, String draw, int step) {
    return "twoseal/accepted/1\nregistry: "
        + registry
        + "\ndraw: "
        + (isOfDraw ? draw : "-")
        + "\nstep: "
        + (isOfDraw ? step : "-")
        + "\n";
  }
}
