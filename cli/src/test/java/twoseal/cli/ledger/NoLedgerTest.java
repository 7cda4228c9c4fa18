package twoseal.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.cli.Run;

/** Where there is no ledger nothing is damaged; where there is something of one, it is. */
class NoLedgerTest {
  @TempDir Path folder;

  @Test
  void whatIsNoLedgerIsToldWhatWasLookedForAndWhereOneIs() throws Exception {
    Files.createDirectories(folder.resolve("server"));
    var none = Run.of("fsck", "--data", folder.toString());
    assertThat(none.exit()).isEqualTo(4);
    assertThat(none.out() + none.err())
        .contains("no ledger in " + folder, "log, checkpoint.last, state.db", "ledger new")
        .doesNotContain("DAMAGE");
    assertThat(Run.of("fsck", "--data", folder.toString(), "--json").json())
        .containsEntry("error.code", "fsck.not-one")
        .containsEntry("error.exit", "4");
    Files.createDirectories(folder.resolve("ledger/log"));
    var within = Run.of("fsck", "--data", folder.toString());
    assertThat(within.exit()).isEqualTo(4);
    assertThat(within.err()).contains("fsck --data " + folder.resolve("ledger"));
    assertThat(Run.of("fsck", "--lang", "zh", "--data", folder.toString()).err()).contains("账本在其中");
    assertThat(Run.of("fsck", "--data", folder.resolve("none").toString()).exit()).isEqualTo(3);
  }

  @Test
  void whatIsLeftOfALedgerIsDamaged() throws Exception {
    for (var mark : new String[] {"log", "checkpoint.last", "state.db"}) {
      var left = Files.createDirectory(folder.resolve("lost-" + mark));
      if (mark.equals("log")) {
        Files.createDirectory(left.resolve(mark));
      } else {
        Files.writeString(left.resolve(mark), "x");
      }
      var fsck = Run.of("fsck", "--data", left.toString());
      assertThat(fsck.exit()).as(mark + fsck.err()).isEqualTo(1);
      assertThat(fsck.out()).contains("DAMAGED");
    }
    var empty = folder.resolve("lost-log").toString();
    assertThat(Run.of("fsck", "--lang", "zh", "--data", empty).out())
        .contains("损坏", "没有检查点", "没有状态，打开账本时会重建")
        .doesNotContain("there is");
    assertThat(Run.of("fsck", "--data", empty).out()).contains("DAMAGE", "there is no checkpoint");
  }
}
