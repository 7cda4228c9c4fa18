package twoseal.desk.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Key files that the program wrote and that the console wrote in a browser: both open here. */
class KeyVectorsTest {
  private static final Path VECTORS = Path.of("../spec/vectors/keys");

  private static final Pattern VECTOR =
      Pattern.compile(
          "\\{\"file\": \"([^\"]+)\", \"passphrase\": \"([^\"]+)\", \"key\": \"([^\"]+)\""
              + "(?:, \"cosignKey\": \"([^\"]+)\")?}");

  @Test
  void theProgramsAndTheBrowsersFilesOpen() throws Exception {
    var vectors = VECTOR.matcher(Files.readString(VECTORS.resolve("keys.json"))).results().toList();
    assertThat(vectors).hasSize(5);
    for (var vector : vectors) {
      var keys = KeyFile.open(VECTORS.resolve(vector.group(1)), vector.group(2).toCharArray());
      assertThat(keys.signer().key().format()).as(vector.group(1)).isEqualTo(vector.group(3));
      assertThat(keys.cosigner().map(cosigner -> cosigner.key().format()).orElse(null))
          .as(vector.group(1))
          .isEqualTo(vector.group(4));
    }
  }
}
