package twoseal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.list.SharedProof;
import twoseal.verifier.Verdict;
import twoseal.verifier.Verifier;

/** The bench's own list and draw are such as the verifier accepts. */
class BundleBenchTest {
  /** Three blocks of 4,096 and a lone entry. */
  private static final long ENTRIES = 3 * 4_096 + 1;

  @TempDir private Path folder;

  @Test
  void aProofOfTheMadeListHolds() {
    var list = new MadeList(ENTRIES);
    long[] wanted = {0, 1, 4_095, 4_096, 9_000, ENTRIES - 1};
    var lines = LongStream.of(wanted).mapToObj(list::line).toList();
    var proof = SharedProof.of(list, wanted);
    assertThat(proof.refusal(list.root().group(MadeList.LABEL), lines)).isEmpty();
  }

  @Test
  void theVerifierRecomputesTheMadeDraw() throws Exception {
    byte[] bundle;
    try (var draw = new MadeDraw(folder, new MadeList(ENTRIES), 28)) {
      bundle = draw.bundle();
    }
    var report = new Verifier("test").verify(bundle, Optional.empty());
    assertThat(report.verdict()).isEqualTo(Verdict.RECOMPUTED);
    assertThat(new String(bundle, java.nio.charset.StandardCharsets.UTF_8))
        .contains("list/lines.csv", "list/proofs");
  }
}
