package twoseal.drum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both pools against a plain list of what is left. */
class PoolTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** The definition: entries in list order with their weights. */
  private static final class Model {
    private final List<Long> entries;
    private final long[] weights;

    Model(long[] weights) {
      this.weights = weights;
      this.entries = new ArrayList<>(LongStream.range(0, weights.length).boxed().toList());
    }

    long take(long r) {
      long rest = r;
      int at = 0;
      while (rest >= weights[Math.toIntExact(entries.get(at))]) {
        rest -= weights[Math.toIntExact(entries.get(at++))];
      }
      return entries.remove(at);
    }

    boolean remove(long entry) {
      return entries.remove((Object) entry);
    }

    long tickets() {
      return entries.stream().mapToLong(entry -> weights[Math.toIntExact(entry)]).sum();
    }
  }

  @Test
  void smallPoolsAgreeWithAListUntilEmpty() {
    for (int round = 0; round < 400; round++) {
      int m = random.nextInt(round < 200 ? 10 : 300);
      long[] ones = new long[m];
      Arrays.fill(ones, 1);
      long[] weights = random.longs(m, 1, 1L << (1 + random.nextInt(55))).toArray();
      empty(new UniformPool(m), new Model(ones));
      empty(new WeightedPool(m, entry -> weights[(int) entry]), new Model(weights));
      empty(new WeightedPool(m, _ -> 1), new Model(ones));
    }
  }

  private void empty(Pool pool, Model model) {
    int m = model.entries.size();
    while (!model.entries.isEmpty()) {
      assertThat(pool.ticketsLeft()).as("seed %d, m %d", seed, m).isEqualTo(model.tickets());
      if (random.nextInt(4) == 0) {
        long entry = random.nextInt(m);
        assertThat(pool.remove(entry)).as("seed %d", seed).isEqualTo(model.remove(entry));
      } else {
        long r = random.nextLong(model.tickets());
        assertThat(pool.take(r)).as("seed %d, m %d", seed, m).isEqualTo(model.take(r));
      }
      assertThat(pool.entriesLeft()).as("seed %d", seed).isEqualTo(model.entries.size());
    }
    assertThat(pool.ticketsLeft()).isZero();
    assertThatThrownBy(() -> pool.take(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Through the list of removed offsets, its upgrade to a bitmap, and the block's last entry. */
  @ParameterizedTest
  @ValueSource(ints = {63, 64, 65, 1_024, 1_025, 65_535, 65_536, 65_537})
  void uniformPoolsAgreeWithAListUntilEmptyAroundBorders(int m) {
    UniformPool pool = new UniformPool(m);
    int[] left = new int[m];
    Arrays.setAll(left, i -> i);
    for (int size = m; size > 0; size--) {
      int r = random.nextInt(size);
      if (size > m - 3_000 && random.nextBoolean()) {
        r = random.nextBoolean() ? size - 1 : 0;
      }
      assertThat(pool.ticketsLeft()).isEqualTo(size);
      long entry = pool.take(r);
      if (entry != left[r]) {
        assertThat(entry).as("seed %d, m %d, left %d, r %d", seed, m, size, r).isEqualTo(left[r]);
      }
      System.arraycopy(left, r + 1, left, r, size - 1 - r);
    }
    assertThat(pool.ticketsLeft()).isZero();
  }

  /** Chunks of all four widths, the last one of a single entry. */
  @Test
  void weightedPoolsAgreeWithAListAcrossChunks() {
    int m = 4 * WeightChunk.ENTRIES + 1;
    int[] bits = {8, 16, 32, 40, 1};
    long[] weights = new long[m];
    for (int i = 0; i < m; i++) {
      weights[i] = 1 + (random.nextLong() >>> (64 - bits[i / WeightChunk.ENTRIES]));
      weights[i] = Math.min(weights[i], (1L << bits[i / WeightChunk.ENTRIES]) - 1);
    }
    WeightedPool pool = new WeightedPool(m, entry -> weights[(int) entry]);
    long tickets = Arrays.stream(weights).sum();
    for (int round = 0; round < 1_000; round++) {
      assertThat(pool.ticketsLeft()).as("seed %d", seed).isEqualTo(tickets);
      // A ticket of an entry that is still there, from the middle of a random chunk, or any.
      int near = random.nextInt(m);
      long r =
          round % 4 == 0
              ? random.nextLong(tickets)
              : Arrays.stream(weights, 0, near).sum() + random.nextLong(weights[near] + 1);
      r = Math.min(r, tickets - 1);
      int expected = 0;
      for (long rest = r; rest >= weights[expected]; expected++) {
        rest -= weights[expected];
      }
      assertThat(pool.take(r)).as("seed %d, round %d, r %d", seed, round, r).isEqualTo(expected);
      tickets -= weights[expected];
      weights[expected] = 0;
    }
    assertThat(pool.entriesLeft()).isEqualTo(m - 1_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {200_000_000L, 1_400_000_000L, Pool.ENTRIES_MAX})
  void largePoolsAgreeWithAListOfWhatIsGone(long m) {
    UniformPool pool = new UniformPool(m);
    var gone = new ArrayList<Long>();
    for (int round = 0; round < 2_000; round++) {
      long left = m - gone.size();
      long r = round == 0 ? left - 1 : round == 1 ? 0 : random.nextLong(left);
      long expected = r;
      int at = 0;
      while (at < gone.size() && gone.get(at) <= expected) {
        expected++;
        at++;
      }
      assertThat(pool.take(r)).as("seed %d, m %d, r %d", seed, m, r).isEqualTo(expected);
      gone.add(at, expected);
    }
    assertThat(pool.ticketsLeft()).isEqualTo(m - 2_000);
    assertThat(pool.remove(gone.get(random.nextInt(2_000)))).isFalse();
  }

  @Test
  void everyEntryOfAFullOrderComesOnce() {
    int m = 300_000;
    for (Pool pool : List.of(new UniformPool(m), new WeightedPool(m, entry -> 1 + entry % 24))) {
      boolean[] seen = new boolean[m];
      for (int left = m; left > 0; left--) {
        int entry = (int) pool.take(random.nextLong(pool.ticketsLeft()));
        assertThat(seen[entry]).as("seed %d, entry %d", seed, entry).isFalse();
        seen[entry] = true;
      }
      assertThat(pool.ticketsLeft()).isZero();
      assertThat(pool.entriesLeft()).isZero();
    }
  }

  @Test
  void mostOfALargePoolCanBeRemovedFirst() {
    int m = 3 * 65_536;
    UniformPool pool = new UniformPool(m);
    for (int entry = 0; entry < m; entry++) {
      if (entry % 1_000 != 7) {
        assertThat(pool.remove(entry)).isTrue();
        assertThat(pool.remove(entry)).isFalse();
      }
    }
    assertThat(pool.ticketsLeft()).isEqualTo(197);
    assertThat(pool.take(196)).isEqualTo(196_007);
    assertThat(pool.take(100)).isEqualTo(100_007);
    assertThat(pool.take(100)).isEqualTo(101_007);
  }

  @Test
  void whatNoPoolCanHoldIsRefused() {
    for (long m : new long[] {-1, Pool.ENTRIES_MAX + 1}) {
      assertThatThrownBy(() -> new UniformPool(m)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new WeightedPool(m, _ -> 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new WeightedPool(2, entry -> entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("entry 0 has weight 0");
    assertThatThrownBy(() -> new WeightedPool(2, _ -> 1L << 62))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("with entry 1 the tickets are 2^63 or more");
    assertThat(new WeightedPool(2, entry -> (1L << 62) - entry).ticketsLeft())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void ticketsAndEntriesOutsideThePoolAreRefused() {
    for (Pool pool : List.of(new UniformPool(3), new WeightedPool(3, _ -> 2))) {
      long tickets = pool.ticketsLeft();
      for (long r : new long[] {-1, tickets, Long.MAX_VALUE}) {
        assertThatThrownBy(() -> pool.take(r)).isInstanceOf(IndexOutOfBoundsException.class);
      }
      for (long entry : new long[] {-1, 3}) {
        assertThatThrownBy(() -> pool.remove(entry)).isInstanceOf(IndexOutOfBoundsException.class);
      }
      assertThat(pool.entriesLeft()).isEqualTo(3);
    }
  }
}
