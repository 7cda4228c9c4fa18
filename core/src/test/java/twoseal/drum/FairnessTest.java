package twoseal.drum;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everybody's chance is what it should be: exactly, by enumeration, for small pools; by chi-square
 * for larger ones.
 */
class FairnessTest {
  /**
   * Every step sees every value below the least common multiple of all R, which is a complete
   * residue system of each.
   */
  @ParameterizedTest
  @CsvSource({
    "1,1", "2,1", "2,2", "3,1", "3,2", "3,3", "4,1", "4,2", "4,3", "4,4", "5,1", "5,2", "5,3",
    "6,1", "6,2", "6,3", "7,1", "7,2", "8,1", "8,2"
  })
  void everyOrderedSelectionIsEquallyLikely(int n, int k) {
    int values = 1;
    int selections = 1;
    for (int left = n; left > n - k; left--) {
      values = values / gcd(values, left) * left;
      selections *= left;
    }
    var counts = new HashMap<List<Long>, Long>();
    long[] v = new long[k];
    long outcomes = 0;
    do {
      counts.merge(winners(v, new UniformPool(n)), 1L, Long::sum);
      outcomes++;
    } while (next(v, values));
    assertThat(counts).hasSize(selections);
    assertThat(counts.values()).containsOnly(outcomes / selections);
  }

  /**
   * Each path of r below R has the chance 1/R at every step: once for each path, all orders, up to
   * 7 entries.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void everyFullOrderIsReachedByOnePath(int n) {
    var chances = new HashMap<List<Long>, Fraction>();
    walk(() -> new UniformPool(n), n, new ArrayList<>(), Fraction.ONE, chances);
    long orders = 1;
    for (int i = 2; i <= n; i++) {
      orders *= i;
    }
    assertThat(chances).hasSize((int) orders);
    assertThat(chances.values())
        .containsOnly(new Fraction(BigInteger.ONE, BigInteger.valueOf(orders)));
  }

  /**
   * Successive sampling: each next winner with the chance weight / tickets left, as exact
   * fractions.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"1 1", "1 2", "3 1 2", "5 1 1 1", "2 2 2 2", "4 3 2 1", "1 1 2 3 1", "9 1 1", "7"})
  void weightedSelectionsHaveTheirExactChance(String text) {
    long[] weights = List.of(text.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
    for (int k = 1; k <= weights.length; k++) {
      var chances = new HashMap<List<Long>, Fraction>();
      walk(
          () -> new WeightedPool(weights.length, entry -> weights[(int) entry]),
          k,
          new ArrayList<>(),
          Fraction.ONE,
          chances);
      var expected = new HashMap<List<Long>, Fraction>();
      sample(weights, k, new ArrayList<>(), Fraction.ONE, expected);
      assertThat(chances).as("%d of weights %s", k, text).isEqualTo(expected);
    }
  }

  /**
   * 100 entries, 10 winners, 40,000 fixed keys: who wins, who is first, who comes right after whom.
   */
  @Test
  void largerDrawsPassChiSquare() throws Exception {
    int n = 100;
    int runs = 40_000;
    long[] wins = new long[n];
    long[] first = new long[n];
    long[] last = new long[n];
    long[] step = new long[n];
    for (int run = 0; run < runs; run++) {
      Rolls rolls = Drum.run(key("uniform", run), new UniformPool(n), seats(10), Entrants.PLAIN);
      for (long order = 1; order <= 10; order++) {
        wins[(int) rolls.entryAt(order)]++;
      }
      first[(int) rolls.entryAt(1)]++;
      last[(int) rolls.entryAt(10)]++;
      step[(int) Math.floorMod(rolls.entryAt(2) - rolls.entryAt(1), (long) n)]++;
    }
    // 99 degrees of freedom: a fair drum exceeds 170 once in 90,000 sets of keys; these keys are
    // fixed.
    assertThat(step[0]).isZero();
    assertThat(chiSquare(first, runs / 100.0)).isLessThan(170);
    assertThat(chiSquare(last, runs / 100.0)).isLessThan(170);
    // Winners of one run exclude each other, which shrinks the sum by (n - k) / (n - 1) = 90 / 99.
    assertThat(chiSquare(wins, runs / 10.0) * 99 / 90).isLessThan(170);
    step[0] = runs / 99;
    assertThat(chiSquare(step, runs / 99.0)).isLessThan(170);
  }

  /**
   * 200,000 entries, so that blocks, lists and bitmaps take part: every 1,000th of the list wins as
   * often as the others.
   */
  @Test
  void partsOfALargeListWinEquallyOften() throws Exception {
    int n = 200_000;
    long[] uniform = new long[200];
    long[] weighted = new long[200];
    for (int run = 0; run < 10; run++) {
      Rolls plain = Drum.run(key("parts", run), new UniformPool(n), seats(20_000), Entrants.PLAIN);
      var pool = new WeightedPool(n, entry -> 1 + entry % 4);
      Rolls heavy = Drum.run(key("heavy", run), pool, seats(20_000), Entrants.PLAIN);
      for (long order = 1; order <= 20_000; order++) {
        uniform[(int) plain.entryAt(order) / 1_000]++;
        weighted[(int) heavy.entryAt(order) / 1_000]++;
      }
    }
    // 199 degrees of freedom, shrunk by 0.9 or more: 300 is five standard deviations above.
    assertThat(chiSquare(uniform, 1_000)).isBetween(90.0, 300.0);
    assertThat(chiSquare(weighted, 1_000)).isBetween(90.0, 300.0);
  }

  private static void walk(
      Supplier<Pool> fresh,
      int k,
      List<Long> path,
      Fraction chance,
      Map<List<Long>, Fraction> chances) {
    Pool pool = fresh.get();
    long[] v = path.stream().mapToLong(Long::longValue).toArray();
    List<Long> winners = v.length == 0 ? List.of() : winners(v, pool);
    if (path.size() == k) {
      chances.merge(winners, chance, Fraction::plus);
      return;
    }
    long tickets = pool.ticketsLeft();
    for (long r = 0; r < tickets; r++) {
      path.add(r);
      walk(fresh, k, path, chance.times(1, tickets), chances);
      path.removeLast();
    }
  }

  private static void sample(
      long[] weights,
      int k,
      List<Long> chosen,
      Fraction chance,
      Map<List<Long>, Fraction> chances) {
    if (chosen.size() == k) {
      chances.put(List.copyOf(chosen), chance);
      return;
    }
    long left = 0;
    for (int i = 0; i < weights.length; i++) {
      left += chosen.contains((long) i) ? 0 : weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      if (!chosen.contains((long) i)) {
        chosen.add((long) i);
        sample(weights, k, chosen, chance.times(weights[i], left), chances);
        chosen.removeLast();
      }
    }
  }

  /**
   * The winners, in order, of a stage with as many places as there are numbers in v, the blocks in
   * turn.
   */
  private static List<Long> winners(long[] v, Pool pool) {
    BlockSource blocks =
        (counter, into) -> ByteBuffer.wrap(into).putLong(24, v[Math.toIntExact(counter)]);
    Rolls rolls = Drum.run(blocks, pool, seats(v.length), Entrants.PLAIN);
    var winners = new ArrayList<Long>(v.length);
    for (long order = 1; order <= v.length; order++) {
      winners.add(rolls.entryAt(order));
    }
    return Collections.unmodifiableList(winners);
  }

  private static boolean next(long[] v, int values) {
    for (int i = 0; i < v.length; i++) {
      if (++v[i] < values) {
        return true;
      }
      v[i] = 0;
    }
    return false;
  }

  private static int gcd(int a, int b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).intValueExact();
  }

  private static StageRules seats(long places) {
    return new StageRules(new Places.Seats(places), 0, OverfillRule.STOP);
  }

  private static StageKey key(String test, int run) throws Exception {
    byte[] text = ("fairness " + test + " " + run).getBytes(StandardCharsets.US_ASCII);
    return new StageKey(MessageDigest.getInstance("SHA-256").digest(text));
  }

  private static double chiSquare(long[] counts, double expected) {
    double sum = 0;
    for (long count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  /** A fraction in lowest terms. */
  private record Fraction(BigInteger over, BigInteger under) {
    static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

    Fraction {
      BigInteger gcd = over.gcd(under);
      over = over.divide(gcd);
      under = under.divide(gcd);
    }

    Fraction times(long by, long to) {
      return new Fraction(
          over.multiply(BigInteger.valueOf(by)), under.multiply(BigInteger.valueOf(to)));
    }

    Fraction plus(Fraction other) {
      return new Fraction(
          over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }
  }
}
