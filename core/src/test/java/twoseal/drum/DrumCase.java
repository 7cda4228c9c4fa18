package twoseal.drum;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The inputs of one stage but its blocks, and what a run of it says in lines: {@code roll COUNTERS
 * ENTRY KIND ORDER} for every roll, {@code end ...} with the tally. An empty list of weights or
 * seats means 1 for everybody; places 0 means all.
 */
record DrumCase(
    long entries,
    List<Long> weights,
    List<Long> seats,
    Set<Long> gone,
    Set<Long> skips,
    long places,
    long alternates,
    OverfillRule overfill) {

  long weight(long entry) {
    return weights.isEmpty() ? 1 : weights.get(Math.toIntExact(entry));
  }

  long seatsOf(long entry) {
    return seats.isEmpty() ? 1 : seats.get(Math.toIntExact(entry));
  }

  List<String> run(BlockSource blocks) {
    var lines = new ArrayList<String>();
    Pool pool =
        weights.isEmpty() ? new UniformPool(entries) : new WeightedPool(entries, this::weight);
    gone.forEach(pool::remove);
    Rolls rolls =
        Drum.run(
            blocks,
            pool,
            new StageRules(
                places == 0 ? new Places.All() : new Places.Seats(places), alternates, overfill),
            new Entrants() {
              @Override
              public boolean skipped(long entry) {
                return skips.contains(entry);
              }

              @Override
              public long seats(long entry) {
                return seatsOf(entry);
              }
            },
            (counter, entry, kind, order) -> lines.add(line(counter, entry, kind, order)));
    lines.add(line(rolls.tally()));
    return lines;
  }

  static String line(long counter, long entry, Kind kind, long order) {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "roll " + counter + " " + entry + " " + name + " " + (order == 0 ? "-" : order);
  }

  static String line(Tally tally) {
    return "end rolled %d counters %d winners %d alternates %d skipped %d taken %d unfilled %d dry %s"
        .formatted(
            tally.rolled(),
            tally.counters(),
            tally.winners(),
            tally.alternates(),
            tally.skipped(),
            tally.seatsTaken(),
            tally.seatsUnfilled(),
            tally.dry() ? "yes" : "no");
  }
}
