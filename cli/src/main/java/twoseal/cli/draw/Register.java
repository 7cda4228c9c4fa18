package twoseal.cli.draw;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.cli.console.Console;
import twoseal.cli.console.JsonOut;
import twoseal.core.State;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.OpenAttempt;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.ledger.LedgerView;

/**
 * The public register of a ledger: every case number that it gave, without gaps, and every attempt.
 */
record Register(List<Case> cases) {
  /** A case. */
  record Case(
      CaseNumber number,
      String title,
      String organiser,
      String announced,
      List<Attempt> attempts) {}

  /**
   * An attempt; what has not happened yet is empty.
   *
   * @param reason for which it was opened; the first has none
   */
  record Attempt(
      int attempt,
      AttemptState state,
      Optional<String> reason,
      Optional<String> fingerprint,
      Optional<String> sealed,
      Optional<String> pressed,
      Optional<String> complete) {}

  static Register of(LedgerView ledger, long nowMs) {
    var cases = new ArrayList<Case>();
    for (var number : Desk.look(ledger, Register::numbers)) {
      var history = CaseHistory.of(ledger, number);
      cases.add(Desk.look(ledger, number, file -> entry(file, history, nowMs)));
    }
    return new Register(cases);
  }

  static List<CaseNumber> numbers(State state) {
    var numbers = new ArrayList<CaseNumber>();
    for (var kind : DrawKind.values()) {
      for (var n = CaseFile.first(state, kind); n <= CaseFile.count(state, kind); n++) {
        numbers.add(new CaseNumber(kind, n));
      }
    }
    return numbers;
  }

  private static Case entry(CaseFile current, CaseHistory history, long nowMs) {
    var rules = current.announcement().rules();
    var attempts = new ArrayList<Attempt>();
    for (var k = 1; k <= current.attempts(); k++) {
      attempts.add(attempt(current.at(k).orElseThrow(), history, nowMs));
    }
    return new Case(
        current.number(),
        rules.title(),
        rules.organiser(),
        time(history.whenMs(DrawCommand.Announce.class::isInstance)).orElseThrow(),
        attempts);
  }

  private static Attempt attempt(CaseFile file, CaseHistory history, long nowMs) {
    return new Attempt(
        file.attempt(),
        AttemptState.of(file, nowMs),
        file.opened().map(OpenAttempt::reason),
        fingerprint(file),
        when(file, history, Seal.class),
        when(file, history, DrawCommand.Press.class),
        when(file, history, DrawCommand.Complete.class));
  }

  static Optional<String> fingerprint(CaseFile file) {
    return file.sealText().map(text -> Story.fingerprint(Seed.sealDigest(text)));
  }

  private static Optional<String> when(
      CaseFile file, CaseHistory history, Class<? extends DrawCommand.InDraw> kind) {
    return time(
        history.whenMs(
            command -> kind.isInstance(command) && kind.cast(command).attempt() == file.attempt()));
  }

  private static Optional<String> time(Optional<Long> ms) {
    return ms.map(at -> Instant.ofEpochMilli(at).toString());
  }

  /** For people. */
  void print(Console console) {
    if (cases.isEmpty()) {
      console.say("say.draw.none");
    }
    for (var entry : cases) {
      console.line(console.bold(entry.number() + "  " + entry.title()));
      if (entry.number().kind() == DrawKind.REHEARSAL) {
        console.line("    " + console.bad(console.text("say.draw.rehearsal")));
      }
      console.line(
          "    " + console.text("say.register.announced", entry.organiser(), entry.announced()));
      entry.attempts().forEach(attempt -> print(console, attempt));
    }
  }

  private static void print(Console console, Attempt attempt) {
    console.line(
        "    "
            + console.text(
                "say.register.attempt", attempt.attempt(), attempt.state().text(console)));
    detail(console, "say.register.reason", attempt.reason());
    detail(console, "say.draw.fingerprint", attempt.fingerprint());
    detail(console, "say.register.sealed", attempt.sealed());
    detail(console, "say.register.pressed", attempt.pressed());
    detail(console, "say.register.complete", attempt.complete());
  }

  private static void detail(Console console, String key, Optional<String> value) {
    value.ifPresent(text -> console.line("        " + console.text(key, text)));
  }

  /** For programs. */
  void json(JsonOut out) {
    out.array(
        "draws",
        cases,
        (fields, entry) ->
            fields
                .text("draw", entry.number().toString())
                .text("kind", entry.number().kind().word())
                .text("title", entry.title())
                .text("organiser", entry.organiser())
                .text("announced", entry.announced())
                .array("attempts", entry.attempts(), Register::json));
  }

  private static void json(JsonOut out, Attempt attempt) {
    out.number("attempt", attempt.attempt()).text("state", attempt.state().word());
    optional(out, "reason", attempt.reason());
    optional(out, "fingerprint", attempt.fingerprint());
    optional(out, "sealed", attempt.sealed());
    optional(out, "pressed", attempt.pressed());
    optional(out, "complete", attempt.complete());
  }

  private static void optional(JsonOut out, String name, Optional<String> value) {
    value.ifPresentOrElse(text -> out.text(name, text), () -> out.none(name));
  }
}
