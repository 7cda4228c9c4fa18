package twoseal.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.draw.EntryNumber;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeProgress;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListFolder;
import twoseal.intake.ListIntake;
import twoseal.intake.ListMapping;
import twoseal.intake.ListSource;
import twoseal.intake.PrivateList;
import twoseal.list.Label;
import twoseal.server.list.Uploads;

/** The index made while a list is taken is the one that its private file gives. */
class CodeIndexTest {
  private static final int ENTRIES = 3_000;
  private static final int ITERATIONS = 1_000;

  @TempDir Path folder;

  @Test
  void theIndexIsTheSameWhetherMadeMeanwhileOrAfterwards() throws Exception {
    // In the list 乙 comes before 甲, in the file it does not.
    var csv = new StringBuilder("姓名,证件号码,组别\n");
    for (var i = 0; i < ENTRIES; i++) {
      csv.append("王").append(",T").append(10_000 + i).append(i % 3 == 0 ? ",甲\n" : ",乙\n");
    }
    var file = Files.writeString(folder.resolve("entries.csv"), csv);
    var list = new ListFolder(folder.resolve("list"));
    var passphrase = "correct horse battery".toCharArray();
    try (var making = CodeIndexMaking.in(list)) {
      var options =
          IntakeOptions.toFolder(list.path(), passphrase)
              .withIterations(ITERATIONS)
              .withCodes(making);
      var mapping = ListMapping.automatic(new Label("全体"), Set.of());
      var taken =
          (IntakeResult.Taken)
              new ListIntake(ListSource.ofFile(file), mapping, options, IntakeProgress.none())
                  .run();
      var root = taken.summary().root();
      assertThat(root.groups()).extracting(g -> g.label().text()).containsExactly("乙", "甲");
      making.finish(root);
      var index = CodeIndex.open(list, root).orElseThrow();
      PrivateList.open(list, passphrase)
          .forEach(entry ->
              assertThat(index.find(entry.code()))
                  .contains(new EntryNumber(entry.number(), entry.group())));
    }
    var made = Files.readAllBytes(list.path().resolve(CodeIndex.FILE));
    assertThat(made).hasSize(ENTRIES * CodeIndex.ROW_BYTES);
    var opened = PrivateList.open(list, passphrase);
    CodeIndex.write(list, opened, Uploads.summary(list).root());
    assertThat(list.path().resolve(CodeIndex.FILE)).hasBinaryContent(made);
    assertThat(list.path()).isDirectoryNotContaining("glob:**{.part,.tmp}");
  }
}
