package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists that we ship are taken, with the numbers their READMEs name. */
class ExamplesTest {
  @ParameterizedTest
  @CsvSource({
    "prize-draw, 2800, 2800, 1",
    "house-purchase, 612, 612, 2",
    "licence-plates, 5012, 30621, 2",
    "school-places, 306, 306, 3",
    "ceremony-flats, 64, 64, 1",
  })
  void isTaken(String name, long entries, long weight, int groups) throws Exception {
    var file = Path.of("..", "examples", name, "entries.csv");

    var root = Lists.taken(ListSource.ofFile(file), IntakeOptions.rootOnly()).root();

    assertThat(root.entries()).isEqualTo(entries);
    assertThat(root.weight()).isEqualTo(weight);
    assertThat(root.groups()).hasSize(groups);
  }
}
