package twoseal.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The stages of an attempt, rolled one after the other under one seed, spec/drum.md. */
final class Stages {
  /** The rolls that a verifier still makes: all attempts of a bundle share them. */
  static final class Allowance {
    private long left = Limits.ROLLED_MAX;
  }

  private final Rules rules;
  private final ListShape shape;
  private final Optional<Weights> weights;
  private final Allowance allowance;
  private final List<Rolls> rolled = new ArrayList<>();
  private boolean isCutShort;

  Stages(Rules rules, ListShape shape, Optional<Weights> weights, Allowance allowance) {
    this.rules = rules;
    this.shape = shape;
    this.weights = weights;
    this.allowance = allowance;
  }

  /** The same stages, none of them rolled. */
  Stages anew() {
    return new Stages(rules, shape, weights, allowance);
  }

  /** How many entries may still be rolled. */
  long allowance() {
    return allowance.left;
  }

  /** Whether a stage was not rolled to its end, for want of allowance. */
  boolean isCutShort() {
    return isCutShort;
  }

  List<Rolls> rolled() {
    return List.copyOf(rolled);
  }

  /** The number of the next stage; one more than there are when all are rolled. */
  int next() {
    return rolled.size() + 1;
  }

  boolean areAllRolled() {
    return next() > rules.stages().size();
  }

  /**
   * Rolls the next stage.
   *
   * @param skips indices of skipped entries
   * @param rolledMax after more rolls than this it stops
   */
  Rolls roll(String seed, Set<Integer> skips, long rolledMax) {
    var stage = rules.stage(next());
    var places = stage.isAll() ? -1 : stage.seats().orElseThrow() + joined(stage.id());
    var only = stage.from().map(this::winners);
    var pool =
        new Pool(
            shape,
            weights,
            rules.groupsOf(stage),
            only,
            stage.except().stream().map(id -> rolled.get(id - 1).winnerEntries()).toList());
    var key = Seed.stageKey(seed, stage.id());
    var max = Math.min(rolledMax, allowance.left);
    var rolls = Drum.roll(key, pool, stage, places, skips, this::seatsOf, max);
    isCutShort |= rolls.count() > max;
    allowance.left = Math.max(0, allowance.left - rolls.count());
    rolled.add(rolls);
    return rolls;
  }

  long weightOf(int index) {
    var group = shape.groupOf(index);
    return weights.map(w -> w.weight(group, index - shape.first(group))).orElse(1L);
  }

  long seatsOf(int index) {
    var group = shape.groupOf(index);
    return weights.map(w -> w.seats(group, index - shape.first(group))).orElse(1L);
  }

  /** The unfilled places that earlier stages give to this one, [DRUM-8]. */
  private long joined(int id) {
    var joined = 0L;
    for (int i = 0; i < rolled.size(); i++) {
      if (rules.stages().get(i).join().equals(Optional.of(id))) {
        joined += rolled.get(i).unfilled();
      }
    }
    return joined;
  }

  private int[] winners(List<Integer> stages) {
    return stages.stream()
        .flatMapToInt(id -> Arrays.stream(rolled.get(id - 1).winnerEntries()))
        .toArray();
  }
}
