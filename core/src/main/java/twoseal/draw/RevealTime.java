package twoseal.draw;

import java.util.Optional;

/**
 * When a ceremony's commitments are opened ([DRAW-21]): both ends included, milliseconds since
 * 1970. It begins so late that witnesses have seen the press before anybody opens anything.
 *
 * @param byDefault whether nobody pressed
 */
public record RevealTime(long fromMs, long toMs, boolean byDefault) {
  /**
   * The reveal time of a ceremony's sealed attempt.
   *
   * @param timeMs the position's time; before press-by only a press begins it
   * @return empty while nobody pressed and there is time left
   */
  public static Optional<RevealTime> of(CaseFile file, long timeMs) {
    var seal = file.seal().orElseThrow();
    var pressByMs = seal.pressByS() * 1_000;
    var pressed = file.pressedAtMs();
    if (pressed.isEmpty() && timeMs <= pressByMs) {
      return Optional.empty();
    }
    var beginsMs = pressed.orElse(pressByMs);
    return Optional.of(
        new RevealTime(
            beginsMs + seal.marginS() * 1_000,
            beginsMs + seal.deltaS() * 1_000,
            pressed.isEmpty()));
  }
}
