package twoseal.intake;

import java.io.IOException;

/** Reading cannot go on; the errors already say why. */
final class IntakeStop extends IOException {
  IntakeStop() {
    super("the list is refused");
  }
}
