package twoseal.draw;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Digest;

/**
 * What the seed is made of besides the seal and the beacon's signature, once nobody can change it
 * any more: by the press, or by default when nobody pressed in time ([DRAW-11]). In a ceremony the
 * reveals follow ([DRAW-21]): what is said of them here holds from {@code dueMs} on.
 *
 * @param round of the beacon; empty in a ceremony
 * @param shakes X
 * @param reveals Y
 * @param skips list indices, ascending
 * @param byDefault whether nobody pressed
 * @param dueMs from this time on results are accepted, milliseconds since 1970
 */
public record Fixed(
    Optional<Long> round,
    Digest shakes,
    Digest reveals,
    List<Long> skips,
    boolean byDefault,
    long dueMs) {
  public Fixed {
    skips = List.copyOf(skips);
  }

  /**
   * What is fixed in a sealed attempt.
   *
   * @param timeMs the position's time; before press-by only a press fixes anything
   * @return empty while nothing is fixed
   */
  public static Optional<Fixed> of(CaseFile file, long timeMs) {
    var seal = file.seal().orElseThrow();
    if (file.isCeremony()) {
      return RevealTime.of(file, timeMs).map(time -> ceremony(file, seal, time));
    }
    var press = file.press();
    if (press.isPresent()) {
      return Optional.of(
          new Fixed(
              press.get().round(),
              press.get().shakes(),
              press.get().reveals().orElseThrow(),
              file.skips(),
              false,
              dueMs(seal, press.get().round().orElseThrow())));
    }
    if (timeMs <= seal.pressByS() * 1_000) {
      return Optional.empty();
    }
    var round = seal.chain().orElseThrow().firstRoundAtOrAfter(seal.pressByS() + seal.deltaS());
    return Optional.of(
        new Fixed(
            Optional.of(round),
            Seed.NO_SHAKES,
            Seed.revealsDigest(seal.contributors(), Map.of()),
            List.of(),
            true,
            dueMs(seal, round)));
  }

  private static Fixed ceremony(CaseFile file, Seal seal, RevealTime time) {
    var reveals = file.reveals();
    var isAllOpened = reveals.size() == seal.contributors().size();
    return new Fixed(
        Optional.empty(),
        Seed.NO_SHAKES,
        Seed.revealsDigest(seal.contributors(), reveals),
        List.of(),
        time.byDefault(),
        isAllOpened ? time.fromMs() : time.toMs() + 1);
  }

  private static long dueMs(Seal seal, long round) {
    return seal.chain().orElseThrow().timeOf(round) * 1_000;
  }
}
