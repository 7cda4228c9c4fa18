package twoseal.server.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import twoseal.draw.StageOutcome;
import twoseal.drum.Kind;

/** A stage's outcome, found by entry as well as by roll. */
final class RollIndex {
  private static final int ROLL_BITS = 31;

  private final StageOutcome outcome;
  private final long[] packed;

  RollIndex(StageOutcome outcome) {
    this.outcome = outcome;
    // List index and roll in one number, so that sorting millions needs no objects.
    this.packed = new long[Math.toIntExact(outcome.rolled())];
    Arrays.setAll(packed, i -> outcome.index(i) << ROLL_BITS | i);
    Arrays.sort(packed);
  }

  StageOutcome outcome() {
    return outcome;
  }

  /** Which roll took an entry, by its list index; nothing where none did. */
  OptionalLong rollOf(long listIndex) {
    var at = Arrays.binarySearch(packed, listIndex << ROLL_BITS);
    var place = at >= 0 ? at : -at - 1;
    return place < packed.length && packed[place] >>> ROLL_BITS == listIndex
        ? OptionalLong.of(packed[place] & ((1L << ROLL_BITS) - 1))
        : OptionalLong.empty();
  }

  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
