package twoseal.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import twoseal.list.DigestHash;
import twoseal.list.Stretches;
import twoseal.list.SumFrontier;
import twoseal.list.SumHash;
import twoseal.list.SumRun;

/** Sixteen lanes give what the JDK gives, text by text and tree by tree. */
class LaneHashTest {
  private static final int LONGEST = 200;
  private static final int TEXTS_MAX = 64;

  private final LaneHash lanes = new LaneHash();
  private final DigestHash single = new DigestHash();

  @Test
  void everyLengthInEveryNumberOfTexts() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (var length = 0; length <= LONGEST; length++) {
      for (var count = 1; count <= TEXTS_MAX; count++) {
        var stretches = new Stretches(count);
        var text = text(random, count * (length + 3));
        for (var i = 0; i < count; i++) {
          stretches.add(random.nextInt(text.length - length + 1), length);
        }
        same(text, stretches, random, "seed " + seed + " length " + length + " texts " + count);
      }
    }
  }

  @RepeatedTest(20)
  void lengthsOfAllKindsTogether() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (var longest = 1; longest < 700; longest += 1 + random.nextInt(20)) {
      var count = 1 + random.nextInt(TEXTS_MAX);
      var stretches = new Stretches(count);
      var text = text(random, longest);
      for (var i = 0; i < count; i++) {
        var length = random.nextInt(longest + 1);
        stretches.add(random.nextInt(longest - length + 1), length);
      }
      same(text, stretches, random, "seed " + seed + " longest " + longest);
    }
  }

  @RepeatedTest(20)
  void treesAreTheSame() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var first = random.nextInt(5_000);
    var leaves = 1 + random.nextInt(20_000);
    var text = text(random, 1 << 16);
    var byLanes = new SumRun(new SumHash(lanes));
    var byJdk = new SumRun(new SumHash());
    byLanes.begin(first);
    byJdk.begin(first);
    for (var done = 0; done < leaves; ) {
      var count = Math.min(leaves - done, 1 + random.nextInt(TEXTS_MAX));
      var lines = new Stretches(count);
      var weights = new int[count];
      for (var i = 0; i < count; i++) {
        var length = 2 + random.nextInt(100);
        // Each a stretch of its own: the byte before a line is written over.
        lines.add(i * 110, length);
        weights[i] = 1 + random.nextInt(1_000_000_000);
        byJdk.add(text, i * 110 + 1, length - 1, weights[i]);
      }
      byLanes.addAll(text, lines, weights);
      done += count;
    }
    assertThat(root(byLanes, first)).as("seed " + seed).isEqualTo(root(byJdk, first));
  }

  private static Object root(SumRun run, int first) {
    var frontier = new SumFrontier();
    var node = new byte[SumHash.NODE_BYTES];
    node[7] = 1;
    for (var i = 0; i < first; i++) {
      frontier.append(0, node, 0);
    }
    run.reduce();
    run.appendTo(frontier);
    return frontier.root();
  }

  private static byte[] text(Random random, int bytes) {
    var text = new byte[bytes];
    random.nextBytes(text);
    return text;
  }

  private void same(byte[] text, Stretches stretches, Random random, String what) {
    var stride = 32 + random.nextInt(40);
    var at = random.nextInt(20);
    var expected = text(random, at + stretches.count() * stride);
    var given = expected.clone();
    single.hash(text, stretches, expected, at, stride);
    lanes.hash(text, stretches, given, at, stride);
    // Whole arrays: nothing is written in between either.
    assertThat(given).as(what).isEqualTo(expected);
  }
}
