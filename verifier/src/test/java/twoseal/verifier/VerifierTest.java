package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a genuine bundle is told, under which policy. */
class VerifierTest {
  private static final Policy POLICY = Policy.parse(Bundle.policy());

  @Test
  void aWholeDrawIsProved() throws Exception {
    var report = new Verifier("test").verify(new Story().bundle(), Optional.of(POLICY));
    System.err.println(report.text(Locale.CHINESE));
    assertThat(report.text(Locale.ENGLISH)).contains("verdict: proved");
  }
}
