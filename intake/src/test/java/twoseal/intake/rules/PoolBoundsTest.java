package twoseal.intake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twoseal.core.Digest;
import twoseal.draw.Contest;
import twoseal.draw.StagePlaces;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.ListRoot;
import twoseal.list.SumNode;
import twoseal.list.WeightsFile;

/** Rules that a list can never fill ([DRUM-4] to [DRUM-8]). */
class PoolBoundsTest {
  private static final int ROUNDS = 3_000;

  /** Group 甲 has 10 entries and 10 seats, 乙 5 entries and 8 seats. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # stages in flow form                                              | reason, stage, places or alternates, bound
          {groups: 甲, places: 10}                                            |
          {groups: 甲, places: 11}                                            | PLACES_ABOVE_POOL [1, 11, 10]
          {groups: 甲, places: 8, alternates: 2}                              |
          {groups: 甲, places: 8, alternates: 3}                              | ALTERNATES_ABOVE_POOL [1, 3, 2]
          {groups: 乙, places: 8}                                             |
          {groups: 乙, places: 9}                                             | PLACES_ABOVE_POOL [1, 9, 8]
          {places: all}                                                      |
          {places: open}                                                     |
          {groups: 甲, places: 4}, {groups: 甲, except-winners-of: 1, places: 6} |
          {groups: 甲, places: 4}, {groups: 甲, except-winners-of: 1, places: 7} | PLACES_ABOVE_POOL [2, 7, 6]
          {groups: 甲, places: 10}, {groups: 甲, except-winners-of: 1, places: 1} | POOL_EMPTY [2]
          {groups: 甲, places: 4}, {from-winners-of: 1, places: 5}             | PLACES_ABOVE_POOL [2, 5, 4]
          {groups: 甲, places: 14, unfilled: join 2}, {groups: 乙, places: 4}   |
          {groups: 甲, places: 15, unfilled: join 2}, {groups: 乙, places: 4}   | PLACES_ABOVE_POOL [2, 9, 8]
          {groups: 甲, places: 4}, {groups: 甲, except-winners-of: earlier, places: 4}, {groups: 甲, except-winners-of: earlier, places: 3} | PLACES_ABOVE_POOL [3, 3, 2]
          {groups: 甲, places: 4}, {groups: 甲, places: 4}, {groups: 甲, except-winners-of: earlier, places: 6} |
          {groups: 甲, places: 10}, {groups: 甲, except-winners-of: 1, places: 5, unfilled: join 3}, {groups: 甲, places: 1}, {from-winners-of: 3, places: 1, alternates: 1} | POOL_EMPTY [2]
          """)
  void aStageIsBounded(String stages, String expected) {
    var titled = new StringBuilder();
    for (var stage : stages.split("(?<=}), ", -1)) {
      titled
          .append(stage.replace("{", "  - {overflow: stop, title: s" + titled.length() + ", "))
          .append('\n');
    }
    var problems =
        file(titled.append("  - {title: rest, groups: [甲, 乙], places: all}\n").toString())
            .problemsWith(
                List.of(
                    new GroupFigures(new Label("甲"), 10, 10),
                    new GroupFigures(new Label("乙"), 5, 8)));
    assertThat(problems.stream().map(p -> p.reason() + " " + p.about()).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
    assertThat(problems).allMatch(p -> p.isAdvice() == (p.reason() != RulesReason.POOL_EMPTY));
  }

  @Test
  void groupsMustBeThoseOfTheList() {
    var file = file("  - {title: a, places: 1, overflow: stop}\n");
    assertThat(
            RulesProblemsTest.words(
                file.problemsWith(
                    List.of(
                        new GroupFigures(new Label("甲"), 1, 1),
                        new GroupFigures(new Label("丙"), 1, 1)))))
        .isEqualTo("5:9 GROUP_NOT_IN_RULES; 5:13 GROUP_WITHOUT_ENTRIES");
  }

  /** Whatever is said of a stage, no roll of the drum shows otherwise. */
  @Test
  void noDrawGoesBeyondItsBounds() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var said = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var stages = stages(random);
      var read = tryRead(stages);
      if (read.isEmpty()) {
        continue;
      }
      var sizes = List.of(1 + random.nextInt(5), 1 + random.nextInt(5));
      var seats = new int[sizes.get(0) + sizes.get(1)];
      var seatsMax = random.nextBoolean() ? 1 : 3;
      Arrays.setAll(seats, _ -> 1 + random.nextInt(seatsMax));
      var problems = read.get().problemsWith(figures(sizes, seats));
      said += problems.size();
      var contest = contest(read.get(), sizes, seats, random);
      for (var problem : problems) {
        var outcome = contest.stage(Integer.parseInt(problem.about().getFirst()));
        var figures = outcome.figures();
        var highest =
            problem.reason() == RulesReason.POOL_EMPTY
                ? 0
                : Long.parseLong(problem.about().getLast());
        var reached =
            switch (problem.reason()) {
              case POOL_EMPTY -> figures.rolled();
              case PLACES_ABOVE_POOL -> figures.seats();
              case ALTERNATES_ABOVE_POOL -> figures.alternates();
              default -> throw new AssertionError(problem.toString());
            };
        assertThat(reached)
            .as("seed %d round %d %s\n%s", seed, round, problem, stages)
            .isLessThanOrEqualTo(highest);
      }
    }
    assertThat(said).as("seed %d", seed).isGreaterThan(ROUNDS / 10);
  }

  private static Optional<RulesFile> tryRead(String stages) {
    try {
      return Optional.of(file(stages));
    } catch (RulesFileException contradictory) {
      return Optional.empty();
    }
  }

  private static RulesFile file(String stages) {
    return RulesFile.read(
        """
        title: a
        organiser: a
        purpose: number-draw
        scheduled: 2027-01-01 00:00
        groups: [甲, 乙]
        seal: {press-by: 2h}
        list: {columns: [姓名], identity: none, group-column: 组别, seats-column: 名额}
        stages:
        """
            + stages);
  }

  private static String stages(Random random) {
    var text = new StringBuilder();
    var count = 1 + random.nextInt(4);
    for (var id = 1; id <= count; id++) {
      text.append("  - {title: s").append(id);
      text.append(", groups: ").append(pick(random, "甲", "乙", "[甲, 乙]", "all"));
      if (id > 1 && random.nextInt(3) == 0) {
        text.append(", from-winners-of: ").append(1 + random.nextInt(id - 1));
      }
      if (id > 1 && random.nextBoolean()) {
        text.append(", except-winners-of: ")
            .append(random.nextBoolean() ? "earlier" : "" + (1 + random.nextInt(id - 1)));
      }
      if (random.nextInt(5) == 0) {
        text.append(", places: all}\n");
        continue;
      }
      if (id < count && random.nextInt(3) == 0) {
        text.append(", unfilled: join ").append(id + 1);
      }
      text.append(", overflow: ").append(pick(random, "stop", "overfill"));
      text.append(", alternates: ").append(random.nextInt(4));
      text.append(", places: ").append(1 + random.nextInt(9)).append("}\n");
    }
    return text.toString();
  }

  private static String pick(Random random, String... words) {
    return words[random.nextInt(words.length)];
  }

  /** Groups as the rules order them: by their bytes, 乙 (U+4E59) before 甲 (U+7532). */
  private static List<GroupFigures> figures(List<Integer> sizes, int[] seats) {
    var figures = new ArrayList<GroupFigures>();
    var first = 0;
    for (var group : List.of(0, 1)) {
      var end = first + sizes.get(group);
      var sum = Arrays.stream(seats, first, end).sum();
      figures.add(new GroupFigures(new Label(group == 0 ? "乙" : "甲"), sizes.get(group), sum));
      first = end;
    }
    return figures;
  }

  private static Contest contest(RulesFile file, List<Integer> sizes, int[] seats, Random random) {
    var root =
        new ListRoot(
            List.of(
                new GroupRoot(new Label("乙"), sizes.get(0), new SumNode(sizes.get(0), Digest.ZERO)),
                new GroupRoot(
                    new Label("甲"), sizes.get(1), new SumNode(sizes.get(1), Digest.ZERO))));
    var weights = new long[seats.length];
    Arrays.fill(weights, 1);
    var bytes = new byte[Digest.ZERO.bytes().length];
    random.nextBytes(bytes);
    assertThat(file.rules().stages()).noneMatch(s -> s.places() instanceof StagePlaces.Open);
    return new Contest(
        file.rules(),
        root,
        WeightsFile.of(weights, seats).map(b -> WeightsFile.read(b, seats.length)),
        Set.of(),
        Digest.sha256(bytes));
  }
}
