package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sizes of the field: the work follows what is rolled, not what is on the list. */
class LargeDrawTest {
  private static final ListShape SHAPE =
      new ListShape(
          List.of(
              new ListShape.Group("a", 150_000_000, 150_000_000, Bytes.ZEROS_32),
              new ListShape.Group("b", 50_000_000, 50_000_000, Bytes.ZEROS_32)));

  private static final Rules.Stage STAGE =
      new Rules.Stage(
          1,
          "t",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          OptionalLong.of(2_800),
          false,
          0,
          false,
          Optional.empty());

  @Test
  void fewOfManyNeedLittleTimeAndMemory() {
    var startNs = System.nanoTime();
    var pool = new Pool(SHAPE, Optional.empty(), List.of("a", "b"), Optional.empty(), List.of());
    var rolls = Drum.roll(new byte[32], pool, STAGE, 2_800, Set.of(), e -> 1, 2_800);
    assertThat(rolls.lines(SHAPE)).contains("winners: 2800", "listed: 0");
    assertThat(System.nanoTime() - startNs).isLessThan(5_000_000_000L);
  }

  @Test
  void winnersOfAnEarlierStageAreASmallPool() {
    var pool =
        new Pool(
            SHAPE,
            Optional.empty(),
            List.of("b"),
            Optional.of(new int[] {7, 150_000_000, 199_999_999, 160_000_000, 7}),
            List.of(new int[] {160_000_000, 3}));
    assertThat(pool.tickets()).isEqualTo(2);
    assertThat(pool.take(1)).isEqualTo(199_999_999);
    assertThat(pool.take(0)).isEqualTo(150_000_000);
    assertThat(pool.tickets()).isZero();
  }
}
