package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Numbers in public lines are as the JDK writes them. */
class LineTextTest {
  private static final int DIGITS_MAX = 19;

  @Test
  void numbersOfEveryLength() {
    var seed = new Random().nextLong();
    var edges =
        LongStream.iterate(1, power -> 10 * power)
            .limit(DIGITS_MAX)
            .flatMap(power -> LongStream.of(power - 1, power, power + 1, 5 * (power / 10)));
    var others = new Random(seed).longs(10_000).map(bits -> (bits & Long.MAX_VALUE) >> bits % 64);
    LongStream.concat(LongStream.concat(edges, others), LongStream.of(Long.MAX_VALUE))
        .forEach(number -> {
          var out = new byte[DIGITS_MAX + 2];
          var end = LineText.number(number, out, 1);
          assertThat(new String(out, 1, end - 1, StandardCharsets.US_ASCII))
              .as("seed %d", seed)
              .isEqualTo(Long.toString(number));
          assertThat(out[end]).as("after %d", number).isZero();
        });
  }
}
