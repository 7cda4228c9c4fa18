package twoseal.cli.verify;

import java.util.Locale;
import twoseal.cli.console.Console;
import twoseal.cli.console.JsonOut;
import twoseal.verifier.EntrantCheck;
import twoseal.verifier.Report;
import twoseal.verifier.Sentence;
import twoseal.verifier.ShakeCheck;

/** How single checks, and the answers made of them to entrants and audience, are told. */
record EntrantText(Console console, Locale locale) {

  void print(EntrantCheck.Answer answer, OpenedRecord record, boolean inJson) {
    if (inJson) {
      console.json(out -> fields(out, answer, record));
      return;
    }
    answer.opening().ifPresent(sentence -> console.line(console.bold(sentence.in(locale))));
    answer.checks().forEach(this::show);
    console.say("say.entrant.entry", answer.draw(), answer.group(), answer.number());
    console.say("say.entrant.chance", answer.weight(), answer.seats(), answer.startTicket());
    if (answer.holds() && !record.values().isEmpty()) {
      show(record);
    }
    answer.outcomes().forEach(sentence -> console.line(console.bold(sentence.in(locale))));
    console.line(
        answer.holds()
            ? console.good(console.text("say.entrant.holds"))
            : console.bad(console.text("say.entrant.fails")));
  }

  void print(ShakeCheck.Answer answer, boolean inJson) {
    if (inJson) {
      console.json(out ->
          check(
              out.flag("holds", answer.holds())
                  .text("draw", answer.draw())
                  .number("attempt", answer.attempt())
                  .text("shake", answer.shake())
                  .number("batch", answer.batch())
                  .number("index", answer.index()),
              answer.check()));
      return;
    }
    show(answer.check());
    console.say(
        "say.shake.of", answer.draw(), answer.attempt(), answer.batch(), answer.index() + 1);
    console.line(
        answer.holds()
            ? console.good(console.text("say.shake.holds"))
            : console.bad(console.text("say.entrant.fails")));
  }

  private void show(OpenedRecord record) {
    console.say("say.entrant.record", record.name());
    console.table(
        record.values().stream()
            .map(value -> new Console.Row("  " + value.column(), value.text()))
            .toList());
  }

  void show(Report.Check check) {
    var word =
        switch (check.state()) {
          case PASSED -> console.good(console.text("say.check.passed"));
          case FAILED -> console.bad(console.text("say.check.failed"));
          case NOT_REACHED -> console.faint(console.text("say.check.not-reached"));
        };
    console.line(String.join("  ", check.id().number(), check.id().title().in(locale), word));
    check.found().forEach(sentence -> console.line("  " + sentence.in(locale)));
  }

  static void check(JsonOut out, Report.Check check) {
    out.text("id", check.id().number())
        .text("title", check.id().title().en())
        .text("state", check.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .array("found", check.found(), EntrantText::sentence);
  }

  private static void fields(JsonOut out, EntrantCheck.Answer answer, OpenedRecord record) {
    answer
        .opening()
        .ifPresentOrElse(
            said -> out.object("opening", o -> sentence(o, said)), () -> out.none("opening"));
    out.flag("holds", answer.holds())
        .text("draw", answer.draw())
        .text("group", answer.group())
        .number("number", answer.number())
        .number("weight", answer.weight())
        .number("seats", answer.seats())
        .number("startTicket", answer.startTicket())
        .text("name", record.name())
        .array(
            "record",
            record.values(),
            (row, value) -> row.text("column", value.column()).text("value", value.text()))
        .array("checks", answer.checks(), EntrantText::check)
        .array("outcomes", answer.outcomes(), EntrantText::sentence);
  }

  private static void sentence(JsonOut out, Sentence sentence) {
    out.text("zh", sentence.zh()).text("en", sentence.en());
  }
}
