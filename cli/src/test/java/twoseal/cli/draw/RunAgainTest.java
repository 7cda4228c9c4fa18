package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.cli.Run;

/** A run that is started again goes on with what it began with, or says what differs. */
class RunAgainTest {
  private static final Path EXAMPLE = Path.of("../examples/prize-draw");

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (var name : new String[] {"rules.yaml", "entries.csv"}) {
      Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
    }
  }

  @Test
  void otherRulesOtherEntriesAndAnotherKindAreNotTaken() throws Exception {
    var run = run("no");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("Ended before: the announcement");
    var list = Files.readString(at("out/list/list-summary.txt"));

    var rules = Files.readString(at("rules.yaml"));
    Files.writeString(at("rules.yaml"), rules + "# changed\n");
    refused("began with other rules");
    Files.writeString(at("rules.yaml"), rules);

    var entries = Files.readString(at("entries.csv"));
    Files.writeString(at("entries.csv"), entries.substring(0, entries.length() - 40) + "\n");
    refused("began with other entries");
    Files.writeString(at("entries.csv"), entries);

    var real = run("no", "--real");
    assertThat(real.exit()).isEqualTo(4);
    assertThat(real.err()).contains("began as a rehearsal", "--real or not");
    // What it began with goes on, with the list it took then.
    assertThat(run("no").err()).contains("Ended before: the announcement");
    assertThat(at("out/list/list-summary.txt")).hasContent(list.strip());
  }

  @Test
  void aListThatWasRefusedMayBeMended() throws Exception {
    var entries = Files.readString(at("entries.csv"));
    Files.writeString(at("entries.csv"), entries + "无证件,,\n");
    assertThat(run("no").exit()).isEqualTo(4);
    Files.writeString(at("entries.csv"), entries);
    assertThat(run("no").err()).contains("Ended before: the announcement");
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws Exception {
    Files.createDirectories(at("out/list"));
    Files.writeString(at("out/list/mine.txt"), "mine");
    var run = run("no");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("holds list already", "--out");
    assertThat(at("out/list/mine.txt")).hasContent("mine");
    assertThat(at("out/keys")).doesNotExist();
  }

  private void refused(String why) {
    var run = run("no");
    assertThat(run.exit()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains(why, "--out");
  }

  private Run run(String answer, String... more) {
    var args = new String[7 + more.length];
    System.arraycopy(
        new String[] {
          "draw", "run", path("rules.yaml"), "--list", path("entries.csv"), "--out", path("out")
        },
        0,
        args,
        0,
        7);
    System.arraycopy(more, 0, args, 7, more.length);
    return new Run.Stage().answers(answer).run(args);
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private String path(String name) {
    return at(name).toString();
  }
}
