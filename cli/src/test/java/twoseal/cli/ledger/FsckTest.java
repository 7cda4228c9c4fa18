package twoseal.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/** What is said of a ledger whose files were changed, and of one whose files were not. */
class FsckTest extends InAnOffice {
  @Test
  void aFileThatAnEntryNamesAndThatIsMissingIsReportedAsThat() throws Exception {
    office.key("boss", "haizhou-plates/boss", false);
    office.typed("registry organisation --organisation haizhou-plates --name 某 --key admin.p12");
    office.typed(
        "registry person --person haizhou-plates/boss --name 某 --role organiser"
            + " --key admin.p12 --key boss.p12");
    var example = Path.of("../examples/licence-plates").toAbsolutePath();
    var rules = example.resolve("rules.yaml").toString();
    var entries = example.resolve("entries.csv").toString();
    office.run("list", "commit", entries, "--rules", rules, "--out", office.at("list"));
    office.typed("draw new " + rules + " --rehearsal --key boss.p12");
    assertThat(
            office
                .typed("draw list --draw R-1 --key boss.p12 --folder " + office.at("list"))
                .exit())
        .isZero();
    try (var files = Files.walk(office.path("ledger/blobs"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    var run = office.run("fsck", "--data", office.at("ledger"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("that entry 4 names is missing").doesNotContain("otherwise");
  }

  @Test
  void fsckFindsWhatWasChanged() throws Exception {
    var sound = office.run("fsck", "--data", office.at("ledger"), "--json");
    assertThat(sound.exit()).isZero();
    assertThat(sound.json())
        .containsEntry("sound", "true")
        .containsEntry("entries", "1")
        .containsEntry("checkpoint.size", "1");
    assertThat(office.data("ledger", "backup", "--out", office.at("copy")).exit()).isZero();
    assertThat(office.data("ledger", "backup", "--out", office.at("copy")).exit()).isEqualTo(4);
    assertThat(office.run("fsck", "--data", office.at("copy"), "--lang", "zh").out())
        .contains("完好");
    try (var segments = Files.list(office.path("copy/log"))) {
      var segment = segments.findFirst().orElseThrow();
      var bytes = Files.readAllBytes(segment);
      bytes[100] ^= 1;
      Files.write(segment, bytes);
    }
    var damaged = office.run("fsck", "--data", office.at("copy"));
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(damaged.out()).contains("DAMAGED");
    assertThat(office.run("fsck", "--data", office.at("none")).exit()).isEqualTo(3);
  }

  @Test
  void aStateThatCannotBeReadIsToldAndMadeAnewByTheNextEntry() throws Exception {
    var state = "jdbc:sqlite:" + office.path("ledger/state.db");
    try (var connection = DriverManager.getConnection(state);
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE mark SET value = '1e9' WHERE name = 'size'"))
          .isEqualTo(1);
    }
    assertThat(office.run("fsck", "--data", office.at("ledger")).exit()).isEqualTo(1);
    var read = office.run("draw", "list", "--data", office.at("ledger"), "--lang", "zh");
    assertThat(read.exit()).isEqualTo(3);
    assertThat(read.err()).contains("账本的状态无法读取：状态缺少本版本的标记", "没有丢失任何内容");
    assertThat(
            office
                .data("ledger", "remark", "--text", "a", "--yes", "--key", office.at("admin.p12"))
                .exit())
        .isZero();
    assertThat(office.run("draw", "list", "--data", office.at("ledger")).exit()).isZero();
    assertThat(office.run("fsck", "--data", office.at("ledger")).exit()).isZero();
  }
}
