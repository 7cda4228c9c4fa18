package twoseal.drum;

/**
 * The counts of one stage.
 *
 * @param rolled entries taken out of the pool: winners, alternates, skipped and at most one not
 *     placed
 * @param counters blocks consumed
 * @param seatsTaken seats of all winners; more than the places if the last one overfilled them
 * @param seatsUnfilled places without a winner; 0 where everybody wins
 * @param dry whether the pool ran empty before the places were filled and the alternates found
 */
public record Tally(
    long rolled,
    long counters,
    long winners,
    long alternates,
    long skipped,
    long seatsTaken,
    long seatsUnfilled,
    boolean dry) {
  public Tally {
    long numbered = winners + alternates;
    if (numbered + skipped > rolled || numbered + skipped + 1 < rolled || rolled > counters) {
      throw new IllegalArgumentException("counts that do not add up");
    }
  }
}
