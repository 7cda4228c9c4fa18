package twoseal.drum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// Cites: DRUM-1, DRUM-2, DRUM-3, DRUM-4, DRUM-5, DRUM-6, DRUM-7, DRUM-8, DRUM-9.
class DrumTest {
  /**
   * Case | weight of entries 0, 1, ... | seats (none: 1 each) | skipped entries | places |
   * alternates | rule | uniform integers in turn, x for a block that is rejected | rolls | end. A
   * roll is the entry and what it became: W winner and A alternate with the order number, S
   * skipped, N not placed. The end is seats taken + unfilled, ! if the pool ran dry, and the
   * counters consumed if they are not as many as the rolls.
   */
  private static final String STAGES =
"""
# places end
one entry, one place                 | 1       |       |     | 1   | 0 | stop     | 0           | 0W1                     | 1+0
first tickets come in list order     | 1 1 1 1 |       |     | 3   | 0 | stop     | 0 0 0       | 0W1 1W2 2W3             | 3+0
tickets are counted among those left | 1 1 1 1 |       |     | 3   | 0 | stop     | 1 1 1       | 1W1 2W2 3W3             | 3+0
the last ticket left                 | 1 1 1 1 |       |     | 3   | 0 | stop     | 3 2 1       | 3W1 2W2 1W3             | 3+0
weights own runs of tickets          | 3 1 2   |       |     | 1   | 2 | stop     | 2 2 0       | 0W1 2A2 1A3             | 1+0
all tickets go with their owner      | 3 1 2   |       |     | 2   | 0 | stop     | 4 3         | 2W1 1W2                 | 2+0
places filled to the seat            | 1 1 1   | 2 2 2 |     | 4   | 0 | stop     | 0 0         | 0W1 1W2                 | 4+0
# the first that does not fit
overfill: it is the last winner      | 1 1 1   | 2 2 1 |     | 3   | 0 | overfill | 0 0         | 0W1 1W2                 | 4+0
overfill: then alternates            | 1 1 1   | 2 2 1 |     | 3   | 1 | overfill | 0 0 0       | 0W1 1W2 2A3             | 4+0
overfill: the very first             | 1 1     | 9 1   |     | 3   | 0 | overfill | 0           | 0W1                     | 9+0
stop: it is the first alternate      | 1 1 1   | 2 2 1 |     | 3   | 2 | stop     | 0 0 0       | 0W1 1A2 2A3             | 2+1
stop: one alternate wanted           | 1 1 1   | 2 2 1 |     | 3   | 1 | stop     | 0 0         | 0W1 1A2                 | 2+1
stop: no alternates wanted           | 1 1 1   | 2 2 1 |     | 3   | 0 | stop     | 0 0         | 0W1 1N                  | 2+1
stop: the very first                 | 1 1     | 9 1   |     | 3   | 0 | stop     | 0           | 0N                      | 0+3
stop: smaller ones stay alternates   | 1 1 1   | 9 1 1 |     | 3   | 2 | stop     | 0 0         | 0A1 1A2                 | 0+3
# skips
a skipped entry has no number        | 1 1 1   |       | 0   | 2   | 0 | stop     | 0 0 0       | 0S 1W1 2W2              | 2+0
its tickets are in until rolled      | 5 1 1   |       | 0   | 1   | 0 | stop     | 4 0         | 0S 1W1                  | 1+0
not rolled, not recorded             | 1 1 1   |       | 2   | 2   | 0 | stop     | 0 0         | 0W1 1W2                 | 2+0
skipped among alternates             | 1 1 1 1 |       | 1 2 | 1   | 1 | stop     | 0 0 0 0     | 0W1 1S 2S 3A2           | 1+0
no more rolls after the last place   | 1 1     |       | 1   | 1   | 0 | stop     | 0           | 0W1                     | 1+0
its seats do not count               | 1 1 1   | 9 2 1 | 0   | 3   | 0 | stop     | 0 0 0       | 0S 1W1 2W2              | 3+0
# the pool runs dry
before the places are filled         | 1 1     |       |     | 3   | 0 | stop     | 1 0         | 1W1 0W2                 | 2+1 !
before the alternates are found      | 1 1     |       |     | 1   | 2 | stop     | 1 0         | 1W1 0A2                 | 1+0 !
before both                          | 1 1     |       |     | 5   | 2 | overfill | 1 0         | 1W1 0W2                 | 2+3 !
just enough                          | 1 1     |       |     | 1   | 1 | stop     | 1 0         | 1W1 0A2                 | 1+0
all skipped                          | 1 1     |       | 0 1 | 1   | 0 | stop     | 1 0         | 1S 0S                   | 0+1 !
empty from the start                 |         |       |     | 2   | 1 | stop     |             |                         | 0+2 !
stopped and dry at once              | 1 1     | 2 3   |     | 4   | 1 | stop     | 0 0         | 0W1 1A2                 | 2+2
stopped, then short of alternates    | 1 1     | 2 3   |     | 4   | 2 | stop     | 0 0         | 0W1 1A2                 | 2+2 !
# everybody
all win                              | 1 1 1   |       |     | all | 0 | stop     | 2 0 0       | 2W1 0W2 1W3             | 3+0
all win with their seats             | 1 1 1   | 2 3 4 |     | all | 0 | stop     | 2 0 0       | 2W1 0W2 1W3             | 9+0
all but the skipped                  | 1 1 1   |       | 0   | all | 0 | stop     | 2 0 0       | 2W1 0S 1W2              | 2+0
all win, so no alternates            | 1 1     |       |     | all | 3 | overfill | 0 0         | 0W1 1W2                 | 2+0
all of nobody                        |         |       |     | all | 0 | stop     |             |                         | 0+0
# counters
a rejected block is consumed         | 1 1 1   |       |     | 2   | 0 | stop     | x 1 0       | 1W1 0W2                 | 2+0 3
R = 1 consumes a counter             | 1 1 1   |       |     | 1   | 2 | stop     | x x 2 1 0   | 2W1 1A2 0A3             | 1+0 5
""";

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = STAGES)
  void aStageEndsAsItsRulesSay(
      String name,
      String weights,
      String seats,
      String skips,
      String places,
      long alternates,
      String overfill,
      String integers,
      String rolls,
      String end) {
    var stage =
        new DrumCase(
            numbers(weights).size(),
            numbers(weights),
            numbers(seats),
            Set.of(),
            Set.copyOf(numbers(skips)),
            places.equals("all") ? 0 : Long.parseLong(places),
            alternates,
            OverfillRule.valueOf(overfill.toUpperCase(Locale.ROOT)));
    var blocks = new ListedBlocks(words(integers).stream().map(DrumTest::block).toList());
    assertThat(brief(stage.run(blocks))).isEqualTo(rolls == null ? end : rolls + " " + end);
    assertThat(stage.run(blocks)).isEqualTo(PlainDrum.run(stage, blocks));
  }

  @Test
  void agreesWithThePlainDrumOnRandomStages() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      DrumCase stage = randomStage(random);
      byte[] key = new byte[StageKey.KEY_BYTES];
      random.nextBytes(key);
      assertThat(stage.run(new StageKey(key)))
          .as("seed %d, round %d: %s", seed, round, stage)
          .isEqualTo(PlainDrum.run(stage, new StageKey(key)));
    }
  }

  @Test
  void rollsCanBeReadByPlaceAndByOrder() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      int m = 1 + random.nextInt(40);
      Set<Long> skips = random.longs(random.nextInt(m), 0, m).boxed().collect(Collectors.toSet());
      var heard = new ArrayList<String>();
      var rules = new StageRules(new Places.Seats(1 + random.nextInt(m)), 3, OverfillRule.STOP);
      byte[] key = new byte[StageKey.KEY_BYTES];
      random.nextBytes(key);
      Rolls rolls =
          Drum.run(
              new StageKey(key),
              new UniformPool(m),
              rules,
              entrants(skips, 2),
              (_, entry, kind, order) -> heard.add(entry + " " + kind + " " + order));
      var read = new ArrayList<String>();
      for (long i = 0; i < rolls.tally().rolled(); i++) {
        read.add(rolls.entry(i) + " " + rolls.kind(i) + " " + rolls.order(i));
        if (rolls.order(i) > 0) {
          assertThat(rolls.entryAt(rolls.order(i))).as("seed %d", seed).isEqualTo(rolls.entry(i));
        }
      }
      assertThat(read).as("seed %d", seed).isEqualTo(heard);
      long numbered = rolls.tally().winners() + rolls.tally().alternates();
      for (long order : new long[] {0, numbered + 1}) {
        assertThatThrownBy(() -> rolls.entryAt(order))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @Test
  void aRollThatIsNotPlacedHasNoOrder() {
    var rules = new StageRules(new Places.Seats(3), 0, OverfillRule.STOP);
    Rolls rolls =
        Drum.run(ListedBlocks.of(0, 0, 0), new UniformPool(5), rules, entrants(Set.of(1L), 2));
    assertThat(rolls.tally()).isEqualTo(new Tally(3, 3, 1, 0, 1, 2, 1, false));
    assertThat(List.of(rolls.kind(0), rolls.kind(1), rolls.kind(2)))
        .containsExactly(Kind.WINNER, Kind.SKIPPED, Kind.NOT_PLACED);
    assertThat(List.of(rolls.order(0), rolls.order(1), rolls.order(2))).containsExactly(1L, 0L, 0L);
    assertThatThrownBy(() -> rolls.order(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void rulesThatSayNothingAreRefused() {
    assertThatThrownBy(() -> new Places.Seats(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StageRules(new Places.All(), -1, OverfillRule.STOP))
        .isInstanceOf(IllegalArgumentException.class);
    var rules = new StageRules(new Places.Seats(1), 0, OverfillRule.STOP);
    assertThatThrownBy(
            () -> Drum.run(ListedBlocks.of(0), new UniformPool(1), rules, entrants(Set.of(), 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("entry 0 has 0 seats");
  }

  private static Entrants entrants(Set<Long> skips, long seats) {
    return new Entrants() {
      @Override
      public boolean skipped(long entry) {
        return skips.contains(entry);
      }

      @Override
      public long seats(long entry) {
        return seats;
      }
    };
  }

  private static DrumCase randomStage(Random random) {
    int m = random.nextInt(30);
    List<Long> none = List.of();
    return new DrumCase(
        m,
        random.nextBoolean()
            ? none
            : random.longs(m, 1, 1L << (1 + random.nextInt(50))).boxed().toList(),
        random.nextBoolean() ? none : random.longs(m, 1, 6).boxed().toList(),
        some(random, m),
        some(random, m),
        random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(40),
        random.nextInt(3) * 5L,
        random.nextBoolean() ? OverfillRule.OVERFILL : OverfillRule.STOP);
  }

  private static Set<Long> some(Random random, int m) {
    var set = new HashSet<Long>();
    for (int i = random.nextInt(5); m > 0 && i > 0; i--) {
      set.add((long) random.nextInt(m));
    }
    return set;
  }

  /** The lines of a run in the table's notation. */
  private static String brief(List<String> lines) {
    var rolls = new ArrayList<String>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      String[] part = line.split(" ", -1);
      String kind = part[3].substring(0, 1).toUpperCase(Locale.ROOT);
      rolls.add(part[2] + kind + (part[4].equals("-") ? "" : part[4]));
    }
    String[] end = lines.getLast().split(" ", -1);
    String counters = end[2].equals(end[4]) ? "" : " " + end[4];
    String dry = end[16].equals("yes") ? " !" : "";
    return (String.join(" ", rolls) + " " + end[12] + "+" + end[14] + dry + counters).strip();
  }

  private static BigInteger block(String integer) {
    return integer.equals("x") ? ListedBlocks.MAX : new BigInteger(integer);
  }

  private static List<Long> numbers(String text) {
    return words(text).stream().map(Long::parseLong).toList();
  }

  private static List<String> words(String text) {
    return text == null || text.isBlank() ? List.of() : Arrays.asList(text.split(" ", -1));
  }
}
