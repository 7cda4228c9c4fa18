package twoseal.desk.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Digest;
import twoseal.list.Label;
import twoseal.list.PublicLine;

/** What a final list has that its draft had not. */
class ListChangesTest {
  private static final List<Label> GROUPS = List.of(new Label("甲"), new Label("乙组"));

  private static final Random SALTS = new Random();

  @TempDir Path temp;

  @Test
  void countsEachKindOnce() throws Exception {
    write("draft", List.of(line(0, 1, 1), line(0, 2, 1), line(1, 1, 5), line(1, 2, 5)));
    write("final", List.of(line(0, 1, 1), line(1, 1, 6), line(1, 2, 5), line(1, 3, 1)));

    assertThat(between()).isEqualTo(new ListChanges(1, 1, 1));
  }

  @Test
  void aNewCommitmentIsNoChange() throws Exception {
    write("draft", List.of(line(0, 1, 1), line(0, 2, 1)));
    write("final", List.of(line(0, 1, 1), line(0, 2, 1)));

    assertThat(between()).isEqualTo(ListChanges.NONE);
  }

  @RepeatedTest(20)
  void countsAsComparingEveryLineWithEveryLine() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var draft = random(random);
    var last = random(random);
    write("draft", draft);
    write("final", last);

    var added = last.stream().filter(l -> draft.stream().noneMatch(d -> same(l, d))).count();
    var removed = draft.stream().filter(d -> last.stream().noneMatch(l -> same(l, d))).count();
    var changed =
        last.stream()
            .filter(l -> draft.stream().anyMatch(d -> same(l, d) && l.weight() != d.weight()))
            .count();
    assertThat(between()).as("seed " + seed).isEqualTo(new ListChanges(added, removed, changed));
  }

  private static boolean same(PublicLine one, PublicLine other) {
    return one.group().equals(other.group()) && one.number() == other.number();
  }

  private static List<PublicLine> random(Random random) {
    var lines = new ArrayList<PublicLine>();
    for (var group = 0; group < GROUPS.size(); group++) {
      var count = random.nextInt(12);
      for (var number = 1; number <= count; number++) {
        lines.add(line(group, number, 1 + random.nextInt(2)));
      }
    }
    return lines;
  }

  private static PublicLine line(int group, long number, long weight) {
    var salt = new byte[Digest.BYTES];
    SALTS.nextBytes(salt);
    return new PublicLine(number, GROUPS.get(group), weight, 1, Digest.sha256(salt));
  }

  private ListChanges between() throws Exception {
    return ListChanges.between(temp.resolve("draft"), temp.resolve("final"));
  }

  private void write(String name, List<PublicLine> lines) throws Exception {
    var text = new StringBuilder(PublicLine.HEADER).append('\n');
    var sorted = new ArrayList<>(lines);
    sorted.sort(
        java.util.Comparator.comparing(PublicLine::group).thenComparingLong(PublicLine::number));
    sorted.forEach(line -> text.append(line.text()).append('\n'));
    Files.createDirectory(temp.resolve(name));
    Files.writeString(temp.resolve(name).resolve("list-public.csv"), text);
  }
}
