package twoseal.cli.draw;

import java.util.Locale;
import twoseal.cli.console.Console;
import twoseal.draw.CaseFile;
import twoseal.draw.Fixed;

/** How far an attempt is. */
enum AttemptState {
  ANNOUNCED,
  LISTED,
  SEALED,
  PRESSED,
  /** Nobody pressed in time; the result follows all the same. */
  BY_DEFAULT,
  /** Its round is due, and nobody has brought its number yet. */
  WAITING,
  DRAWING,
  COMPLETE;

  static AttemptState of(CaseFile file, long nowMs) {
    if (file.isComplete()) {
      return COMPLETE;
    }
    if (file.results() > 0) {
      return DRAWING;
    }
    if (file.sealText().isEmpty()) {
      return file.listText().isPresent() ? LISTED : ANNOUNCED;
    }
    var fixed = Fixed.of(file, nowMs);
    if (fixed.isEmpty()) {
      return SEALED;
    }
    if (fixed.get().round().isPresent() && nowMs >= fixed.get().dueMs()) {
      return WAITING;
    }
    return fixed.get().byDefault() ? BY_DEFAULT : PRESSED;
  }

  /** As JSON has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people. */
  String text(Console console) {
    return switch (this) {
      case ANNOUNCED -> console.text("say.step.announced");
      case LISTED -> console.text("say.step.listed");
      case SEALED -> console.text("say.step.sealed");
      case PRESSED -> console.text("say.step.pressed");
      case BY_DEFAULT -> console.text("say.step.by-default");
      case WAITING -> console.text("say.step.waiting");
      case DRAWING -> console.text("say.step.drawing");
      case COMPLETE -> console.text("say.step.complete");
    };
  }
}
