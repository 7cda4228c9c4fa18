package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.cli.Run;

/** Whole draws of all that stands in {@code examples/}. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir Path folder;

  static List<Path> examples() throws IOException {
    try (var all = Files.list(EXAMPLES)) {
      return all.filter(each -> Files.exists(each.resolve("rules.yaml"))).sorted().toList();
    }
  }

  @Test
  void thereAreAtLeastTheFiveThatTheReadmeNames() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleEndsInABundleThatHolds(Path example) throws IOException {
    var out = folder.resolve("out");
    var run =
        Run.of(
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
            "en");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out() + run.err()).contains("verdict: recomputed");
    assertThat(verify(out, "recomputed").exit()).isZero();
    assertThat(verify(out, "proved").exit()).isEqualTo(1);
    assertThat(Files.readString(out.resolve("result.csv"))).contains("winner");
  }

  private static Run verify(Path out, String required) {
    return Run.of("verify", out.resolve("bundle.zip").toString(), "--require", required);
  }
}
