package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A draw of two attempts, step by step, and the register that shows both. */
// Cites: DRAW-18, BUN-2, BUN-3, BUN-5.
class AttemptStepsTest extends Steps {
  @Override
  String rules() {
    return "";
  }

  @Test
  void bothAttemptsStayAndBothAreShown() throws Exception {
    assertThat(ok("draw list --data ledger --log-key log.p12").out()).contains("No draws");
    ledger("draw new rules.yaml --rehearsal", "maker-boss");
    ok("list commit entries.csv --rules rules.yaml --out first-list");
    ok("list commit entries.csv --rules rules.yaml --out second-list");
    attempt("first-list");
    ledger("draw attempt --draw R-1 --reason 漏了一组", "maker-boss", "office-notary");
    assertThat(ok("draw status --data ledger --log-key log.p12").out())
        .contains("attempt 1  complete")
        .contains("attempt 2  announced");
    var early = bundle("--earlier 1=first-list");
    assertThat(early).contains("verdict: recomputed");
    attempt("second-list");
    var json = ok("draw list --data ledger --json");
    assertThat(json.field("draws.0.draw")).isEqualTo("R-1");
    assertThat(json.field("draws.0.attempts.0.state")).isEqualTo("complete");
    assertThat(json.field("draws.0.attempts.1.state")).isEqualTo("complete");
    assertThat(json.field("draws.0.attempts.1.reason")).isEqualTo("漏了一组");
    assertThat(ok("draw list --data ledger").out())
        .contains("R-1", "announced by maker", "attempt 2: complete", "漏了一组", "REHEARSAL");
    var without =
        run(
            "draw bundle --draw R-1 --folder second-list --out without.zip --data ledger"
                + " --log-key log.p12");
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("--earlier 1=LISTDIR");
    assertThat(bundle("--folder second-list --earlier 1=first-list"))
        .contains("verdict: recomputed");
    assertThat(Files.readString(folder.resolve("result.csv")))
        .contains("\r\n1,1,1,winner,", "\r\n2,1,1,winner,");
    assertThat(ok("fsck --data ledger").out()).contains("Sound");
  }

  private String bundle(String folders) throws Exception {
    Files.deleteIfExists(folder.resolve("result.csv"));
    Files.deleteIfExists(folder.resolve("b.zip"));
    return ok("draw bundle --draw R-1 --out b.zip --result result.csv --data ledger --log-key"
            + " log.p12 "
            + folders)
        .out();
  }

  private void attempt(String list) throws InterruptedException {
    ledger("draw list --draw R-1 --folder " + list, "maker-boss");
    var seal = seal(List.of("--chain", BEACON.chain().text()));
    assertThat(seal.exit()).as(seal.err()).isZero();
    result(press());
  }
}
