package twoseal.intake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.core.Fields;
import twoseal.draw.DrawKind;
import twoseal.draw.Rules;

/** The examples that users start from. */
class RulesExamplesTest {
  static final Path EXAMPLES = Path.of("..", "examples");

  @ParameterizedTest
  @CsvSource({
    "prize-draw, 3, 3, 24",
    "house-purchase, 3, 3, 300",
    "licence-plates, 2, 2, 440",
    "school-places, 2, 2, 140"
  })
  void anExampleHoldsWhatItShows(String name, int stages, int columns, long places)
      throws IOException {
    var file = RulesFile.read(Files.readAllBytes(EXAMPLES.resolve(name).resolve("rules.yaml")));
    assertThat(file.rules().stages()).hasSize(stages);
    assertThat(file.rules().columns()).hasSizeLessThanOrEqualTo(columns);
    assertThat(file.problemsFor(DrawKind.DRAW)).isEmpty();
    assertThat(file.rules().contradiction()).isEmpty();
    var given =
        file.rules().stages().stream()
            .map(stage -> stage.places().text())
            .filter(text -> !text.equals("all"))
            .mapToLong(Long::parseLong)
            .sum();
    assertThat(given).isEqualTo(places);
  }

  /** [DRAW-2]: the ledger reads the block it is given. */
  @ParameterizedTest
  @ValueSource(strings = {"prize-draw", "house-purchase", "licence-plates", "school-places"})
  void anExampleComesBackFromItsTexts(String name) throws IOException {
    var file = RulesFile.read(Files.readString(EXAMPLES.resolve(name).resolve("rules.yaml")));
    var text = new Fields.Writer("rules", 1);
    file.rules().write(text);
    assertThat(Rules.read(new Fields.Reader(text.text(), "rules", 1))).isEqualTo(file.rules());
    for (var language : Language.values()) {
      var again = RulesFile.read(file.text(language));
      assertThat(again.rules()).isEqualTo(file.rules());
      assertThat(again.list()).isEqualTo(file.list());
      assertThat(again.seal()).isEqualTo(file.seal());
      assertThat(again.relays()).isEqualTo(file.relays());
      assertThat(again.text(language)).isEqualTo(file.text(language));
    }
  }
}
