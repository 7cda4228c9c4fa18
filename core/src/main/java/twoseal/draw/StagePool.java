package twoseal.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import twoseal.drum.Pool;
import twoseal.drum.UniformPool;
import twoseal.drum.WeightedPool;
import twoseal.list.ListRoot;
import twoseal.list.WeightsFile;

/**
 * Who is in the drum of a stage ([DRUM-7]): maps the drum's numbers to indices of the list. Either
 * whole groups, as ranges, or the winners of earlier stages, one by one; both in list order.
 */
final class StagePool {
  /** Entries from one index to before another. */
  private record Range(long from, long to) {
    long length() {
      return to - from;
    }

    boolean has(long index) {
      return index >= from && index < to;
    }
  }

  private final List<Range> ranges;
  private final Optional<long[]> members;

  private StagePool(List<Range> ranges, Optional<long[]> members) {
    this.ranges = ranges;
    this.members = members;
  }

  /**
   * The pool of a stage.
   *
   * @param from winners of the stages it draws from, in any order; empty for everybody
   */
  static StagePool of(Stage stage, ListRoot list, Optional<long[]> from) {
    var ranges = new ArrayList<Range>();
    for (var group : list.groups()) {
      if (stage.groups().isEmpty() || stage.groups().contains(group.label())) {
        var first = list.firstIndex(group.label());
        ranges.add(new Range(first, first + group.entries()));
      }
    }
    var members =
        from.map(winners ->
            Arrays.stream(winners)
                .filter(index -> ranges.stream().anyMatch(range -> range.has(index)))
                .sorted()
                .distinct()
                .toArray());
    return new StagePool(ranges, members);
  }

  /** Entries, before anybody is left out. */
  long size() {
    return members
        .map(m -> (long) m.length)
        .orElseGet(() -> ranges.stream().mapToLong(Range::length).sum());
  }

  /** The list index of an entry of the pool. */
  long index(long member) {
    if (members.isPresent()) {
      return members.get()[Math.toIntExact(member)];
    }
    var rest = member;
    for (var range : ranges) {
      if (rest < range.length()) {
        return range.from() + rest;
      }
      rest -= range.length();
    }
    throw new IllegalArgumentException("entry " + member + " of a pool of " + size());
  }

  /** The drum's pool, without those left out. */
  Pool open(Optional<WeightsFile> weights, long[] except) {
    Pool pool =
        weights.isPresent()
            ? new WeightedPool(
                size(), member -> weights.get().weight(Math.toIntExact(index(member))))
            : new UniformPool(size());
    for (var index : except) {
      member(index).ifPresent(pool::remove);
    }
    return pool;
  }

  private Optional<Long> member(long index) {
    if (members.isPresent()) {
      var found = Arrays.binarySearch(members.get(), index);
      return found < 0 ? Optional.empty() : Optional.of((long) found);
    }
    var before = 0L;
    for (var range : ranges) {
      if (range.has(index)) {
        return Optional.of(before + index - range.from());
      }
      before += range.length();
    }
    return Optional.empty();
  }
}
