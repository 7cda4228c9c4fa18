package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a stage's drum rolled, in the order rolled; each roll takes five bytes. */
final class Rolls {
  static final byte WINNER = 0;
  static final byte ALTERNATE = 1;
  static final byte SKIPPED = 2;
  static final byte NOT_PLACED = 3;

  private static final List<String> WORDS = List.of("winner", "alternate", "skipped", "not-placed");

  private final long places;
  private final long[] counts = new long[WORDS.size()];
  private int[] entries = new int[64];
  private byte[] kinds = new byte[64];
  private int count;
  private long seats;
  private long counters;
  private boolean isFilled;

  /**
   * @param places seats; negative for {@code all}
   */
  Rolls(long places) {
    this.places = places;
  }

  void add(int entry, byte kind) {
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    entries[count] = entry;
    kinds[count] = kind;
    count++;
    counts[kind]++;
  }

  void win(int entry, long entrySeats) {
    add(entry, WINNER);
    seats += entrySeats;
    isFilled |= seats == places;
  }

  /** Whether so many seats fit into the places left. */
  boolean fits(long entrySeats) {
    return places < 0 || seats + entrySeats <= places;
  }

  void endPlaces() {
    isFilled = true;
  }

  void end(long countersUsed) {
    counters = countersUsed;
  }

  boolean arePlacesFilled() {
    return isFilled;
  }

  int count() {
    return count;
  }

  int entry(int roll) {
    return entries[roll];
  }

  byte kind(int roll) {
    return kinds[roll];
  }

  long winners() {
    return counts[WINNER];
  }

  long alternates() {
    return counts[ALTERNATE];
  }

  long unfilled() {
    return Math.max(0, places - seats);
  }

  /** The indices of the winners, in the order rolled. */
  int[] winnerEntries() {
    var winners = new int[(int) winners()];
    var at = 0;
    for (int roll = 0; roll < count; roll++) {
      if (kinds[roll] == WINNER) {
        winners[at++] = entries[roll];
      }
    }
    return winners;
  }

  /** The fields of [DRAW-12] from {@code rolled} to the last {@code outcome}, as lines. */
  List<String> lines(ListShape shape) {
    var lines =
        new ArrayList<>(
            List.of(
                "rolled: " + count,
                "counters: " + counters,
                "winners: " + winners(),
                "alternates: " + alternates(),
                "skipped: " + counts[SKIPPED],
                "seats: " + seats,
                "unfilled: " + unfilled(),
                "outcomes: " + outcomesRoot(shape)));
    var listed = new ArrayList<String>();
    var listedBytes = 0L;
    var orders = orders();
    for (int roll = 0; count <= Limits.LISTED_MAX && roll < count; roll++) {
      var line = "outcome: " + outcome(roll, orders[roll], shape);
      listed.add(line);
      listedBytes += (line + "\n").getBytes(UTF_8).length;
    }
    var isListed = listedBytes <= Limits.LISTED_BYTES_MAX;
    lines.add("listed: " + (isListed ? listed.size() : 0));
    lines.addAll(isListed ? listed : List.of());
    return lines;
  }

  /** The order number of every roll, from 1, or 0 where it has none. */
  int[] orders() {
    var orders = new int[count];
    var order = 0;
    for (int roll = 0; roll < count; roll++) {
      orders[roll] = kinds[roll] == WINNER || kinds[roll] == ALTERNATE ? ++order : 0;
    }
    return orders;
  }

  static String word(byte kind) {
    return WORDS.get(kind);
  }

  /** [DRAW-13], as hex. */
  String outcomesRoot(ListShape shape) {
    var inListOrder = new long[count];
    for (int roll = 0; roll < count; roll++) {
      inListOrder[roll] = (long) entries[roll] << 32 | roll;
    }
    Arrays.sort(inListOrder);
    var orders = orders();
    var tree = new HashTree(0x17);
    for (var each : inListOrder) {
      var roll = (int) each;
      tree.add(Bytes.prefixed(0x16, outcome(roll, orders[roll], shape).getBytes(UTF_8)));
    }
    return tree.root();
  }

  private String outcome(int roll, int order, ListShape shape) {
    var place = shape.place(entries[roll], " ");
    return (order > 0 ? order : "-") + " " + WORDS.get(kinds[roll]) + " " + place;
  }
}
