package twoseal.desk.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final String PASSPHRASE = "correct horse";

  @TempDir Path folder;

  @Test
  void anOriginKeepsItsCapitals() throws Exception {
    var file = folder.resolve("n.p12");
    KeyFile.create(file, "Demo.example/日志", false, PASSPHRASE.toCharArray());
    assertThat(KeyFile.open(file, PASSPHRASE.toCharArray()).signer().key().name())
        .isEqualTo("Demo.example/日志");
  }
}
