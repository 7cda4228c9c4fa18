package twoseal.intake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/rules.md says what the program reads. */
class RulesDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "rules.md");

  @Test
  void everyKeyStandsInItWithItsMeaning() throws Exception {
    var text = Files.readString(DOCUMENT);
    for (var key : Key.values()) {
      for (var spelling : key.spellings()) {
        assertThat(text).contains("`" + spelling + "`");
      }
      for (var language : Language.values()) {
        assertThat(text).contains("| " + key.about(language) + " |");
      }
    }
  }

  @Test
  void itsShortestFileIsRead() throws Exception {
    var text = Files.readString(DOCUMENT);
    var from = text.indexOf("```yaml\n") + "```yaml\n".length();
    var file = RulesFile.read(text.substring(from, text.indexOf("```", from)));
    assertThat(file.rules().stages()).hasSize(2);
    assertThat(file.list().masked()).hasSize(3);
  }
}
