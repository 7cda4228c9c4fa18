package twoseal.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.verifier.ParsersOfVerifier;

/**
 * Every parser of foreign bytes takes or refuses them as it declares. {@code ./check fuzz SECONDS}
 * gives each that long; {@code -Dtwoseal.fuzz.seed=N} begins at a seed that failed.
 */
class FuzzTest {
  /** Milliseconds for each parser where nobody asks for more. */
  private static final int TIME_MS = 300;

  static Stream<Arguments> parsers() throws Exception {
    var folder = Files.createDirectories(Path.of("target", "fuzz-files"));
    var own = Files.createTempDirectory(folder.toAbsolutePath(), "run-");
    var parsers = new ArrayList<Parser>(ParsersOfCore.all());
    parsers.addAll(ParsersOfVerifier.all());
    parsers.addAll(ParsersOfIntake.all(own));
    parsers.addAll(ParsersOfDesk.all(own));
    parsers.addAll(ParsersOfLedger.all(own));
    var seed = Long.getLong("twoseal.fuzz.seed", System.nanoTime());
    var only = System.getProperty("twoseal.fuzz.only", "");
    return parsers.stream().filter(p -> p.name().startsWith(only)).map(p -> Arguments.of(p, seed));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("parsers")
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void onlyDeclaredRefusalsComeOut(Parser parser, long seed) throws Exception {
    for (var known : known(parser)) {
      Fuzzing.take(parser, Files.readAllBytes(known), known.toString());
    }
    Fuzzing.run(parser, seed, Duration.ofMillis(Integer.getInteger("twoseal.fuzz.ms", TIME_MS)));
  }

  /** Inputs that once brought out something else, named by what was wrong. */
  private static List<Path> known(Parser parser) throws Exception {
    var folder = Path.of("src/test/resources/fuzz", parser.name().replace(' ', '-'));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
