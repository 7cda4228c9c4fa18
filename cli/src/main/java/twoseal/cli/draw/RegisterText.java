package twoseal.cli.draw;

import java.time.Instant;
import java.util.Optional;
import twoseal.cli.console.Console;
import twoseal.cli.console.JsonOut;
import twoseal.desk.BothTimes;
import twoseal.desk.draw.Register;
import twoseal.draw.DrawKind;

/** How the public register is told. */
final class RegisterText {
  private RegisterText() {}

  /** For people. */
  static void print(Register register, Console console) {
    if (register.cases().isEmpty()) {
      console.say("say.draw.none");
    }
    for (var entry : register.cases()) {
      console.line(console.bold(entry.number() + "  " + entry.title()));
      if (entry.number().kind() == DrawKind.REHEARSAL) {
        console.line("    " + console.bad(console.text("say.draw.rehearsal")));
      }
      console.line(
          "    "
              + console.text(
                  "say.register.announced", entry.organiser(), Instant.parse(entry.announced())));
      entry.attempts().forEach(attempt -> print(console, attempt));
    }
  }

  private static void print(Console console, Register.Attempt attempt) {
    console.line(
        "    "
            + console.text(
                "say.register.attempt", attempt.attempt(), attempt.state().text(console.texts())));
    detail(console, "say.register.reason", attempt.reason());
    detail(console, "say.draw.fingerprint", attempt.fingerprint());
    when(console, "say.register.sealed", attempt.sealed());
    when(console, "say.register.pressed", attempt.pressed());
    when(console, "say.register.complete", attempt.complete());
  }

  private static void when(Console console, String key, Optional<String> time) {
    detail(console, key, time.map(at -> BothTimes.of(Instant.parse(at), console.texts())));
  }

  private static void detail(Console console, String key, Optional<String> value) {
    value.ifPresent(text -> console.line("        " + console.text(key, text)));
  }

  /** For programs. */
  static void json(Register register, JsonOut out) {
    out.array(
        "draws",
        register.cases(),
        (fields, entry) ->
            fields
                .text("draw", entry.number().toString())
                .text("kind", entry.number().kind().word())
                .text("title", entry.title())
                .text("organiser", entry.organiser())
                .text("announced", entry.announced())
                .array("attempts", entry.attempts(), RegisterText::json));
  }

  private static void json(JsonOut out, Register.Attempt attempt) {
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
