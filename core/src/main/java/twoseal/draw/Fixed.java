package twoseal.draw;

import java.util.List;
import twoseal.core.Digest;

/**
 * What the seed is made of besides the seal and the beacon's signature, once nobody can change it
 * any more: by the press, or by default when nobody pressed in time ([DRAW-11]).
 *
 * @param reveals Y
 * @param skips list indices, ascending
 * @param byDefault whether nobody pressed
 */
public record Fixed(
    long round, Digest shakes, Digest reveals, List<Long> skips, boolean byDefault) {
  public Fixed {
    skips = List.copyOf(skips);
  }

  /**
   * What is fixed in a sealed case.
   *
   * @param timeMs the position's time; before press-by only a press fixes anything
   * @return empty while nothing is fixed
   */
  public static java.util.Optional<Fixed> of(CaseFile file, long timeMs) {
    var seal = file.seal().orElseThrow();
    var press = file.press();
    if (press.isPresent()) {
      return java.util.Optional.of(
          new Fixed(
              press.get().round().orElseThrow(),
              press.get().shakes(),
              press.get().reveals(),
              file.skips(),
              false));
    }
    if (timeMs <= seal.pressByS() * 1_000) {
      return java.util.Optional.empty();
    }
    return java.util.Optional.of(
        new Fixed(
            seal.chain().orElseThrow().firstRoundAtOrAfter(seal.pressByS() + seal.deltaS()),
            Seed.NO_SHAKES,
            Seed.revealsDigest(seal.contributors(), java.util.Map.of()),
            List.of(),
            true));
  }
}
