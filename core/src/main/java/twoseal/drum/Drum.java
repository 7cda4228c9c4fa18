package twoseal.drum;

/**
 * Runs one stage: rolls a ticket of those left, takes its owner, until the places are filled and
 * the alternates found, or the pool is empty. It never refills itself. The result is a function of
 * the blocks, the pool, the rules and the entrants alone.
 */
public final class Drum {
  private final Uniform uniform;
  private final Pool pool;
  private final StageRules rules;
  private final Entrants entrants;
  private final Tape entries = new Tape();
  private final Tape skips = new Tape();
  private boolean placesOpen = true;
  private long winners;
  private long alternates;
  private long seatsTaken;

  private Drum(BlockSource blocks, Pool pool, StageRules rules, Entrants entrants) {
    this.uniform = new Uniform(blocks);
    this.pool = pool;
    this.rules = rules;
    this.entrants = entrants;
  }

  /**
   * Runs a stage from counter 0.
   *
   * @param blocks the stage's key
   * @param pool used up by the stage: what it rolled is gone afterwards
   * @throws IllegalArgumentException if an entry has less than 1 seat
   * @throws ArithmeticException if the winners' seats are 2^63 or more
   */
  public static Rolls run(BlockSource blocks, Pool pool, StageRules rules, Entrants entrants) {
    return run(blocks, pool, rules, entrants, RollListener.NONE);
  }

  /** As above, and tells the listener every roll as it happens. */
  public static Rolls run(
      BlockSource blocks, Pool pool, StageRules rules, Entrants entrants, RollListener listener) {
    return new Drum(blocks, pool, rules, entrants).roll(listener);
  }

  private Rolls roll(RollListener listener) {
    while (pool.ticketsLeft() > 0 && (placesOpen || alternates < rules.alternates())) {
      long entry = pool.take(uniform.below(pool.ticketsLeft()));
      Kind kind =
          entrants.skipped(entry) ? Kind.SKIPPED : placesOpen ? place(entry) : Kind.ALTERNATE;
      record(entry, kind, listener);
    }
    return new Rolls(entries, skips, tally());
  }

  /** Gives the entry its places or, if it does not fit, ends them. */
  private Kind place(long entry) {
    long seats = entrants.seats(entry);
    if (seats < 1) {
      throw new IllegalArgumentException("entry " + entry + " has " + seats + " seats");
    }
    boolean fits =
        switch (rules.places()) {
          case Places.All _ -> true;
          case Places.Seats(long count) -> {
            long free = count - seatsTaken;
            placesOpen = seats < free;
            yield seats <= free;
          }
        };
    if (fits || rules.overfill() == OverfillRule.OVERFILL) {
      seatsTaken = Math.addExact(seatsTaken, seats);
      return Kind.WINNER;
    }
    return rules.alternates() > 0 ? Kind.ALTERNATE : Kind.NOT_PLACED;
  }

  private void record(long entry, Kind kind, RollListener listener) {
    long order =
        switch (kind) {
          case WINNER -> ++winners;
          case ALTERNATE -> winners + ++alternates;
          case SKIPPED -> {
            skips.add(entries.size());
            yield 0;
          }
          case NOT_PLACED -> 0;
        };
    entries.add(entry);
    listener.rolled(uniform.counter(), entry, kind, order);
  }

  private Tally tally() {
    long unfilled = 0;
    boolean dry = false;
    if (rules.places() instanceof Places.Seats(long count)) {
      unfilled = Math.max(0, count - seatsTaken);
      dry = placesOpen || alternates < rules.alternates();
    }
    return new Tally(
        entries.size(),
        uniform.counter(),
        winners,
        alternates,
        skips.size(),
        seatsTaken,
        unfilled,
        dry);
  }
}
