package twoseal.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.legacy.Rfc3797.Pick;

class Rfc3797Test {
  private static final Path FILE =
      Path.of("..", "spec", "vectors", "legacy", "rfc3797-section6.txt");

  private static String field(String name) throws IOException {
    try (var lines = Files.lines(FILE)) {
      return lines
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<Pick> rows() throws IOException {
    try (var lines = Files.lines(FILE)) {
      return lines
          .filter(line -> line.matches("[0-9].*"))
          .map(line -> List.of(line.split(" ", -1)))
          .map(row ->
              new Pick(
                  Integer.parseInt(row.get(0)),
                  row.get(1),
                  Integer.parseInt(row.get(2)),
                  Integer.parseInt(row.get(3))))
          .toList();
    }
  }

  @Test
  void theWorkedExampleIsReproducedRowByRow() throws IOException {
    assertThat(rows()).hasSize(16);
    assertThat(Rfc3797.select(Integer.parseInt(field("pool_size")), field("key"), 16))
        .isEqualTo(rows());
  }

  @Test
  void theTableOfNeededEntropyIsReproduced() throws IOException {
    var cells = List.of(field("entropy_10_of").split(",", -1));
    assertThat(cells)
        .hasSize(10)
        .allSatisfy(cell -> {
          var pair = List.of(cell.split(":", -1));
          assertThat(Rfc3797.bitsNeeded(Integer.parseInt(pair.get(0)), 10))
              .as(cell)
              .isEqualTo(Integer.parseInt(pair.get(1)));
        });
  }

  @ParameterizedTest
  @CsvSource({"1,1,0,0", "2,1,1,1", "2,2,0,1", "4,2,3,4", "20,10,18,40", "65535,65535,0,954021"})
  void bitsAreTheLogarithmRoundedUp(int pool, int places, int anyOrder, int inOrder) {
    assertThat(Rfc3797.bitsNeeded(pool, places)).isEqualTo(anyOrder);
    assertThat(Rfc3797.bitsNeededInOrder(pool, places)).isEqualTo(inOrder);
  }

  @ParameterizedTest
  @CsvSource({
    // one of ten; nothing; one of a hundred
    "7./,4",
    "./,0",
    "07./,7",
    // two of ten values in order, so one of 55; out of order, one of 100
    "3.7./,6",
    "7.3./,7",
    // sources multiply: 10^4 * C(104, 5) * C(105, 6)
    "9319./2.5.8.10.12./9.18.26.34.41.45./,71",
    // two characters of 95 values each
    "AB./,14"
  })
  void aKeyHoldsAtMostWhatItsShapeAllows(String key, int bits) {
    assertThat(Rfc3797.keyBitsAtMost(key)).isEqualTo(bits);
  }

  @Test
  void allOfThePoolArePickedOnce() {
    var picks = Rfc3797.select(300, "1./", 300);
    assertThat(picks.stream().map(Pick::selected).sorted())
        .isEqualTo(IntStream.rangeClosed(1, 300).boxed().toList());
    assertThat(picks.getLast().divisor()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "65536,1", "5,0", "5,6", "-1,-1"})
  void aSelectionThatCannotBeIsRefused(int pool, int places) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rfc3797.select(pool, "1./", places));
    assertThatIllegalArgumentException().isThrownBy(() -> Rfc3797.bitsNeeded(pool, places));
    assertThatIllegalArgumentException().isThrownBy(() -> Rfc3797.bitsNeededInOrder(pool, places));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1. /", "1.\u00b9/", "1./\n"})
  void aKeyThatIsNotPlainTextIsRefused(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rfc3797.select(5, key, 1))
        .withMessageStartingWith("The key");
    assertThatIllegalArgumentException().isThrownBy(() -> Rfc3797.keyBitsAtMost(key));
  }

  @Test
  void aKeyHasALongestLength() {
    assertThat(Rfc3797.select(5, "1".repeat(Rfc3797.KEY_CHARACTERS_MAX), 1)).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rfc3797.select(5, "1".repeat(Rfc3797.KEY_CHARACTERS_MAX + 1), 1));
  }
}
