package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.list.Label;

/** One line per way in which a list can be wrong: reason, line and column, and no file is left. */
class BadListsTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} at {1}:{2} <- {3}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "EMPTY_FILE             | 0 | 0 | ''",
        "EMPTY_FILE             | 0 | 0 | /",
        "EMPTY_LIST             | 0 | 0 | 姓名/",
        "EMPTY_LIST             | 0 | 0 | 姓名//  //",
        "MISSING_COLUMN         | 1 | 0 | 颜色/红/",
        "REPEATED_COLUMN        | 1 | 1 | 姓名,姓名/张三,李四/",
        "RAGGED_ROW             | 3 | 0 | 姓名,id/张三,1/李四/王五,2/",
        "RAGGED_ROW             | 2 | 0 | 姓名,id/张三,1,2/",
        "QUOTE_MISPLACED        | 2 | 0 | 姓名,id/张\"三,1/",
        "QUOTE_MISPLACED        | 3 | 0 | 姓名,id/李四,2/\"张\"三,1/",
        "QUOTE_UNTERMINATED     | 3 | 0 | 姓名,id/李四,2/\"张三,1/王五,3/",
        "QUOTE_UNTERMINATED     | 1 | 0 | \"姓名,id/李四,2/",
        "CONTROL_CHARACTER      | 2 | 1 | 姓名,id/\"张/三\",1/",
        "CONTROL_CHARACTER      | 2 | 2 | 姓名,id/张三,a~b/",
        "EMPTY_VALUE            | 2 | 1 | 姓名,id/,A1/",
        "EMPTY_VALUE            | 2 | 2 | 姓名,id/张三, /",
        "EMPTY_VALUE            | 2 | 2 | 姓名,id/张三,-/",
        "MASKED_NAME            | 2 | 1 | 姓名/\",甲\"/",
        "LABEL                  | 2 | 2 | 姓名,组别/张三,\"甲,乙\"/",
        "LABEL                  | 2 | 2 | 姓名,组别/张三,/",
        "WEIGHT                 | 2 | 2 | 姓名,权重/张三,0/",
        "WEIGHT                 | 2 | 2 | 姓名,权重/张三,1000000001/",
        "WEIGHT                 | 2 | 2 | 姓名,权重/张三,99999999999999999999999/",
        "WEIGHT                 | 2 | 2 | 姓名,权重/张三,-1/",
        "WEIGHT                 | 2 | 2 | 姓名,权重/张三,1.5/",
        "WEIGHT                 | 2 | 2 | 姓名,权重/张三,01/",
        "EMPTY_VALUE            | 2 | 2 | 姓名,权重/张三,/",
        "SEATS                  | 2 | 2 | 姓名,名额/张三,1001/",
        "SEATS                  | 2 | 2 | 姓名,名额/张三,两个/",
        "ID_FORM                | 2 | 2 | 姓名,身份证号/张三,99999900000000000/",
        "ID_15_DIGITS           | 2 | 2 | 姓名,身份证号/张三,999999000000000/",
        "ID_CHECK_DIGIT         | 2 | 2 | 姓名,身份证号/张三,999999000000000019/",
        "ID_CHECK_DIGIT         | 2 | 2 | 姓名,证件号码/张三,999999000000000019/",
        "CREDIT_CODE_FORM       | 2 | 2 | 名称,统一社会信用代码/甲公司,91350100M000100Y4/",
        "CREDIT_CODE_CHECK      | 2 | 2 | 名称,统一社会信用代码/甲公司,91350100M000100Y44/",
        "PHONE_FORM             | 2 | 2 | 姓名,phone/张三,12a45678/",
        "DUPLICATE              | 3 | 2 | 姓名,id/张三,A1/李四,A1/",
        "DUPLICATE              | 3 | 2 | 姓名,id/张三,Ａ１/李四,A1/",
        "DUPLICATE              | 3 | 2 | 姓名,id/张三,A1x/李四,A 1-X/",
        "DUPLICATE              | 3 | 2 | 姓名,phone/张三,10012345678/李四,+86 100-1234-5678/",
        "DUPLICATE              | 4 | 2 | 姓名,id,组别/张三,1,甲/李四,2,乙/王五,1,乙/",
      })
  void isRefused(IntakeReason reason, long line, int column, String shown) throws Exception {
    var csv = shown.replace('/', '\n').replace('~', '\0');
    var folder = temp.resolve("list");

    var report = Lists.refused(Lists.text(csv), Lists.into(folder));

    assertThat(report.counts()).containsOnlyKeys(reason);
    assertThat(report.errors()).isEqualTo(1);
    var error = report.first().getFirst();
    assertThat(error.line()).isEqualTo(line);
    assertThat(error.column()).isEqualTo(column);
    assertThat(Lists.files(folder)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Х", "х", "Χ", "χ", "×", "号", "𝼀"})
  void refusesAnIdentityNumberWhoseLastCharacterOnlyLooksIt(String last) throws Exception {
    var csv = "姓名,证件号码\n张三,999999 0000 0011 105" + last + "\n";

    assertThat(Lists.refused(Lists.text(csv), IntakeOptions.rootOnly()).first())
        .containsExactly(new LineError(2, 2, "证件号码", IntakeReason.ID_FORM, ""));
  }

  @Test
  void namesBothLinesOfADuplicate() throws Exception {
    var report =
        Lists.refused(Lists.text("姓名,id\n张三,A1\n李四,B2\n王五,a1\n赵六,A1\n"), IntakeOptions.rootOnly());

    assertThat(report.first())
        .extracting(LineError::line, LineError::detail)
        .containsExactlyInAnyOrder(tuple(4L, "line 2"), tuple(5L, "line 2"));
  }

  @Test
  void refusesALineBeyondTheLimit() throws Exception {
    var line = "张".repeat(10_000_000 / 3);
    var report =
        Lists.refused(Lists.text("姓名,id\n张三,1\n" + line + ",2\n李四,3\n"), IntakeOptions.rootOnly());

    assertThat(report.counts()).containsOnlyKeys(IntakeReason.LINE_TOO_LONG);
    assertThat(report.first().getFirst().line()).isEqualTo(3);
  }

  @Test
  void refusesALineBetweenLimitAndBuffer() throws Exception {
    var line = "张".repeat(500_000);
    var report =
        Lists.refused(Lists.text("姓名,id\n" + line + ",2\n李四,3\n"), IntakeOptions.rootOnly());

    assertThat(report.counts()).containsOnlyKeys(IntakeReason.LINE_TOO_LONG);
    assertThat(report.first().getFirst().line()).isEqualTo(2);
  }

  @Test
  void refusesMoreColumnsThanTheLimit() throws Exception {
    var report =
        Lists.refused(Lists.text("姓名" + ",x".repeat(200) + "\n"), IntakeOptions.rootOnly());

    assertThat(report.counts()).containsOnlyKeys(IntakeReason.TOO_MANY_COLUMNS);
  }

  @Test
  void stopsAfterTheMostErrors() throws Exception {
    var limits = new IntakeLimits(1 << 20, 200, 10, 3, 10, 1 << 20, 10);
    var report =
        Lists.refused(
            Lists.text("姓名,权重\n" + "张三,0\n".repeat(100)),
            IntakeOptions.rootOnly().withLimits(limits));

    assertThat(report.counts()).containsEntry(IntakeReason.WEIGHT, 10L);
    assertThat(report.counts()).containsEntry(IntakeReason.TOO_MANY_ERRORS, 1L);
    assertThat(report.first()).hasSize(4);
  }

  @Test
  void refusesUtf16AndWrongEncodings() throws Exception {
    var utf16 = Lists.bytes("姓名\n张三\n".getBytes(StandardCharsets.UTF_16));
    var gb = "姓名,id\n张三,1\n李四,2\n".getBytes(GB18030);
    var declared = Lists.bytes(gb).withEncoding(ListSource.Encoding.UTF_8).withoutHeader();
    var broken = "姓名,id\n张三,1\n".getBytes(GB18030).clone();
    broken[broken.length - 4] = (byte) 0xFF;
    var mixed = Lists.bytes(broken).withEncoding(ListSource.Encoding.GB18030);

    assertThat(Lists.refused(utf16, IntakeOptions.rootOnly()).counts())
        .containsOnlyKeys(IntakeReason.UTF16);
    var mapping =
        new ListMapping(
            List.of("1"),
            List.of(),
            List.of(new ListMapping.Masked("1", Mask.SURNAME)),
            Optional.empty(),
            new Label("全体"),
            Set.of(),
            Optional.empty(),
            Optional.empty());
    var result =
        new ListIntake(declared, header -> mapping, IntakeOptions.rootOnly(), IntakeProgress.none())
            .run();
    assertThat(((IntakeResult.Refused) result).report().first().getFirst())
        .isEqualTo(new LineError(1, 1, "1", IntakeReason.WRONG_ENCODING, "byte 0"));
    assertThat(Lists.refused(mixed, IntakeOptions.rootOnly()).first().getFirst())
        .isEqualTo(LineError.ofLine(2, IntakeReason.WRONG_ENCODING, "byte 10"));
  }

  @Test
  void refusesGroupsOutsideTheRulesAndMoreThan200() throws Exception {
    var rules = ListMapping.automatic(new Label("全体"), Set.of(new Label("甲")));
    var source = Lists.text("姓名,组别\n张三,甲\n李四,乙\n");
    var result =
        new ListIntake(source, rules, IntakeOptions.rootOnly(), IntakeProgress.none()).run();
    var many = new StringBuilder("姓名,组别\n");
    for (var i = 0; i <= 200; i++) {
      many.append("张三,").append(i).append('\n');
    }

    assertThat(((IntakeResult.Refused) result).report().first().getFirst())
        .isEqualTo(new LineError(3, 2, "组别", IntakeReason.UNKNOWN_GROUP, ""));
    assertThat(Lists.refused(Lists.text(many.toString()), IntakeOptions.rootOnly()).counts())
        .containsOnlyKeys(IntakeReason.TOO_MANY_GROUPS);
  }

  @Test
  void streamsEveryErrorToAFile() throws Exception {
    var errors = temp.resolve("errors.csv");
    Lists.refused(
        Lists.text("姓名,=权重\n" + "张三,0,1\n".repeat(100)),
        Lists.into(temp.resolve("list")).withErrorsFile(errors));

    assertThat(Files.readAllLines(errors)).hasSize(101);
    assertThat(Files.readString(errors)).startsWith("\uFEFFline,column").contains("RAGGED_ROW");
  }

  @Test
  void leavesAFinishedListAlone() throws Exception {
    Lists.taken(Lists.text("姓名,id\n张三,1\n"), Lists.into(temp));

    assertThatThrownBy(() -> Lists.take(Lists.text("姓名,id\n张三,1\n"), Lists.into(temp)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("already");
  }

  @Test
  void sweepsUpAfterAKilledRun() throws Exception {
    var scratch = Files.createDirectories(temp.resolve(".intake-tmp"));
    Files.writeString(scratch.resolve("public-0"), "half");
    Files.writeString(temp.resolve(".intake-lock"), "");
    Files.writeString(temp.resolve("list-public.csv"), "half");

    var summary = Lists.taken(Lists.text("姓名,id\n张三,1\n"), Lists.into(temp));

    assertThat(Lists.files(temp).stream().map(file -> file.getFileName().toString()))
        .containsExactly(
            "list-index.bin",
            "list-names.csv",
            "list-private.keys",
            "list-private.tsl",
            "list-public.csv",
            "list-summary.txt");
    assertThat(PublicList.summary(temp.resolve("list-public.csv"))).isEqualTo(summary);
  }
}
