package twoseal.drum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shared vectors, in the form that spec/vectors/drum/README.md tells. Nothing here writes to
 * spec: what a vector ought to be goes to target/vectors/drum, for a person to compare and to copy.
 */
class VectorsTest {
  private static final Path VECTORS = Path.of("../spec/vectors/drum");
  private static final Path REGENERATED = Path.of("target/vectors/drum");
  private static final long PLAIN_ENTRIES_MAX = 100_000;

  static List<String> stages() throws IOException {
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("valid-"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void stageRollsAsItsVectorSays(String name) throws IOException {
    List<String> lines = Files.readAllLines(VECTORS.resolve(name));
    List<String> inputs = lines.stream().filter(line -> !isOutcome(line)).toList();
    DrumCase stage = stage(inputs);
    byte[] key = HexFormat.of().parseHex(value(inputs, "key"));
    List<String> outcome = stage.run(new StageKey(key));
    List<String> expected = Stream.concat(inputs.stream(), outcome.stream()).toList();
    if (!lines.equals(expected)) {
      Files.createDirectories(REGENERATED);
      Files.write(REGENERATED.resolve(name), expected);
    }
    assertThat(lines).as("see core/%s/%s", REGENERATED, name).isEqualTo(expected);
    if (stage.entries() <= PLAIN_ENTRIES_MAX) {
      assertThat(outcome).isEqualTo(PlainDrum.run(stage, new StageKey(key)));
    }
  }

  @Test
  void thereAreVectorsOfEveryKind() throws IOException {
    String all = "";
    for (String name : stages()) {
      all += Files.readString(VECTORS.resolve(name));
    }
    assertThat(stages()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(all)
        .contains(" winner ", " alternate ", " skipped -", " not-placed -", "dry yes", "places all")
        .contains("rule overfill", "rule stop", "weights ", "seats ", "gone ", "entries 200000000");
  }

  @Test
  void blocksAndIntegersAreAsTheirVectorsSay() throws IOException {
    int checked = 0;
    for (String line : Files.readAllLines(VECTORS.resolve("uniform.txt"))) {
      String[] word = line.split(" ", -1);
      switch (word[0]) {
        case "block" -> {
          byte[] block = new byte[BlockSource.BLOCK_BYTES];
          StageKey key = new StageKey(HexFormat.of().parseHex(word[1]));
          key.block(Long.parseUnsignedLong(word[2]), block);
          assertThat(HexFormat.of().formatHex(block)).as(line).isEqualTo(word[3]);
        }
        case "below" -> {
          BigInteger v = new BigInteger(word[2], 16);
          var uniform = new Uniform(new ListedBlocks(List.of(v, BigInteger.ZERO)));
          long value = uniform.below(Long.parseLong(word[1]));
          String found = uniform.counter() == 2 ? "rejected" : Long.toString(value);
          assertThat(found).as(line).isEqualTo(word[3]);
        }
        default -> assertThat(line).startsWith("#");
      }
      checked++;
    }
    assertThat(checked).isGreaterThan(40);
  }

  private static boolean isOutcome(String line) {
    return line.startsWith("roll ") || line.startsWith("end ");
  }

  private static DrumCase stage(List<String> lines) {
    List<Long> weights = numbers(value(lines, "weights"));
    String entries = value(lines, "entries");
    String places = value(lines, "places");
    return new DrumCase(
        entries.isEmpty() ? weights.size() : Long.parseLong(entries),
        weights,
        numbers(value(lines, "seats")),
        new HashSet<>(numbers(value(lines, "gone"))),
        new HashSet<>(numbers(value(lines, "skips"))),
        places.equals("all") ? 0 : Long.parseLong(places),
        Long.parseLong(value(lines, "alternates")),
        OverfillRule.valueOf(value(lines, "rule").toUpperCase(Locale.ROOT)));
  }

  private static String value(List<String> lines, String field) {
    List<String> found = new ArrayList<>(lines);
    found.removeIf(line -> !line.startsWith(field + " "));
    assertThat(found.size()).as("lines of %s", field).isLessThanOrEqualTo(1);
    return found.stream()
        .map(line -> line.substring(field.length() + 1))
        .collect(Collectors.joining());
  }

  private static List<Long> numbers(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(" ", -1)).map(Long::parseLong).toList();
  }
}
