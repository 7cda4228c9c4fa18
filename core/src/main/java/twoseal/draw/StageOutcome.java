package twoseal.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PrefixTree;
import twoseal.drum.Kind;
import twoseal.drum.Rolls;
import twoseal.list.ListRoot;

/** What one stage rolled, by entries of the list. */
public final class StageOutcome {
  /** Up to so many rolls a draw.result lists them ([DRAW-12]). */
  public static final int LISTED_MAX = 2_000;

  /** And only if the lines have at most so many bytes together, so that the result fits a note. */
  public static final int LISTED_BYTES_MAX = 50_000;

  private static final byte LEAF = 0x16;
  private static final byte NODE = 0x17;
  private static final int ROLL_BITS = 31;

  private final Stage stage;
  private final ListRoot list;
  private final StagePool pool;
  private final Rolls rolls;

  StageOutcome(Stage stage, ListRoot list, StagePool pool, Rolls rolls) {
    this.stage = stage;
    this.list = list;
    this.pool = pool;
    this.rolls = rolls;
  }

  public Stage stage() {
    return stage;
  }

  /** The list that was drawn from. */
  public ListRoot list() {
    return list;
  }

  /** Rolls of the stage. */
  public long rolled() {
    return rolls.tally().rolled();
  }

  /** The list index of the entry that roll i, from 0, took. */
  public long index(long i) {
    return pool.index(rolls.entry(i));
  }

  /** What became of roll i. */
  public Kind kind(long i) {
    return rolls.kind(i);
  }

  /** The order number of roll i; 0 for none. */
  public long order(long i) {
    return rolls.order(i);
  }

  /** List indices of the winners, by order number. */
  public long[] winners() {
    var winners = new long[Math.toIntExact(rolls.tally().winners())];
    Arrays.setAll(winners, i -> pool.index(rolls.entryAt(i + 1L)));
    return winners;
  }

  /** Places that nobody filled. */
  public long unfilled() {
    return rolls.tally().seatsUnfilled();
  }

  /** The outcome line of roll i ([DRAW-13]). */
  public String line(long i) {
    var entry = EntryNumber.at(index(i), list);
    var order = order(i);
    return (order == 0 ? "-" : order) + " " + word(kind(i)) + " " + entry;
  }

  /** The lines, in the order rolled, if they are few enough to be listed. */
  public List<String> listedLines() {
    var lines = new ArrayList<String>();
    var bytes = 0L;
    for (var i = 0L; rolled() <= LISTED_MAX && i < rolled(); i++) {
      lines.add(line(i));
      bytes += Bytes.utf8("outcome: " + line(i) + "\n").length;
    }
    return bytes <= LISTED_BYTES_MAX ? lines : List.of();
  }

  /** Counts and root. */
  public StageFigures figures() {
    var tally = rolls.tally();
    return new StageFigures(
        tally.rolled(),
        tally.counters(),
        tally.winners(),
        tally.alternates(),
        tally.skipped(),
        tally.seatsTaken(),
        tally.seatsUnfilled(),
        outcomesRoot());
  }

  /** List indices of all rolled entries, ascending. */
  public long[] indices() {
    return Arrays.stream(rollsByIndex()).map(packed -> packed >>> ROLL_BITS).toArray();
  }

  /** Packs index and roll into a long, so that sorting millions needs no objects. */
  private long[] rollsByIndex() {
    var packed = new long[Math.toIntExact(rolled())];
    Arrays.setAll(packed, i -> index(i) << ROLL_BITS | i);
    Arrays.sort(packed);
    return packed;
  }

  private Digest outcomesRoot() {
    var tree = new PrefixTree(NODE);
    for (var packed : rollsByIndex()) {
      var line = line(packed & ((1L << ROLL_BITS) - 1));
      tree.append(Digest.sha256(new byte[] {LEAF}, Bytes.utf8(line)));
    }
    return tree.root();
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case WINNER -> "winner";
      case ALTERNATE -> "alternate";
      case SKIPPED -> "skipped";
      case NOT_PLACED -> "not-placed";
    };
  }
}
