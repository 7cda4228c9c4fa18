package twoseal.legacy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The start-and-step draw of school places: people draw a start number and a step by lot; the
 * numbers form a ring; the start number wins, then every step-th of those left. All winners follow
 * from two small numbers, so there are at most n * n outcomes, whatever the count of places.
 */
public final class StepMethod {
  public static final int ENTRIES_MAX = 100_000;

  private StepMethod() {}

  /**
   * The winners in the order they are found, each a number from 1.
   *
   * @param entries how many numbers the ring has, in [1, {@link #ENTRIES_MAX}]
   * @param start in [1, entries]
   * @param step in [1, entries]
   * @param places in [1, entries]
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static List<Integer> select(int entries, int start, int step, int places) {
    requireEntries(entries);
    requireOneOf("start number", start, entries);
    requireOneOf("step", step, entries);
    requireOneOf("number of places", places, entries);
    var ring = new ArrayList<>(IntStream.rangeClosed(1, entries).boxed().toList());
    var winners = new ArrayList<Integer>(places);
    int at = start - 1;
    while (winners.size() < places) {
      winners.add(ring.remove(/* index */ at));
      if (!ring.isEmpty()) {
        at = (at + step - 1) % ring.size();
      }
    }
    return List.copyOf(winners);
  }

  /**
   * The most entropy that start and step can hold, log2(entries * entries), in hundredths of a bit,
   * rounded up.
   *
   * @throws IllegalArgumentException if the entries are not in [1, {@link #ENTRIES_MAX}]
   */
  public static int hundredthBitsAtMost(int entries) {
    requireEntries(entries);
    return Bits.hundredths(BigInteger.valueOf(entries).pow(2));
  }

  private static void requireEntries(int entries) {
    if (entries < 1 || entries > ENTRIES_MAX) {
      throw new IllegalArgumentException("The ring has 1 to " + ENTRIES_MAX + " numbers.");
    }
  }

  private static void requireOneOf(String what, int number, int entries) {
    if (number < 1 || number > entries) {
      throw new IllegalArgumentException(
          "The " + what + " is 1 to " + entries + ", not " + number + ".");
    }
  }
}
