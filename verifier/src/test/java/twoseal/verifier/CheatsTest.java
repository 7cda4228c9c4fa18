package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cheat is refused by the check that is there for it; each lack makes the verdict less. */
class CheatsTest {
  static List<Case> all() {
    return Cheats.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void isFound(Case one) throws Exception {
    var found = Entrance.run(one.way().name(), one.inputs().toArray(byte[][]::new));
    if (one.way() == Entrance.Way.BUNDLE) {
      var policy = new String(one.inputs().get(1), UTF_8);
      var report = Entrance.report(one.inputs().getFirst(), policy);
      if (one.expected().isEmpty()) {
        assertThat(report.verdict()).as(found).isEqualTo(Verdict.RECOMPUTED);
        assertThat(report.reasons()).isNotEmpty();
        return;
      }
      assertThat(report.verdict()).as(found).isEqualTo(Verdict.REFUSED);
      assertThat(failed(report)).as(found).contains(one.expected().get());
    } else {
      assertThat(found).containsAnyOf("malformed: ", "state=FAILED");
    }
  }

  static List<VerId> failed(Report report) {
    return report.checks().stream()
        .filter(c -> c.state() == Report.State.FAILED)
        .map(Report.Check::id)
        .toList();
  }
}
