package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands turned upside down at random, then signed and receipted as if all was well: whatever it
 * is, the verifier answers with a report.
 */
class HostileTest {
  private static final List<String> STEPS =
      List.of(
          "genesis",
          "person-lab/c1",
          "rotate",
          "revoke",
          "announce",
          "draft",
          "final",
          "checked",
          "seal",
          "reveal-c1",
          "skip-1",
          "shake-2",
          "close",
          "press",
          "result-1",
          "complete",
          "decline",
          "promote",
          "2:attempt",
          "2:seal",
          "2:complete");

  static List<Long> seeds() {
    var start = System.nanoTime();
    return new Random(start).longs(40).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everythingIsAnswered(long seed) throws Exception {
    var random = new Random(seed);
    var step = STEPS.get(random.nextInt(STEPS.size()));
    var story = new Story();
    story.edits.put(step, t -> turned(t, random));
    story.until = Optional.of(random.nextInt(4) == 0 ? "promote" : "press");
    if (step.startsWith("2:")) {
      story.again();
      story.until = Optional.of(step);
    } else if (random.nextInt(4) == 0) {
      story.asCeremony();
    }
    var report = new Verifier("test").verify(story.bundle(), Optional.empty());
    assertThat(report.text(Locale.ENGLISH)).as("%s", step).contains("verdict: ");
    assertThat(report.json()).endsWith("}");
  }

  private static String turned(String text, Random random) {
    var lines = new ArrayList<>(List.of(text.split("\n", 0)));
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      var at = 1 + random.nextInt(lines.size() - 1);
      var line = lines.get(at);
      switch (random.nextInt(6)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, line);
        case 2 -> Collections.swap(lines, at, 1 + random.nextInt(lines.size() - 1));
        case 3 -> lines.set(at, line.replaceFirst("[0-9]+", "" + random.nextLong(Long.MAX_VALUE)));
        case 4 -> lines.set(at, line.replaceFirst("[0-9]+", "" + random.nextInt(40)));
        default ->
            lines.set(
                at,
                line.replaceFirst(
                    "(: ).+",
                    "$1" + Matcher.quoteReplacement("" + (char) random.nextInt(33, 127))));
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
