package twoseal.intake.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import twoseal.draw.Rules;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.drum.OverfillRule;
import twoseal.list.Label;

/**
 * How many can be in each stage's pool, and win, whatever the drum rolls: a lower and an upper
 * bound, from the sizes of the groups. Where the bounds already exclude that places are filled, the
 * organiser hears of it before the seal. Skips are not known yet and are left out.
 */
final class PoolBounds {
  /** How many more seats than places a stage under {@code overfill} may give ([LIST-1]). */
  private static final long SEATS_OVER_MAX = 999;

  /**
   * Of one stage.
   *
   * @param low entries in the pool, at least; high at most
   * @param seatsHigh of all entries in the pool, at most
   * @param winnersLow winners, at least; winnersHigh at most
   * @param takenHigh seats of all winners, at most
   */
  private record Bounds(
      long low, long high, long seatsHigh, long winnersLow, long winnersHigh, long takenHigh) {}

  private final Rules rules;
  private final List<GroupFigures> figures;
  private final RulesFile.Marks marks;
  private final Problems problems = new Problems();
  private final List<Bounds> bounds = new ArrayList<>();

  /** Places that join a stage: at least and at most, by its id. */
  private final Map<Integer, Long> joinedLow = new HashMap<>();

  private final Map<Integer, Long> joinedHigh = new HashMap<>();

  PoolBounds(Rules rules, List<GroupFigures> figures, RulesFile.Marks marks) {
    this.rules = rules;
    this.figures = List.copyOf(figures);
    this.marks = marks;
  }

  List<Problem> problems() {
    checkGroups();
    if (problems.isEmpty()) {
      for (var stage : rules.stages()) {
        var bound = bound(stage);
        bounds.add(bound);
        join(stage, bound);
        check(stage, bound);
      }
    }
    return problems.list();
  }

  private void checkGroups() {
    var listed = figures.stream().map(GroupFigures::label).toList();
    for (var group : rules.groups()) {
      if (!listed.contains(group)) {
        var place = marks.groups().getOrDefault(group, marks.allGroups());
        problems.add(RulesReason.GROUP_WITHOUT_ENTRIES, place, group.text());
      }
    }
    for (var label : listed) {
      if (!rules.groups().contains(label)) {
        problems.add(RulesReason.GROUP_NOT_IN_RULES, marks.allGroups(), label.text());
      }
    }
  }

  private Bounds bound(Stage stage) {
    var groups = groupsOf(stage);
    var low = entries(groups);
    var high = low;
    var seatsHigh = seats(groups);
    if (!stage.fromWinnersOf().isEmpty()) {
      var outside = entries(rules.groups()) - entries(groups);
      var from = stage.fromWinnersOf().stream().map(id -> bounds.get(id - 1)).toList();
      low = Math.max(0, from.stream().mapToLong(Bounds::winnersLow).max().orElse(0) - outside);
      high = Math.min(high, from.stream().mapToLong(Bounds::winnersHigh).sum());
      seatsHigh = Math.min(seatsHigh, from.stream().mapToLong(Bounds::takenHigh).sum());
    }
    for (var id : stage.exceptWinnersOf()) {
      low = Math.max(0, low - bounds.get(id - 1).winnersHigh());
    }
    if (stage.fromWinnersOf().isEmpty()) {
      var gone = goneAtLeast(stage, groups);
      high -= gone;
      seatsHigh -= gone;
    }
    var isOneSeatEach = entries(groups) == seats(groups);
    return withWinners(stage, low, high, isOneSeatEach ? Math.min(seatsHigh, high) : seatsHigh);
  }

  private Bounds withWinners(Stage stage, long low, long high, long seatsHigh) {
    return switch (stage.places()) {
      case StagePlaces.All() -> new Bounds(low, high, seatsHigh, low, high, seatsHigh);
      case StagePlaces.Open() -> new Bounds(low, high, seatsHigh, 0, high, seatsHigh);
      case StagePlaces.Seats(var count) -> {
        var most = count + joinedHigh.getOrDefault(stage.id(), 0L);
        var groups = groupsOf(stage);
        var isOneSeatEach = entries(groups) == seats(groups);
        var isExact = isOneSeatEach || stage.overfill() == OverfillRule.STOP;
        yield new Bounds(
            low,
            high,
            seatsHigh,
            isOneSeatEach ? Math.min(low, count) : 0,
            Math.min(high, most),
            Math.min(seatsHigh, isExact ? most : most + SEATS_OVER_MAX));
      }
    };
  }

  /**
   * Entries of these groups that surely won in the stages left out. Two stages count together only
   * if the later one leaves out the earlier one's winners, so that nobody is counted twice.
   */
  private long goneAtLeast(Stage stage, Set<Label> groups) {
    var gone = 0L;
    var counted = new ArrayList<Stage>();
    for (var id : stage.exceptWinnersOf().reversed()) {
      var earlier = rules.stages().get(id - 1);
      if (counted.stream().allMatch(later -> later.exceptWinnersOf().contains(id))) {
        counted.add(earlier);
        var elsewhere = new HashSet<>(groupsOf(earlier));
        elsewhere.removeAll(groups);
        gone += Math.max(0, bounds.get(id - 1).winnersLow() - entries(elsewhere));
      }
    }
    return gone;
  }

  /** Hands on the places that surely, or possibly, nobody fills. */
  private void join(Stage stage, Bounds bound) {
    if (stage.joins().isPresent() && stage.places() instanceof StagePlaces.Seats(var count)) {
      var target = stage.joins().get();
      var least = count + joinedLow.getOrDefault(stage.id(), 0L);
      joinedLow.merge(target, Math.max(0, least - bound.seatsHigh()), Long::sum);
      var most = count + joinedHigh.getOrDefault(stage.id(), 0L);
      joinedHigh.merge(target, Math.max(0, most - bound.winnersLow()), Long::sum);
    }
  }

  private void check(Stage stage, Bounds bound) {
    var marked = marks.stages().get(stage.id() - 1);
    var id = String.valueOf(stage.id());
    if (bound.high() == 0) {
      problems.add(RulesReason.POOL_EMPTY, marked.title(), id);
      return;
    }
    if (!(stage.places() instanceof StagePlaces.Seats(var count))) {
      return;
    }
    var least = count + joinedLow.getOrDefault(stage.id(), 0L);
    if (stage.joins().isEmpty() && least > bound.seatsHigh()) {
      problems.add(
          RulesReason.PLACES_ABOVE_POOL,
          marked.places(),
          id,
          String.valueOf(least),
          String.valueOf(bound.seatsHigh()));
    }
    var left = bound.high() - bound.winnersLow();
    if (stage.alternates() > left) {
      problems.add(
          RulesReason.ALTERNATES_ABOVE_POOL,
          marked.alternates(),
          id,
          String.valueOf(stage.alternates()),
          String.valueOf(left));
    }
  }

  private Set<Label> groupsOf(Stage stage) {
    return Set.copyOf(stage.groups().isEmpty() ? rules.groups() : stage.groups());
  }

  private long entries(Collection<Label> groups) {
    return figures.stream()
        .filter(group -> groups.contains(group.label()))
        .mapToLong(GroupFigures::entries)
        .sum();
  }

  private long seats(Collection<Label> groups) {
    return figures.stream()
        .filter(group -> groups.contains(group.label()))
        .mapToLong(GroupFigures::seats)
        .sum();
  }
}
