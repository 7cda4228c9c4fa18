package twoseal.cli.list;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.JsonOut;
import twoseal.core.Digest;
import twoseal.desk.Language;
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
      console.line(
          console.text("say.list.group", group.label().text(), group.entries(), group.weight())
              + console.text("say.list.group.root", group.root().hash().hex()));
    }
  }

  /**
   * What a list would be taken as, without what was made with salts that are thrown away: it would
   * differ next time.
   */
  public void checked(ListSummary summary) {
    var root = summary.root();
    if (json.asked()) {
      console.json(out ->
          out.flag("taken", true)
              .number("entries", root.entries())
              .number("tickets", root.weight())
              .array(
                  "groups",
                  root.groups(),
                  (fields, group) ->
                      fields
                          .text("label", group.label().text())
                          .number("entries", group.entries())
                          .number("tickets", group.weight())));
      return;
    }
    console.line(console.good(console.text("say.list.good")));
    console.table(
        List.of(
            console.row("say.list.entries", root.entries()),
            console.row("say.list.tickets", root.weight())));
    for (var group : root.groups()) {
      console.say("say.list.group", group.label().text(), group.entries(), group.weight());
    }
  }

  /** As {@link #refused(Path, IntakeReport, List)}, where the columns are not known. */
  public void refused(Path file, IntakeReport report) {
    refused(file, report, List.of());
  }

  /**
   * What is wrong with a list: the first errors of each kind in the order of their lines, then how
   * many there are of each.
   *
   * @param header the columns that the file has; empty if reading did not come so far
   */
  public void refused(Path file, IntakeReport report, List<String> header) {
    var first =
        report.first().stream()
            .sorted(Comparator.comparingLong(LineError::line).thenComparingInt(LineError::column))
            .toList();
    if (json.asked()) {
      console.json(out ->
          out.flag("taken", false)
              .number("lines", report.lines())
              .number("errors", report.errors())
              .object(
                  "counts",
                  counts ->
                      report.counts().entrySet().stream()
                          .sorted(Map.Entry.comparingByKey())
                          .forEach(e -> counts.number(code(e.getKey()), e.getValue())))
              .texts("columns", header)
              .array("first", first, this::error));
      return;
    }
    console.line(console.bad(console.text("say.list.refused", file, report.errors())));
    first.forEach(error -> console.line(line(error)));
    long more = report.errors() - first.size();
    if (more > 0) {
      console.say("say.list.more", more);
    }
    if (!header.isEmpty() && report.counts().containsKey(IntakeReason.MISSING_COLUMN)) {
      console.say("say.list.columns", String.join(console.text("say.list.comma"), header));
    }
    if (report.errors() > 1) {
      console.say("say.list.kinds");
      report.counts().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> console.say("say.list.kind", e.getValue(), sentence(e.getKey())));
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
      if (error.column() > 0) {
        where.append(console.text("say.list.column", error.columnName(), error.column()));
      }
      where.append(console.text("say.list.colon"));
    }
    var missing =
        error.column() == 0 && !error.columnName().isEmpty()
            ? console.text("say.list.named", error.columnName())
            : "";
    return where + sentence(error.reason()) + missing + detail(error);
  }

  /** What stands in the file of all errors in English, in the language of the run. */
  private String detail(LineError error) {
    var number = error.detail().substring(error.detail().indexOf(' ') + 1);
    return switch (error.reason()) {
      case DUPLICATE -> console.text("say.list.same-as", number);
      case WRONG_ENCODING -> console.text("say.list.byte", number);
      case RAGGED_ROW -> console.text("say.list.fields", error.detail());
      default -> error.detail().isEmpty() ? "" : console.text("say.list.detail", error.detail());
    };
  }

  private String sentence(IntakeReason reason) {
    return console.language() == Language.ZH ? reason.chinese() : reason.english();
  }

  private static String code(IntakeReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
