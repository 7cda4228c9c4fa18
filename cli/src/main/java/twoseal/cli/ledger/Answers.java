package twoseal.cli.ledger;

import java.time.Instant;
import java.util.ArrayList;
import twoseal.cli.console.Console;
import twoseal.cli.console.JsonOut;
import twoseal.desk.Exit;
import twoseal.ledger.Receipt;

/** How the ledger's answer to a command is told. */
public final class Answers {
  private Answers() {}

  /**
   * Prints what the rules said, and gives the exit code: accepted or refused.
   *
   * @param inJson one JSON document instead
   */
  public static int print(Console console, Receipt receipt, boolean inJson) {
    if (inJson) {
      console.json(out -> fields(out, receipt));
    } else {
      var rows = new ArrayList<Console.Row>();
      rows.add(console.row("say.entry.index", receipt.position().index()));
      rows.add(console.row("say.entry.time", Instant.ofEpochMilli(receipt.position().timeMs())));
      console.line(
          receipt.accepted()
              ? console.good(console.text("say.entry.accepted"))
              : console.bad(
                  console.text("say.entry.refused", reason(console, receipt.reason().orElse("")))));
      draw(receipt).forEach(rows::add);
      console.table(rows);
    }
    return receipt.accepted() ? Exit.OK : Exit.REFUSED;
  }

  /** The same as fields of a JSON object. */
  public static void fields(JsonOut out, Receipt receipt) {
    out.flag("accepted", receipt.accepted())
        .number("index", receipt.position().index())
        .text("time", Instant.ofEpochMilli(receipt.position().timeMs()).toString())
        .text("outcome", receipt.outcome());
    receipt.reason().ifPresentOrElse(code -> out.text("reason", code), () -> out.none("reason"));
  }

  /** A reason of the rules as a sentence, its code beside it. */
  public static String reason(Console console, String code) {
    var key = "reason." + code;
    return console.texts().has(key) ? console.text(key) + " (" + code + ")" : code;
  }

  private static java.util.List<Console.Row> draw(Receipt receipt) {
    return receipt
        .outcome()
        .lines()
        .filter(line -> line.startsWith("draw: ") && !line.equals("draw: -"))
        .map(line -> new Console.Row("draw", line.substring("draw: ".length())))
        .toList();
  }
}
