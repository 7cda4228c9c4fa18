package twoseal.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepMethodTest {
  private static final Path FILE =
      Path.of("..", "spec", "vectors", "legacy", "legacy-step-method-nanchang2023.txt");

  private static String field(String name) throws IOException {
    try (var lines = Files.lines(FILE)) {
      return lines
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElseThrow();
    }
  }

  private static int number(String name) throws IOException {
    return Integer.parseInt(field(name));
  }

  @Test
  void thePublishedDrawIsReproduced() throws IOException {
    var expected =
        List.of(field("winners_in_order").split(",", -1)).stream().map(Integer::valueOf).toList();
    assertThat(expected).hasSize(number("places"));
    assertThat(StepMethod.select(number("n"), number("start"), number("step"), number("places")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,'1'", "5,4,1,'4,5,1,2,3'", "5,1,5,'1,2,4,5,3'", "4,2,2,'2,4,3,1'"})
  void theRingIsFollowedToItsEnd(int entries, int start, int step, String winners) {
    assertThat(StepMethod.select(entries, start, step, entries))
        .isEqualTo(List.of(winners.split(",", -1)).stream().map(Integer::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,200", "20,865", "1000,1994", "100000,3322"})
  void entropyIsTheLogarithmOfTheSquareRoundedUp(int entries, int hundredthBits) {
    assertThat(StepMethod.hundredthBitsAtMost(entries)).isEqualTo(hundredthBits);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,1,1",
    "100001,1,1,1",
    "5,0,1,1",
    "5,6,1,1",
    "5,1,0,1",
    "5,1,6,1",
    "5,1,1,0",
    "5,1,1,6"
  })
  void whatCannotBeDrawnIsRefused(int entries, int start, int step, int places) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepMethod.select(entries, start, step, places))
        .withMessageStartingWith("The ");
  }

  @Test
  void entropyOfNoRingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> StepMethod.hundredthBitsAtMost(0));
  }
}
