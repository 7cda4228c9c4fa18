package twoseal.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Digest;
import twoseal.drum.Drum;
import twoseal.drum.Entrants;
import twoseal.drum.Places;
import twoseal.drum.StageKey;
import twoseal.drum.StageRules;
import twoseal.list.ListRoot;
import twoseal.list.WeightsFile;

/**
 * All stages of a draw under one seed: a pure function of rules, list, skips and seed ([DRUM-9]).
 * Stages are rolled when they are asked for, each once.
 */
public final class Contest {
  private final Rules rules;
  private final ListRoot list;
  private final Optional<WeightsFile> weights;
  private final Set<Long> skipped;
  private final Digest seed;
  private final List<StageOutcome> outcomes = new ArrayList<>();

  /**
   * A contest.
   *
   * @param rules sealed, without open places
   * @param weights absent where all are 1
   * @param skipped list indices
   */
  public Contest(
      Rules rules, ListRoot list, Optional<WeightsFile> weights, Set<Long> skipped, Digest seed) {
    this.rules = rules;
    this.list = list;
    this.weights = weights;
    this.skipped = Set.copyOf(skipped);
    this.seed = seed;
  }

  public Digest seed() {
    return seed;
  }

  public ListRoot list() {
    return list;
  }

  /** The outcome of a stage. */
  public StageOutcome stage(int id) {
    while (outcomes.size() < id) {
      outcomes.add(roll(rules.stages().get(outcomes.size())));
    }
    return outcomes.get(id - 1);
  }

  /** The outcomes of all stages. */
  public List<StageOutcome> stages() {
    var _ = stage(rules.stages().size());
    return List.copyOf(outcomes);
  }

  private StageOutcome roll(Stage stage) {
    var from =
        stage.fromWinnersOf().isEmpty()
            ? Optional.<long[]>empty()
            : Optional.of(winnersOf(stage.fromWinnersOf()));
    var pool = StagePool.of(stage, list, from);
    var rolls =
        Drum.run(
            new StageKey(Seed.stageKey(seed, stage.id())),
            pool.open(weights, winnersOf(stage.exceptWinnersOf())),
            new StageRules(places(stage), stage.alternates(), stage.overfill()),
            new Entrants() {
              @Override
              public boolean skipped(long member) {
                return skipped.contains(pool.index(member));
              }

              @Override
              public long seats(long member) {
                return weights.isPresent()
                    ? weights.get().seats(Math.toIntExact(pool.index(member)))
                    : 1;
              }
            });
    return new StageOutcome(stage, list, pool, rolls);
  }

  /** Places of the rules, and those that joined from earlier stages ([DRUM-8]). */
  private Places places(Stage stage) {
    return switch (stage.places()) {
      case StagePlaces.All _ -> new Places.All();
      case StagePlaces.Seats(var count) -> new Places.Seats(Math.addExact(count, joined(stage)));
      case StagePlaces.Open _ -> throw new IllegalStateException("open places in a sealed draw");
    };
  }

  private long joined(Stage stage) {
    return outcomes.stream()
        .filter(earlier -> earlier.stage().joins().filter(id -> id == stage.id()).isPresent())
        .mapToLong(StageOutcome::unfilled)
        .sum();
  }

  private long[] winnersOf(List<Integer> stages) {
    return stages.stream()
        .flatMapToLong(id -> Arrays.stream(outcomes.get(id - 1).winners()))
        .toArray();
  }
}
