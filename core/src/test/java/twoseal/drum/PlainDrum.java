package twoseal.drum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The text of {@code drum/1} once more, with big integers and a list, as slow and as plain as it
 * can be.
 */
final class PlainDrum {
  private static final BigInteger TWO_256 = BigInteger.TWO.pow(256);

  private final DrumCase stage;
  private final BlockSource blocks;
  private final List<Long> left;
  private final List<String> lines = new ArrayList<>();
  private long counter;

  private PlainDrum(DrumCase stage, BlockSource blocks) {
    this.stage = stage;
    this.blocks = blocks;
    this.left = new ArrayList<>(LongStream.range(0, stage.entries()).boxed().toList());
    this.left.removeAll(stage.gone());
  }

  static List<String> run(DrumCase stage, BlockSource blocks) {
    return new PlainDrum(stage, blocks).run();
  }

  private List<String> run() {
    var winners = new ArrayList<Long>();
    var alternates = new ArrayList<Long>();
    int skipped = 0;
    long taken = 0;
    boolean open = true;
    while (!left.isEmpty() && (open || alternates.size() < stage.alternates())) {
      long entry = roll();
      long seats = stage.seatsOf(entry);
      if (stage.skips().contains(entry)) {
        skipped++;
        lines.add(DrumCase.line(counter, entry, Kind.SKIPPED, 0));
        continue;
      }
      boolean fits = stage.places() == 0 || taken + seats <= stage.places();
      boolean wins = open && (fits || stage.overfill() == OverfillRule.OVERFILL);
      open = open && fits && taken + seats != stage.places();
      if (wins) {
        winners.add(entry);
        taken += seats;
        lines.add(DrumCase.line(counter, entry, Kind.WINNER, winners.size()));
      } else if (stage.alternates() > 0) {
        alternates.add(entry);
        long order = (long) winners.size() + alternates.size();
        lines.add(DrumCase.line(counter, entry, Kind.ALTERNATE, order));
      } else {
        lines.add(DrumCase.line(counter, entry, Kind.NOT_PLACED, 0));
      }
    }
    boolean all = stage.places() == 0;
    lines.add(
        DrumCase.line(
            new Tally(
                lines.size(),
                counter,
                winners.size(),
                alternates.size(),
                skipped,
                taken,
                all ? 0 : Math.max(stage.places() - taken, 0),
                !all && (open || alternates.size() < stage.alternates()))));
    return lines;
  }

  private long roll() {
    long tickets = left.stream().mapToLong(stage::weight).sum();
    BigInteger r = BigInteger.valueOf(tickets);
    byte[] block = new byte[32];
    BigInteger v;
    do {
      blocks.block(counter++, block);
      v = new BigInteger(1, block);
    } while (v.compareTo(TWO_256.divide(r).multiply(r)) >= 0);
    long rest = v.mod(r).longValueExact();
    int at = 0;
    while (rest >= stage.weight(left.get(at))) {
      rest -= stage.weight(left.get(at++));
    }
    return left.remove(at);
  }
}
