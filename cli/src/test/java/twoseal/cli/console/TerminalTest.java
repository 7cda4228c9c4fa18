package twoseal.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void whatWasTypedBeforeTheQuestionIsReadAway() {
    var typed = new ByteArrayInputStream("y\ny\n".getBytes(StandardCharsets.US_ASCII));
    Terminal.discard(typed);
    assertThat(typed.available()).isZero();
  }
}
