package twoseal.drum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UniformTest {
  private static final BigInteger TWO_256 = BigInteger.TWO.pow(256);

  @Test
  void agreesWithBigIntegersOnRandomNumbers() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      BigInteger v = new BigInteger(256, random);
      long r = Math.max(1, random.nextLong() >>> (1 + random.nextInt(62)));
      assertThat(new Uniform(new ListedBlocks(List.of(v))).below(r))
          .as("seed %d: %s mod %d", seed, v, r)
          .isEqualTo(v.mod(BigInteger.valueOf(r)).longValueExact());
    }
  }

  @Test
  void agreesWithBigIntegersAtEveryBorder() {
    for (long r : bordersOfR()) {
      BigInteger limit = TWO_256.divide(BigInteger.valueOf(r)).multiply(BigInteger.valueOf(r));
      for (BigInteger v : bordersOfV(r, limit)) {
        var uniform = new Uniform(new ListedBlocks(List.of(v, BigInteger.ZERO)));
        long value = uniform.below(r);
        boolean accepted = v.compareTo(limit) < 0;
        long expected = accepted ? v.mod(BigInteger.valueOf(r)).longValueExact() : 0;
        assertThat(value).as("%s below %d", v.toString(16), r).isEqualTo(expected);
        assertThat(uniform.counter())
            .as("counters of %s below %d", v.toString(16), r)
            .isEqualTo(accepted ? 1 : 2);
      }
    }
  }

  @Test
  void everyRejectedBlockConsumesACounter() {
    var uniform =
        new Uniform(
            new ListedBlocks(
                List.of(
                    ListedBlocks.MAX, ListedBlocks.MAX, ListedBlocks.MAX, BigInteger.valueOf(5))));
    assertThat(uniform.below(3)).isEqualTo(2);
    assertThat(uniform.counter()).isEqualTo(4);
  }

  @Test
  void oneConsumesACounterAndNeverRejects() {
    var uniform = new Uniform(new ListedBlocks(List.of(ListedBlocks.MAX, BigInteger.valueOf(7))));
    assertThat(uniform.below(1)).isZero();
    assertThat(uniform.counter()).isEqualTo(1);
    assertThat(uniform.below(10)).isEqualTo(7);
    assertThat(uniform.counter()).isEqualTo(2);
  }

  @Test
  void nothingIsBelowZero() {
    var uniform = new Uniform(ListedBlocks.of(1, 2));
    for (long r : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> uniform.below(r)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(uniform.counter()).isZero();
  }

  private static List<Long> bordersOfR() {
    var borders = new ArrayList<Long>();
    for (int bit = 0; bit < 63; bit++) {
      for (long near = -2; near <= 2; near++) {
        long r = (1L << bit) + near;
        if (r >= 1) {
          borders.add(r);
        }
      }
    }
    borders.addAll(List.of(3L, 5L, 7L, 641L, 1_400_000_000L, Long.MAX_VALUE, Long.MAX_VALUE - 1));
    return borders;
  }

  private static List<BigInteger> bordersOfV(long r, BigInteger limit) {
    var borders = new ArrayList<BigInteger>();
    var anchors = new ArrayList<BigInteger>();
    anchors.add(BigInteger.ZERO);
    anchors.add(limit);
    anchors.add(TWO_256);
    anchors.add(BigInteger.valueOf(r));
    for (int limb = 32; limb < 256; limb += 32) {
      anchors.add(BigInteger.TWO.pow(limb));
      anchors.add(TWO_256.subtract(BigInteger.TWO.pow(limb)));
    }
    for (BigInteger anchor : anchors) {
      for (long near = -2; near <= 2; near++) {
        BigInteger v = anchor.add(BigInteger.valueOf(near));
        if (v.signum() >= 0 && v.compareTo(TWO_256) < 0) {
          borders.add(v);
        }
      }
    }
    return borders;
  }
}
