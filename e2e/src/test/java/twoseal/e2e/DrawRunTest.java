package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole draws by the built program: one to its end, and one that is killed again and again. */
class DrawRunTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir Path folder;

  @Test
  void aDrawInThreeStagesEndsInABundleThatHolds() throws Exception {
    var out = folder.resolve("out");
    var run = TheProgram.run(folder, command("house-purchase", out));
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("verdict: recomputed");
    assertThat(verify(out, "recomputed").exit()).isZero();
    assertThat(verify(out, "proved").exit()).isEqualTo(1);
    assertThat(Files.readString(out.resolve("result.csv"))).contains("winner");
  }

  /** Nothing acknowledged is lost, no place is drawn twice, the draw goes on where it was. */
  @Test
  void aDrawThatIsKilledGoesOnWhereItWas() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var out = folder.resolve("out");
    // As if the very first kill came while the ledger was made.
    var half = Files.createDirectories(out.resolve("data.unfinished/log"));
    Files.writeString(half.resolve("segment"), "half a ledger");
    for (var i = 0; i < 4; i++) {
      var log = folder.resolve("killed-" + i + ".log");
      var process = TheProgram.start(log, command("prize-draw", out));
      if (!process.waitFor(700 + random.nextInt(6_000), TimeUnit.MILLISECONDS)) {
        // Unix: SIGKILL, which no handler sees.
        process.destroyForcibly().waitFor();
      }
    }
    var run = TheProgram.run(folder, command("prize-draw", out));
    assertThat(run.exit()).as("seed %d: %s", seed, run.output()).isZero();
    var first = Files.readString(out.resolve("result.csv"));
    var again = TheProgram.run(folder, command("prize-draw", out));
    assertThat(again.exit()).as("seed %d: %s", seed, again.output()).isZero();
    assertThat(Files.readString(out.resolve("result.csv"))).as("seed %d", seed).isEqualTo(first);
    var fsck = TheProgram.run(folder, "fsck", "--data", out.resolve("data").toString());
    assertThat(fsck.exit()).as("seed %d: %s", seed, fsck.output()).isZero();
    assertThat(verify(out, "recomputed").exit()).as("seed %d", seed).isZero();
  }

  private static String[] command(String name, Path out) {
    var example = EXAMPLES.resolve(name);
    return new String[] {
      "draw",
      "run",
      example.resolve("rules.yaml").toString(),
      "--list",
      example.resolve("entries.csv").toString(),
      "--out",
      out.toString(),
      "--yes",
      "--wait",
      "3",
      "--lang",
      "en"
    };
  }

  private TheProgram.Run verify(Path out, String required)
      throws IOException, InterruptedException {
    return TheProgram.run(
        folder, "verify", out.resolve("bundle.zip").toString(), "--require", required);
  }
}
