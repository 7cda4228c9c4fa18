package twoseal.intake.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import twoseal.draw.DrawKind;

/** Whatever the bytes are: rules, or problems. */
class RulesFuzzTest {
  private static final int ROUNDS = 4_000;
  private static final List<String> PIECES =
      List.of(
          ":",
          "：",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "'",
          "#",
          "&a ",
          "*a",
          "!!x ",
          "|\n",
          ">-\n",
          "\t",
          "\n",
          "\r",
          " ",
          "\\",
          "\"\\UFFFFFFFF\"",
          "%YAML 9\n",
          "---\n",
          "...\n",
          "? ",
          "0",
          "-1",
          "99999999999999999999",
          "all",
          "open",
          "earlier",
          "join 1",
          "\u0000",
          "\uFEFF",
          "\u2028",
          "\uFFFF",
          "𠮷",
          "title: ",
          "places: ");

  @Test
  void mutatedExamplesGiveRulesOrProblems() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var examples = new ArrayList<byte[]>();
    for (var name : RulesExamplesTest.NAMES) {
      examples.add(RulesExamplesTest.text(name).getBytes(StandardCharsets.UTF_8));
    }
    var good = 0;
    var bad = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var file = examples.get(random.nextInt(examples.size()));
      for (var times = 1 + random.nextInt(3); times > 0; times--) {
        file = mutate(file, random);
      }
      var bytes = file;
      try {
        var read = RulesFile.read(bytes);
        good++;
        assertThat(read.rules().contradiction()).as("seed %d round %d", seed, round).isEmpty();
        assertThat(read.problemsFor(DrawKind.DRAW)).doesNotContainNull();
        RulesExamplesTest.assertSame(RulesFile.read(read.text(Language.CHINESE)), read);
      } catch (RulesFileException refused) {
        bad++;
        assertThat(refused.problems()).as("seed %d round %d", seed, round).isNotEmpty();
      } catch (RuntimeException | AssertionError other) {
        fail(
            "seed " + seed + " round " + round + ":\n" + new String(bytes, StandardCharsets.UTF_8),
            other);
      }
    }
    assertThat(good).as("seed %d", seed).isGreaterThan(ROUNDS / 100);
    assertThat(bad).as("seed %d", seed).isGreaterThan(ROUNDS / 100);
  }

  private static byte[] mutate(byte[] file, Random random) {
    var at = random.nextInt(file.length);
    var end = Math.min(file.length, at + 1 + random.nextInt(12));
    var piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(5)) {
      case 0 -> splice(file, at, at, piece);
      case 1 -> splice(file, at, end, piece);
      case 2 -> splice(file, at, end, new byte[0]);
      case 3 -> splice(file, at, at + 1, new byte[] {(byte) random.nextInt(128)});
      default -> {
        var from = random.nextInt(file.length);
        yield splice(
            file, at, at, Arrays.copyOfRange(file, from, Math.min(file.length, from + 40)));
      }
    };
  }

  private static byte[] splice(byte[] file, int from, int to, byte[] piece) {
    var spliced = Arrays.copyOf(file, from + piece.length + file.length - to);
    System.arraycopy(piece, 0, spliced, from, piece.length);
    System.arraycopy(file, to, spliced, from + piece.length, file.length - to);
    return spliced;
  }
}
