package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.core.Blobs;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.MapState;
import twoseal.core.Position;
import twoseal.fuzz.Mutator;
import twoseal.machine.Machine;

/**
 * Whole stories of which one command was changed and all that follows made anew: the verifier takes
 * the bundle exactly where the core's rules, given the same entries, accept each of them with the
 * outcome that stands there.
 */
class StoryAgreementTest {
  private static final int TIME_MS = 2_000;

  private static final List<String> STEPS =
      List.of(
          "genesis",
          "organisation-bureau",
          "person-lab/c1",
          "person-court/witness-1",
          "rotate",
          "revoke",
          "announce",
          "draft",
          "final",
          "checked",
          "seal");

  private static final List<String> LATE_STEPS =
      List.of(
          "reveal-c1",
          "reveal-d1",
          "skip-1",
          "press",
          "result-1",
          "complete",
          "decline",
          "promote");

  static List<Long> seeds() {
    return List.of(Long.getLong("twoseal.fuzz.seed", System.nanoTime()));
  }

  @Test
  void theStoryIsTakenByBoth() throws Exception {
    assertThat(takenByVerifier(new Story())).isTrue();
    assertThat(takenByCore(new Story())).isEqualTo("accepted");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void upToTheSeal(long seed) throws Exception {
    agree(seed, STEPS, Optional.of("seal"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void toTheEnd(long seed) throws Exception {
    agree(seed, LATE_STEPS, Optional.empty());
  }

  private static void agree(long seed, List<String> steps, Optional<String> until)
      throws Exception {
    var plain = new Story();
    plain.bundle();
    var time = Duration.ofMillis(Integer.getInteger("twoseal.fuzz.ms", TIME_MS));
    var endNs = System.nanoTime() + time.toNanos();
    for (var round = 0; System.nanoTime() < endNs; round++) {
      var random = new Random(seed + round);
      var step = steps.get(random.nextInt(steps.size()));
      var text = Objects.requireNonNull(plain.texts.get(step));
      var changed = new Mutator(random, List.of(text.getBytes(UTF_8))).next();
      if (!Bytes.text(changed).isPresent() || !new String(changed, UTF_8).endsWith("\n")) {
        continue; // no story has such a text; AgreementTest asks about it
      }
      var edit = new String(changed, UTF_8);
      var core = takenByCore(story(step, edit, until));
      assertThat(takenByVerifier(story(step, edit, until)))
          .as("seed %s round %s, %s, core says %s:%n%s", seed, round, step, core, edit)
          .isEqualTo(core.equals("accepted"));
    }
  }

  private static Story story(String step, String text, Optional<String> until) {
    var story = new Story();
    story.until = until;
    story.edits.put(step, t -> text);
    return story;
  }

  private static boolean takenByVerifier(Story story) throws NotABundleException {
    var report = new Verifier("agreement").verify(story.bundle(), Optional.empty());
    return report.verdict() != Verdict.REFUSED;
  }

  /** What the rules say that first differs from what stands in the entries. */
  private static String takenByCore(Story story) {
    story.bundle();
    var files = new HashMap<Digest, byte[]>();
    for (var file : story.files()) {
      files.put(Digest.sha256(file), file);
    }
    var machine = new Machine(twoseal.core.Ed25519.STRICT, new Files(files));
    var state = new MapState();
    for (var entry : story.ledger.entries) {
      var bytes = ByteBuffer.wrap(entry, 4, 16);
      var position = new Position(bytes.getLong(), bytes.getLong());
      var length = ByteBuffer.wrap(entry).getInt(20);
      var note = java.util.Arrays.copyOfRange(entry, 24, 24 + length);
      var outcome = new String(entry, 28 + length, entry.length - 28 - length, UTF_8);
      try {
        var answer = machine.apply(position, machine.read(note), state);
        if (!answer.outcome().equals(outcome)) {
          return position.index() + ": " + answer.outcome() + " instead of " + outcome;
        }
      } catch (MalformedException malformed) {
        return position.index() + ": " + malformed.getMessage();
      }
    }
    return "accepted";
  }

  /** The story's weights files. */
  private record Files(Map<Digest, byte[]> files) implements Blobs {
    @Override
    public boolean has(Digest sha256) {
      return files.containsKey(sha256);
    }

    @Override
    public byte[] read(Digest sha256) {
      return Objects.requireNonNull(files.get(sha256));
    }
  }
}
