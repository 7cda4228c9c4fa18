package twoseal.desk.draw;

import java.util.Locale;
import twoseal.desk.Texts;
import twoseal.draw.CaseFile;
import twoseal.draw.Fixed;

/** How far an attempt is. */
public enum AttemptState {
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

  /**
   * How far an attempt is at a time.
   *
   * @param file the case as of that attempt
   * @param nowMs in milliseconds since 1970
   */
  public static AttemptState of(CaseFile file, long nowMs) {
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
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people. */
  public String text(Texts texts) {
    return switch (this) {
      case ANNOUNCED -> texts.text("say.step.announced");
      case LISTED -> texts.text("say.step.listed");
      case SEALED -> texts.text("say.step.sealed");
      case PRESSED -> texts.text("say.step.pressed");
      case BY_DEFAULT -> texts.text("say.step.by-default");
      case WAITING -> texts.text("say.step.waiting");
      case DRAWING -> texts.text("say.step.drawing");
      case COMPLETE -> texts.text("say.step.complete");
    };
  }
}
