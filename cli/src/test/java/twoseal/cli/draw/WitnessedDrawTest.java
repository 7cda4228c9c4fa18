package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.verifier.Policy;
import twoseal.verifier.Report;
import twoseal.verifier.Verdict;
import twoseal.verifier.Verifier;

/** What witnesses did decides between proved and recomputed ([VER-25], [VER-26], [WIT-14]). */
class WitnessedDrawTest {
  @TempDir Path folder;

  @Test
  void twoOfTwoWitnessesThatSawThePressInTimeProveTheDraw() throws Exception {
    try (var draw = new WitnessedDraw(folder)) {
      draw.sealed().look().pressed();
      draw.nowMs.addAndGet(1_000);
      draw.look().completed().look();
      var bundle = draw.bundle();
      var report = verify(bundle, draw.policy(2, "replays", "follows"));
      assertThat(report.text(Locale.ENGLISH)).contains("proved").doesNotContain("notary alone");
      assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
      assertThat(draw.warnings).isEmpty();
      // The same bundle under a policy in which nobody replays, and one that asks for three.
      assertRecomputed(verify(bundle, draw.policy(2, "follows", "follows")), "replays the rules");
      assertRecomputed(verify(bundle, draw.policy(3, "replays", "replays")), "Too few");
    }
  }

  @Test
  void aCosignatureAfterTheDeadlineIsTooLate() throws Exception {
    try (var draw = new WitnessedDraw(folder)) {
      draw.sealed().look().pressed().look(0);
      // One second after the last moment that counts.
      draw.nowMs.set((WitnessedDraw.roundS() - WitnessedDraw.MARGIN_S + 1) * 1_000);
      draw.look(1).completed().look();
      var bundle = draw.bundle();
      assertRecomputed(verify(bundle, draw.policy(2, "replays", "replays")), "too late");
      assertThat(verify(bundle, draw.policy(1, "replays", "replays")).verdict())
          .isEqualTo(Verdict.PROVED);
    }
  }

  @Test
  void oneOfTwoIsTooFewAndNobodyIsNobody() throws Exception {
    try (var draw = new WitnessedDraw(folder)) {
      draw.sealed().pressed().completed();
      assertRecomputed(verify(draw.bundle(), draw.policy(1, "replays", "replays")), "Too few");
      draw.nowMs.addAndGet(1_000);
      draw.look(1);
      assertRecomputed(
          verify(draw.bundle(), draw.policy(2, "replays", "replays")), "Too few", "too late");
    }
  }

  private static void assertRecomputed(Report report, String... sentences) {
    assertThat(report.text(Locale.ENGLISH)).contains(sentences);
    assertThat(report.verdict()).isEqualTo(Verdict.RECOMPUTED);
  }

  private static Report verify(byte[] bundle, String policy) throws Exception {
    return new Verifier("test").verify(bundle, Optional.of(Policy.parse(policy)));
  }
}
