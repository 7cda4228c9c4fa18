package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cheat is refused by the check that is there for it; each lack makes the verdict less. */
// Cites: VER-1, VER-2, VER-3, VER-4, VER-5, VER-6, VER-7, VER-8, VER-9, VER-10, VER-11, VER-12,
// VER-13, VER-14, VER-15, VER-16, VER-17, VER-18, VER-19, VER-20, VER-21, VER-22, VER-23, VER-24,
// VER-25, VER-26, VER-27, VER-28, VER-29, VER-30, VER-31, VER-32, VER-33, BUN-1, BUN-2, BUN-3,
// BUN-4, BUN-5.
class CheatsTest {
  static List<Case> all() {
    return Cheats.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void isFound(Case one) throws Exception {
    if (one.way() == Entrance.Way.BUNDLE) {
      var report = Entrance.report(one.inputs());
      var text = report.text(Locale.ENGLISH);
      if (one.expected().isEmpty()) {
        assertThat(report.verdict()).as(text).isEqualTo(Verdict.RECOMPUTED);
        assertThat(report.reasons()).isNotEmpty();
      } else {
        assertThat(report.verdict()).as(text).isEqualTo(Verdict.REFUSED);
        assertThat(failed(report)).as(text).contains(one.expected().get());
      }
    } else {
      assertThat(Entrance.run(one.way().name(), one.inputs().toArray(byte[][]::new)))
          .containsAnyOf("malformed: ", "state=FAILED");
    }
  }

  static List<VerId> failed(Report report) {
    return report.checks().stream()
        .filter(c -> c.state() == Report.State.FAILED)
        .map(Report.Check::id)
        .toList();
  }
}
