package twoseal.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/** Trees grown in any pieces are the tree of their leaves, and no tampered proof holds. */
class SumTreeTest {
  private static final Label LABEL = new Label("甲");

  @RepeatedTest(20)
  void runsOfAnySizeGiveTheNaiveTree() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var lines = lines(1 + random.nextInt(random.nextBoolean() ? 40 : 20_000), random);
    var frontier = new SumFrontier();
    var run = new SumRun(new SumHash());
    for (var at = 0; at < lines.size(); ) {
      var end = Math.min(lines.size(), at + 1 + random.nextInt(9_000));
      run.begin(at);
      for (var line : lines.subList(at, end)) {
        var text = Bytes.utf8("." + line.text());
        run.add(text, 1, text.length - 1, line.weight());
      }
      run.reduce();
      run.appendTo(frontier);
      at = end;
    }
    var tree = tree(lines);
    assertThat(frontier.root()).as("seed " + seed).isEqualTo(tree.subtree(0, lines.size()));
    assertThat(frontier.size()).isEqualTo(lines.size());
  }

  @Test
  void aRunInTheWrongPlaceIsAnError() {
    var run = new SumRun(new SumHash());
    run.begin(5);
    run.reduce();
    assertThatThrownBy(() -> run.appendTo(new SumFrontier()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new SumFrontier().root()).isInstanceOf(IllegalStateException.class);
  }

  @RepeatedTest(20)
  void everyTamperedBitOfASingleProofIsRefused() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var lines = lines(1 + random.nextInt(70), random);
    var tree = tree(lines);
    var group = new GroupRoot(LABEL, tree.size(), tree.subtree(0, tree.size()));
    var index = random.nextInt(lines.size());
    var proof = EntryProof.of(tree, index);
    assertThat(proof.refusal(group, index, lines.get(index))).as("seed " + seed).isEmpty();
    for (var i = 0; i < proof.path().size(); i++) {
      for (var bit = 0; bit < 8 * SumHash.NODE_BYTES; bit++) {
        var path = new ArrayList<>(proof.path());
        var bytes = path.get(i).bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        if (SumHash.BE64.get(bytes, 0) instanceof Long sum && sum < 1) {
          continue;
        }
        path.set(i, SumNode.read(bytes, 0));
        assertThat(new EntryProof(path).refusal(group, index, lines.get(index)))
            .as("seed " + seed + " node " + i + " bit " + bit)
            .isPresent();
      }
    }
    for (var other = 0; other < lines.size(); other++) {
      if (other != index) {
        assertThat(proof.refusal(group, other, lines.get(other))).as("seed " + seed).isPresent();
        assertThat(proof.refusal(group, other, lines.get(index))).as("seed " + seed).isPresent();
      }
    }
  }

  @RepeatedTest(20)
  void everyTamperedByteOfASharedProofIsRefused() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var lines = lines(2 + random.nextInt(70), random);
    var tree = tree(lines);
    var group = new GroupRoot(LABEL, tree.size(), tree.subtree(0, tree.size()));
    var wanted =
        random.longs(0, lines.size()).limit(1 + random.nextInt(5)).distinct().sorted().toArray();
    var shown =
        IntStream.range(0, wanted.length).mapToObj(i -> lines.get((int) wanted[i])).toList();
    var bytes = SharedProof.of(tree, wanted).bytes();
    assertThat(SharedProof.read(bytes).refusal(group, shown)).as("seed " + seed).isEmpty();
    for (var i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      assertThat(refused(changed, group, shown)).as("seed " + seed + " byte " + i).isTrue();
    }
    if (shown.size() > 1) {
      assertThat(refused(bytes, group, shown.subList(1, shown.size()))).isTrue();
      assertThat(refused(bytes, group, shown.reversed())).isTrue();
    }
    assertThat(refused(Bytes.concat(bytes, tree.subtree(0, 1).bytes()), group, shown)).isTrue();
    assertThat(refused(bytes, group, List.of())).isTrue();
  }

  @Test
  void sumsBelow2To63Only() {
    var half = new SumNode(1L << 62, Digest.ZERO);
    assertThatThrownBy(() -> SumNode.parent(half, half)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new SumNode(0, Digest.ZERO)).isInstanceOf(MalformedException.class);
    var frontier = new SumFrontier();
    frontier.append(0, half);
    assertThatThrownBy(() -> frontier.append(0, half)).isInstanceOf(ArithmeticException.class);
    var groups =
        List.of(new GroupRoot(new Label("a"), 1, half), new GroupRoot(new Label("b"), 1, half));
    assertThatThrownBy(() -> new ListRoot(groups)).isInstanceOf(MalformedException.class);
  }

  @Test
  void groupsStandInOrderEachOnce() {
    var node = new SumNode(1, Digest.ZERO);
    var a = new GroupRoot(new Label("a"), 1, node);
    var b = new GroupRoot(new Label("b"), 1, node);
    assertThat(new ListRoot(List.of(a, b)).firstIndex(new Label("b"))).isEqualTo(1);
    for (var wrong : List.of(List.of(b, a), List.of(a, a), List.<GroupRoot>of())) {
      assertThatThrownBy(() -> new ListRoot(wrong)).isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> new GroupRoot(new Label("a"), 2, node))
        .isInstanceOf(MalformedException.class);
  }

  private static boolean refused(byte[] proof, GroupRoot group, List<PublicLine> lines) {
    try {
      return SharedProof.read(proof).refusal(group, lines).isPresent();
    } catch (MalformedException malformed) {
      return true;
    }
  }

  private static SumTree tree(List<PublicLine> lines) {
    return SumTree.of(lines.stream().map(PublicLine::leaf).toList());
  }

  private static List<PublicLine> lines(int count, Random random) {
    var salt = new byte[32];
    random.nextBytes(salt);
    return IntStream.range(0, count)
        .mapToObj(i ->
            new PublicLine(
                i + 1L, LABEL, 1 + random.nextInt(1000), 1, Digest.sha256(salt, Bytes.be32(i))))
        .toList();
  }
}
