package twoseal.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import twoseal.drum.BlockSource;
import twoseal.drum.Drum;
import twoseal.drum.Entrants;
import twoseal.drum.OverfillRule;
import twoseal.drum.Places;
import twoseal.drum.Pool;
import twoseal.drum.Rolls;
import twoseal.drum.StageKey;
import twoseal.drum.StageRules;
import twoseal.drum.UniformPool;
import twoseal.drum.WeightedPool;

/**
 * Times the drum on one thread, medians of several runs, beside its bound from the same run: the
 * bare SHA-256 blocks the draw consumes. Run: {@code java -Xmx4g -cp
 * core/target/classes:bench/target/classes twoseal.bench.DrumBench}.
 */
public final class DrumBench {
  private static final double NS_PER_MS = 1e6;

  private record Row(String name, int runs, Places places, double targetMs, Supplier<Pool> pool) {}

  private DrumBench() {}

  public static void main(String[] args) {
    List<Row> rows =
        List.of(
            new Row("2,800 of 200 M", 201, seats(2_800), 5, () -> new UniformPool(200_000_000)),
            new Row("1 M of 200 M", 7, seats(1_000_000), 2_000, () -> new UniformPool(200_000_000)),
            new Row("1 M of 1.4 G", 7, seats(1_000_000), 0, () -> new UniformPool(1_400_000_000)),
            new Row("order of 3 M", 5, new Places.All(), 0, () -> new UniformPool(3_000_000)),
            new Row(
                "order of 10 M", 3, new Places.All(), 10_000, () -> new UniformPool(10_000_000)),
            new Row("1 M of 10 M weighted", 5, seats(1_000_000), 0, () -> weighted(10_000_000)));
    System.out.println("median of the draw, of its pool's making, and of the bare blocks, in ms");
    for (Row row : rows) {
      run(row);
    }
  }

  private static void run(Row row) {
    double[] drawMs = new double[row.runs()];
    double[] poolMs = new double[row.runs()];
    double[] blocksMs = new double[row.runs()];
    for (int run = 0; run < row.runs(); run++) {
      byte[] key = new byte[StageKey.KEY_BYTES];
      key[0] = (byte) run;
      key[1] = (byte) (run >>> Byte.SIZE);
      StageKey stageKey = new StageKey(key);
      long start = System.nanoTime();
      Pool pool = row.pool().get();
      long made = System.nanoTime();
      StageRules rules = new StageRules(row.places(), 0, OverfillRule.STOP);
      Rolls rolls = Drum.run(stageKey, pool, rules, Entrants.PLAIN);
      long drawn = System.nanoTime();
      byte[] block = new byte[BlockSource.BLOCK_BYTES];
      for (long counter = 0; counter < rolls.tally().counters(); counter++) {
        stageKey.block(counter, block);
      }
      blocksMs[run] = (System.nanoTime() - drawn) / NS_PER_MS;
      drawMs[run] = (drawn - made) / NS_PER_MS;
      poolMs[run] = (made - start) / NS_PER_MS;
    }
    String target =
        row.targetMs() == 0 ? "" : String.format(Locale.ROOT, "  target %.0f", row.targetMs());
    System.out.printf(
        Locale.ROOT,
        "%-22s draw %10.3f  pool %9.3f  blocks %10.3f  draw/blocks %5.2f%s%n",
        row.name(),
        median(drawMs),
        median(poolMs),
        median(blocksMs),
        median(drawMs) / median(blocksMs),
        target);
  }

  private static Pool weighted(long entries) {
    return new WeightedPool(entries, entry -> 1 + entry % 24);
  }

  private static Places seats(long count) {
    return new Places.Seats(count);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
