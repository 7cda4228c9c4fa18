package twoseal.cli.list;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.JsonOut;
import twoseal.cli.console.Language;
import twoseal.core.Digest;
import twoseal.intake.IntakeReason;
import twoseal.intake.IntakeReport;
import twoseal.intake.LineError;
import twoseal.intake.ListSummary;
import twoseal.list.GroupRoot;

/** How a list, and what is wrong with one, is told. */
public record ListTexts(Console console, Json json) {

  /** What a draw says of a list, with its groups. */
  public void taken(ListSummary summary) {
    if (json.asked()) {
      console.json(out -> fields(out.flag("taken", true), summary));
      return;
    }
    console.table(rows(summary));
    for (var group : summary.root().groups()) {
      console.say(
          "say.list.group",
          group.label().text(),
          group.entries(),
          group.weight(),
          group.root().hash().hex());
    }
  }

  /** What is wrong with a list: the first errors of each kind, then how many there are of each. */
  public void refused(Path file, IntakeReport report) {
    if (json.asked()) {
      console.json(out ->
          out.flag("taken", false)
              .number("lines", report.lines())
              .number("errors", report.errors())
              .object(
                  "counts",
                  counts ->
                      report.counts().entrySet().stream()
                          .sorted(java.util.Map.Entry.comparingByKey())
                          .forEach(e -> counts.number(code(e.getKey()), e.getValue())))
              .array("first", report.first(), this::error));
      return;
    }
    console.line(console.bad(console.text("say.list.refused", file, report.errors())));
    report.first().forEach(error -> console.line(line(error)));
    long more = report.errors() - report.first().size();
    if (more > 0) {
      console.say("say.list.more", more);
    }
  }

  private static void fields(JsonOut out, ListSummary summary) {
    var root = summary.root();
    out.text("root", root.digest().hex())
        .number("entries", root.entries())
        .number("tickets", root.weight());
    summary
        .fileHash()
        .ifPresentOrElse(hash -> out.text("fileHash", hash.hex()), () -> out.none("fileHash"));
    out.text("weights", summary.weights().map(Digest::hex).orElse("uniform"))
        .array("groups", root.groups(), ListTexts::group);
  }

  private static void group(JsonOut out, GroupRoot group) {
    out.text("label", group.label().text())
        .number("entries", group.entries())
        .number("tickets", group.weight())
        .text("root", group.root().hash().hex());
  }

  private List<Console.Row> rows(ListSummary summary) {
    var root = summary.root();
    var rows = new ArrayList<Console.Row>();
    rows.add(console.row("say.list.root", root.digest().hex()));
    rows.add(console.row("say.list.entries", root.entries()));
    rows.add(console.row("say.list.tickets", root.weight()));
    summary.fileHash().ifPresent(hash -> rows.add(console.row("say.list.file-hash", hash.hex())));
    rows.add(console.row("say.list.weights", summary.weights().map(Digest::hex).orElse("uniform")));
    return rows;
  }

  private void error(JsonOut out, LineError error) {
    out.number("line", error.line())
        .number("column", error.column())
        .text("columnName", error.columnName())
        .text("reason", code(error.reason()))
        .text("message", sentence(error.reason()))
        .text("detail", error.detail());
  }

  private String line(LineError error) {
    var where = new StringBuilder();
    if (error.line() > 0) {
      where.append(console.text("say.list.line", error.line()));
    }
    if (error.column() > 0) {
      where.append(console.text("say.list.column", error.columnName(), error.column()));
    }
    var detail = error.detail().isEmpty() ? "" : " (" + error.detail() + ")";
    return where + sentence(error.reason()) + detail;
  }

  private String sentence(IntakeReason reason) {
    return console.language() == Language.ZH ? reason.chinese() : reason.english();
  }

  private static String code(IntakeReason reason) {
    return reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
