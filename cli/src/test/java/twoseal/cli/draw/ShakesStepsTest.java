package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.draw.CaseNumber;
import twoseal.draw.ShakeProof;
import twoseal.draw.Shakes;

/** A draw in which the audience takes part, step by step. */
// Cites: DRAW-19, DRAW-20, SEED-10, SEED-11.
class ShakesStepsTest extends Steps {
  private final List<Digest> shakes = new ArrayList<>();

  @Override
  String rules() {
    return "";
  }

  @Test
  void everyShakeIsInTheSeedAndCanProveIt() throws Exception {
    keys("office/operator");
    admit("office/operator", "operator");
    for (var i = 0; i < 7; i++) {
      shakes.add(Shakes.made(CaseNumber.parse("R-1"), 1, Bytes.be64(i), Bytes.be64(i)));
    }
    Files.writeString(
        folder.resolve("lines.txt"),
        String.join("\n", shakes.subList(0, 5).stream().map(Digest::hex).toList()) + "\n");
    Files.write(folder.resolve("bytes.bin"), new Shakes(shakes.subList(5, 7)).file());
    Files.writeString(folder.resolve("noise.txt"), "no shakes");
    ledger("draw new rules.yaml --rehearsal", "maker-boss");
    ok("list commit entries.csv --rules rules.yaml --out final-list");
    ledger("draw list --draw R-1 --folder final-list", "maker-boss");
    assertThat(seal(List.of("--chain", BEACON.chain().text())).exit()).isZero();
    ledger("draw shake --draw R-1 --file lines.txt", "office-operator");
    ledger("draw shake --draw R-1 --file bytes.bin", "office-operator");
    var noise =
        run(
            "draw shake --draw R-1 --file noise.txt --data ledger --log-key log.p12 --yes --key"
                + " office-operator.p12");
    assertThat(noise.exit()).isEqualTo(4);
    var proof = "draw shake-proof --draw R-1 --data ledger --out shake.txt";
    assertThat(run(proof + " --shake " + shakes.get(6)).err()).contains("not closed");
    ledger("draw close --draw R-1", "office-operator");
    var round = press();
    assertThat(ok(proof + " --shake " + shakes.get(6)).out()).contains("Shake 2 of batch 2");
    var read = ShakeProof.parse(Files.readString(folder.resolve("shake.txt")));
    assertThat(read.holds()).isTrue();
    assertThat(read.shake()).isEqualTo(shakes.get(6));
    assertThat(run(proof + " --shake " + Digest.ZERO).err()).contains("No batch");
    result(round);
    assertThat(
            ok("draw bundle --draw R-1 --folder final-list --out b.zip --data ledger --log-key"
                    + " log.p12")
                .out())
        .contains("verdict: recomputed");
    assertThat(ok("fsck --data ledger").out()).contains("Sound");
  }
}
