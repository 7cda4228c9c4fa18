package twoseal.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import twoseal.cli.Run;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListTest {
  private static final String GOOD =
      """
      姓名,证件号码,组别,权重
      赵一,A000001,甲,1
      钱二,A000002,乙,3
      孙三,A000003,甲,2
      """;
  private static final String PASSPHRASE = "correct horse";

  @TempDir Path folder;
  private final Path once;

  ListTest(@TempDir Path once) throws Exception {
    this.once = once.resolve("list");
    var file = Files.writeString(once.resolve("a.csv"), GOOD).toString();
    var commit = new String[] {"list", "commit", file, "--out", this.once.toString()};
    var run = Run.withPassphrase(PASSPHRASE, commit);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Run.withPassphrase(PASSPHRASE, commit).exit()).isEqualTo(4);
  }

  @Test
  void aGoodListIsTakenWhole() throws Exception {
    var file = Files.writeString(folder.resolve("a.csv"), GOOD);
    var checked = Run.of("list", "check", "--json", file.toString());
    assertThat(checked.exit()).isZero();
    assertThat(checked.json())
        .containsEntry("taken", "true")
        .containsEntry("entries", "3")
        .containsEntry("tickets", "6")
        .containsEntry("groups.0.label", "乙")
        .containsEntry("groups.1.entries", "2");
    assertThat(Run.of("list", "check", "--lang", "zh", file.toString()).out())
        .contains("名单可以接收", "组别 甲：参加者 2 个，号签 3 个")
        .doesNotContain("名单根", "哈希");
    assertThat(checked.json()).doesNotContainKeys("root", "fileHash", "groups.0.root");
  }

  @Test
  void anEntryWithoutANameIsAnErrorOfItsLineAndColumn() throws Exception {
    var file = Files.writeString(folder.resolve("a.csv"), "姓名,证件号码\n赵一,A000001\n,A000002\n");
    assertThat(Run.of("list", "check", file.toString()).out())
        .contains("Line 3, column 姓名 (1): A value that is needed is empty.");
    assertThat(Run.of("list", "check", "--lang", "zh", file.toString()).out())
        .contains("第 3 行“姓名”列（第 1 列）：必填的内容为空。");
  }

  @Test
  void aMissingColumnIsNamedBesideThoseThatAreThere() throws Exception {
    var file = Files.writeString(folder.resolve("a.csv"), "学生,班级\n赵一,1\n");
    var run = Run.of("list", "check", file.toString());
    assertThat(run.out())
        .contains("Line 1: A column that is needed is missing. Needed: 姓名", "学生, 班级");
    assertThat(Run.of("list", "check", "--lang", "zh", file.toString()).out())
        .contains("第 1 行：缺少所需的列。所需的列：姓名", "文件的列有：学生、班级");
    assertThat(Run.of("list", "check", "--json", file.toString()).json())
        .containsEntry("first.0.columnName", "姓名")
        .containsEntry("columns.1", "班级");
  }

  @Test
  void errorsStandInTheOrderOfTheirLinesAndKindsAtTheEnd() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("a.csv"), GOOD + "周五,A000005,甲,0\n李四,A000002,乙,1\n,A7,甲,1\n");
    var out = Run.of("list", "check", "--lang", "zh", file.toString()).out();
    assertThat(out).containsSubsequence("第 5 行", "第 6 行", "与第 3 行相同", "第 7 行", "各类错误", "1 处：证件重复");
  }

  @Test
  void whatIsNoFileOrNoListIsNamed() throws Exception {
    assertThat(Run.of("list", "check", folder.toString()).err()).contains(folder + " is a folder");
    var file = Files.writeString(folder.resolve("a.csv"), GOOD).toString();
    assertThat(Run.of("list", "show", file).err()).contains(file + " is not a folder");
    assertThat(Run.of("list", "show", folder.toString()).err()).contains("no finished list");
  }

  @Test
  void standardInputAndOtherEncodingsAreRead() {
    var run =
        new Run.Stage()
            .in(GOOD.getBytes(Charset.forName("GB18030")))
            .run("list", "check", "--json", "--encoding", "gb18030", "-");
    assertThat(run.json()).containsEntry("entries", "3");
    var headless =
        new Run.Stage()
            .in("a;1\nb;2\n".getBytes(StandardCharsets.UTF_8))
            .run(
                "list",
                "check",
                "--json",
                "--no-header",
                "--delimiter",
                ";",
                "--name-column",
                "1",
                "--id-column",
                "2",
                "--id-kind",
                "plain",
                "--group-default",
                "x",
                "-");
    assertThat(headless.json()).containsEntry("groups.0.label", "x").containsEntry("entries", "2");
    assertThat(Run.of("list", "check", "--encoding", "utf-16", "-").exit()).isEqualTo(2);
    assertThat(Run.of("list", "check", "--delimiter", "x", "-").exit()).isEqualTo(2);
    assertThat(Run.of("list", "check", "--group-default", "a,b", "-").exit()).isEqualTo(2);
  }

  @Test
  void everyBadLineIsReportedAndNothingIsTaken() throws Exception {
    var file =
        Files.writeString(folder.resolve("a.csv"), GOOD + "李四,A000002,乙,1\n周五,A000005,甲,0\n");
    var errors = folder.resolve("errors.csv");
    var out = folder.resolve("list");
    var run =
        Run.withPassphrase(
            PASSPHRASE,
            "list",
            "commit",
            file.toString(),
            "--out",
            out.toString(),
            "--errors",
            errors.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("errors: 2", "Line 6, column 权重", "The identity stands twice")
        .doesNotContain("A000002");
    assertThat(errors).exists();
    assertThat(out.resolve("list-summary.txt")).doesNotExist();
    var json = Run.of("list", "check", "--json", "--lang", "zh", file.toString());
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json.json())
        .containsEntry("taken", "false")
        .containsEntry("errors", "2")
        .containsEntry("counts.duplicate", "1")
        .containsEntry("first.1.message", "权重应为 1 至 1000000000 的整数。");
    assertThat(Run.of("list", "check", folder.resolve("none").toString()).exit()).isEqualTo(4);
  }

  @Test
  void anEntrysProofIsCheckedByTheVerifier() throws Exception {
    var list = committed();
    var root = Run.of("list", "show", "--json", "--recompute", list).field("root");
    var proof = folder.resolve("2.proof");
    var made =
        Run.withPassphrase(
            PASSPHRASE,
            "list",
            "prove",
            list,
            "--draw",
            "D-1",
            "--group",
            "甲",
            "--number",
            "2",
            "--out",
            proof.toString());
    assertThat(made.exit()).isZero();
    var checked = Run.of("verify", "--entrant", proof.toString(), "--list-root", root, "--json");
    assertThat(checked.exit()).isZero();
    assertThat(checked.json())
        .containsEntry("holds", "true")
        .containsEntry("group", "甲")
        .containsEntry("number", "2")
        .containsEntry("weight", "2");
    assertThat(
            Run.of("verify", "--lang", "zh", "--entrant", proof.toString(), "--list-root", root)
                .out())
        .contains("通过", "证明成立");
    Files.writeString(proof, Files.readString(proof).replace("孙三", "王五"));
    assertThat(Run.of("verify", "--entrant", proof.toString(), "--list-root", root).exit())
        .isEqualTo(1);
  }

  @Test
  void theCodesThatAreHandedOutFindTheirEntries() throws Exception {
    var list = committed();
    var codes = folder.resolve("codes.csv");
    var made = Run.withPassphrase(PASSPHRASE, "list", "codes", list, "--out", codes.toString());
    assertThat(made.exit()).as(made.err()).isZero();
    var lines = Files.readAllLines(codes);
    assertThat(lines.getFirst()).isEqualTo("\ufeffnumber,group,name,code");
    assertThat(lines).hasSizeGreaterThan(2);
    for (var line : lines.subList(1, lines.size())) {
      var fields = line.replace("\"", "").split(",", -1);
      var proof =
          Run.withPassphrase(
              PASSPHRASE, "list", "prove", list, "--draw", "D-1", "--code", fields[3]);
      assertThat(proof.out())
          .contains("line: " + fields[0] + "," + fields[1] + ",", "name: " + fields[2]);
    }
    assertThat(
            Run.withPassphrase(PASSPHRASE, "list", "codes", list, "--out", codes.toString()).exit())
        .as("never over another file")
        .isEqualTo(4);
    var wrong = folder.resolve("wrong.csv").toString();
    assertThat(Run.withPassphrase("no", "list", "codes", list, "--out", wrong).exit()).isEqualTo(4);
    assertThat(folder.resolve("wrong.csv")).doesNotExist();
  }

  @Test
  void thePublicSideNeedsNoPassphraseAndErasingKeepsIt() throws Exception {
    var list = committed();
    var open =
        Run.of("list", "prove", list, "--draw", "D-1", "--group", "乙", "--number", "1", "--public");
    assertThat(open.exit()).isZero();
    assertThat(open.out()).contains("columns: 0").doesNotContain("钱");
    assertThat(
            Run.withPassphrase(PASSPHRASE, "list", "erase", list, "--group", "乙", "--number", "1")
                .exit())
        .isEqualTo(2);
    assertThat(
            new Run.Stage()
                .answers("n")
                .environment("TWOSEAL_PASSPHRASE", PASSPHRASE)
                .run("list", "erase", list, "--group", "乙", "--number", "1")
                .exit())
        .isEqualTo(1);
    assertThat(
            Run.withPassphrase(
                    PASSPHRASE, "list", "erase", list, "--yes", "--group", "乙", "--number", "1")
                .exit())
        .isZero();
    var gone =
        Run.withPassphrase(
            PASSPHRASE, "list", "prove", list, "--draw", "D-1", "--group", "乙", "--number", "1");
    assertThat(gone.exit()).isEqualTo(4);
    assertThat(gone.err()).contains("erased");
    assertThat(
            Run.of(
                    "list",
                    "prove",
                    list,
                    "--draw",
                    "D-1",
                    "--group",
                    "乙",
                    "--number",
                    "1",
                    "--public")
                .out())
        .isEqualTo(open.out());
  }

  @Test
  void whatCannotBeFoundIsSaid() throws Exception {
    var prove = "list prove " + committed() + " --draw D-1";
    var stranger =
        Run.withPassphrase("something else", (prove + " --group 乙 --number 1").split(" "));
    assertThat(stranger.err()).contains("passphrase");
    assertThat(typed(prove + " --group 乙 --number 9").err()).contains("no such entry");
    assertThat(typed(prove + " --public --group 乙 --number 9").exit()).isEqualTo(4);
    assertThat(typed(prove + " --public --number 1").err()).contains("several groups");
    assertThat(typed(prove).exit()).isEqualTo(2);
    assertThat(typed(prove + " --code x").err()).contains("not an entry code");
    assertThat(typed(prove + " --code 00000-00000-00000-00000-000000").exit()).isEqualTo(4);
    assertThat(typed("list show " + folder.resolve("none")).exit()).isEqualTo(4);
  }

  @Test
  void aListThatWasChangedIsFoundOut() throws Exception {
    var list = committed();
    var file = Path.of(list, "list-public.csv");
    Files.writeString(file, Files.readString(file).replace("1,乙,3", "1,乙,4"));
    assertThat(typed("list show --recompute " + list).exit()).isEqualTo(1);
  }

  private static Run typed(String line) {
    return Run.withPassphrase(PASSPHRASE, line.split(" "));
  }

  /**
   * A copy of the one list that was committed: opening a private list is made costly on purpose.
   */
  private String committed() throws Exception {
    var copy = Files.createDirectory(folder.resolve("list"));
    try (var files = Files.list(once)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(once.relativize(file)));
      }
    }
    return copy.toString();
  }
}
