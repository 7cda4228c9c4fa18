package twoseal.intake.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twoseal.draw.DrawKind;

/** One line per way of getting a file wrong: a good file, one change, what is said of it. */
class RulesProblemsTest {
  private static final String GOOD =
      """
      title: 抽奖
      organiser: shop
      purpose: prize-draw
      scheduled: 2027-01-01 19:30
      groups: [甲, 乙]
      list:
        columns: [姓名, 证件号码, 手机号]
        group-column: 组
      stages:
        - title: 一等奖
          groups: 甲
          places: 1
          alternates: 2
        - title: 二等奖
          title-en: Second
          places: 3
      seal:
        press-by: 2h
      """;

  @Test
  void theGoodFileIsGood() {
    var file = RulesFile.read(GOOD);
    assertThat(file.rules().scheduledS()).isEqualTo(1_798_803_000L);
    assertThat(file.seal().pressBy()).isEqualTo(new SealSettings.PressBy.AfterSeal(7_200));
    assertThat(file.rules().masking()).contains("姓名：首字", "手机号：星号与后四位");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          title: 抽奖                      | title：抽奖                           | 1:6 COLON; 2:10 YAML
          title: 抽奖                      | title:抽奖                            | 1:6 COLON; 2:10 YAML
          title: 抽奖                      | title: 抽奖\\n---\\ntitle: 抽奖         | 2:1 SECOND_DOCUMENT
          title: 抽奖                      | title: &a 抽奖                        | 1:8 YAML_FEATURE
          title: 抽奖                      | title: *a                            | 1:8 YAML_FEATURE
          title: 抽奖                      | title: !!str 抽奖                     | 1:8 YAML_FEATURE
          title: 抽奖                      | title: [[[[[[[[[[a]]]]]]]]]]         | 1:15 TOO_DEEP
          title: 抽奖                      | title: "\\u005cUFFFFFFFF"              | 1:1 YAML
          title: 抽奖                      | title: '抽奖                          | 19:1 YAML
          `  press-by: 2h`               | `\tpress-by: 2h`                       | 18:1 TAB
          title: 抽奖                      | title: 抽\u0007奖                     | 1:9 INVISIBLE
          title: 抽奖                      | title: 抽\u200E奖                     | 1:8 TEXT
          title: 抽奖                      | title: -                             | 1:8 YAML
          title: 抽奖                      | title: "-"                           | 1:8 TEXT
          title: 抽奖                      | title:                               | 1:1 EMPTY_VALUE
          title: 抽奖                      | title: [a]                           | 1:8 NOT_ONE_VALUE
          title: 抽奖                      | ? [a]\\n: b\\ntitle: 抽奖               | 1:3 KEY_FORM
          """)
  void theForm(String from, @Nullable String to, @Nullable String expected) {
    assertFound(from, to, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          title: 抽奖                      | tilte: 抽奖                           | 1:1 UNKNOWN_KEY title; 1:1 MISSING_KEY
          title: 抽奖                      | 标提: 抽奖                             | 1:1 UNKNOWN_KEY 标题; 1:1 MISSING_KEY
          title: 抽奖                      | 标题: 抽奖                             |
          title: 抽奖                      | Title: 抽奖                           |
          title: 抽奖                      | title: 抽奖\\ntitle: 抽奖               | 2:1 REPEATED_KEY
          title: 抽奖                      | title: 抽奖\\n标题: 抽奖                | 2:1 REPEATED_KEY
          title: 抽奖                      | title: 抽奖\\nplaces: 1                | 2:1 KEY_ELSEWHERE
          title: 抽奖                      | title: 抽奖\\nxyz: 1                   | 2:1 UNKNOWN_KEY
          purpose: prize-draw            | purpose: prise-draw                  | 3:10 WORD prize-draw
          purpose: prize-draw            | purpose: 抽奖                         |
          organiser: shop                | organiser: Shop                      | 2:12 ID
          scheduled: 2027-01-01 19:30    | scheduled: tomorrow                  | 4:12 TIME
          scheduled: 2027-01-01 19:30    | scheduled: 2027-02-29 19:30          | 4:12 TIME
          scheduled: 2027-01-01 19:30    | scheduled: 2027-01-01 19:30 +25:00   | 4:12 TIME
          scheduled: 2027-01-01 19:30    | scheduled: 2027-01-01T11:30:00Z      |
          scheduled: 2027-01-01 19:30    | scheduled: 2027-1-1 19：30            |
          """)
  void keysAndTheHeading(String from, @Nullable String to, @Nullable String expected) {
    assertFound(from, to, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [甲, 乙]                        | [甲，乙]                              | 5:10 WIDE_COMMA
          [甲, 乙]                        | [甲, 乙, 甲]                          | 5:16 REPEATED_ITEM
          [甲, 乙]                        | [甲, 乙, 'a,b']                       | 5:16 LABEL
          [甲, 乙]                        | {甲: 乙}                              | 5:9 NOT_ITEMS
          groups: [甲, 乙]                |                                      | 8:17 GROUPS_NEEDED
          `  group-column: 组`            |                                      | 7:3 GROUP_COLUMN_NEEDED
          `  columns: [姓名, 证件号码, 手机号]` |                                  | 8:3 MISSING_KEY
          [姓名, 证件号码, 手机号]           | [姓名, 编号]                           | 7:3 IDENTITY_NEEDED
          [姓名, 证件号码, 手机号]           | [编号, 证件号码]                       |
          [姓名, 证件号码, 手机号]           | [姓名, 编号]\\n  identity: none         |
          [姓名, 证件号码, 手机号]           | [姓名, 编号]\\n  identity: {编号: plain} |
          [姓名, 证件号码, 手机号]           | [姓名, 编号]\\n  identity: {编码: plain} | 8:14 UNKNOWN_COLUMN 编号
          [姓名, 证件号码, 手机号]           | [姓名, 编号]\\n  identity: {编号: x}     | 8:18 WORD
          [姓名, 证件号码, 手机号]           | [姓名, 手机]\\n  masking: {姓名: surnam} | 8:17 WORD surname
          [姓名, 证件号码, 手机号]           | [姓名, 手机]\\n  masking: 姓             | 8:12 NOT_PAIRS
          group-column: 组               | group-column: 组\\n  seats-column: 名额 | 11:5 OVERFLOW_NEEDED; 15:5 OVERFLOW_NEEDED
          """)
  void groupsAndTheList(String from, @Nullable String to, @Nullable String expected) {
    assertFound(from, to, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          places: 1                      | places: 0                            | 12:13 PLACES
          places: 1                      | places: １0                           |
          places: 1                      | places: 1,000                        | 12:13 PLACES
          places: 1                      | places: 1000000001                   | 12:13 PLACES
          places: 1                      | places: all                          | 13:17 ALTERNATES_WITH_ALL
          `    places: 1`                |                                      | 10:5 MISSING_KEY
          alternates: 2                  | alternates: -1                       | 13:17 NUMBER
          groups: 甲                     | groups: 申                            | 11:13 UNKNOWN_GROUP
          groups: 甲                     | groups: 全部                          |
          title-en: Second               | groups: 甲                            | 5:13 UNUSED_GROUP
          title: 二等奖                   | title: 一等奖                          | 14:12 REPEATED_ITEM
          title: 二等奖                   | title: 2                             | 14:12 STAGE_TITLE
          title: 二等奖                   | title: 此前各轮                        | 14:12 STAGE_TITLE
          title-en: Second               | except-winners-of: 一等奖              |
          title-en: Second               | except-winners-of: 一等                | 15:24 UNKNOWN_STAGE 一等奖
          title-en: Second               | except-winners-of: 2                 | 15:24 STAGE_NOT_EARLIER
          title-en: Second               | except-winners-of: [1, 一等奖]         | 15:28 REPEATED_ITEM
          title-en: Second               | from-winners-of: 1                   | 5:13 UNUSED_GROUP
          alternates: 2                  | except-winners-of: Second            | 13:24 STAGE_NOT_EARLIER
          alternates: 2                  | from-winners-of: earlier             | 13:22 STAGE_NOT_EARLIER
          alternates: 2                  | unfilled: join 二等奖                 |
          alternates: 2                  | 剩余名额: 并入2                        |
          alternates: 2                  | unfilled: join 1                     | 13:15 STAGE_NOT_LATER
          alternates: 2                  | unfilled: lapsed                     | 13:15 WORD lapse
          alternates: 2                  | unfilled: join 3                     | 13:15 UNKNOWN_STAGE
          places: 3                      | places: all\\n    unfilled: lapse     |
          places: 3                      | places: 3\\n    from-winners-of: 1\\n    except-winners-of: 1 | 18:24 LEAVES_OUT_ALL
          places: 3                      | places: 3\\n    from-winners-of: 1\\n    groups: 乙 | 5:13 UNUSED_GROUP; 14:12 POOL_EMPTY
          places: 3                      | places: all\\n  - title: 三\\n    except-winners-of: 2\\n    places: 1 | 17:12 POOL_EMPTY
          """)
  void stages(String from, @Nullable String to, @Nullable String expected) {
    assertFound(from, to, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          press-by: 2h                   | delta: 2m                            | 18:3 MISSING_KEY
          press-by: 2h                   | press-by: soon                       | 18:13 DURATION
          press-by: 2h                   | press-by: 2小时30分                    |
          press-by: 2h                   | press-by: 400d                       | 18:13 DURATION_RANGE
          press-by: 2h                   | press-by: 2027-01-01 19:00           | 18:13 PRESS_BY_EARLY
          press-by: 2h                   | press-by: 2027-01-32 19:00           | 18:13 TIME
          press-by: 2h                   | press-by: 2h\\n  delta: 32s           | 19:10 DELTA
          press-by: 2h                   | press-by: 2h\\n  margin: 5m           | 19:11 DELTA
          press-by: 2h                   | press-by: 2h\\n  delta: 25h           | 19:10 DURATION_RANGE
          press-by: 2h                   | press-by: 2h\\n  chain: fastnet       | 19:10 WORD
          press-by: 2h                   | press-by: 2h\\n  skips-max: 5         | 18:13 SKIP_NOTICE
          press-by: 2h                   | press-by: 2d\\n  skips-max: 5         |
          press-by: 2h                   | press-by: 2h\\n  skips-max: 1001      | 19:14 NUMBER
          press-by: 2h                   | press-by: 2h\\n  contributors: shop/li | 19:17 CONTRIBUTOR
          press-by: 2h                   | press-by: 2h\\n  contributors: shop/li live 0 | 19:17 CONTRIBUTOR
          press-by: 2h                   | press-by: 2h\\n  contributors: [shop/li live 00, shop/li 承诺] | 19:35 REPEATED_ITEM
          press-by: 2h                   | press-by: 2h\\nrelays: ftp://a.example | 19:9 URL
          press-by: 2h                   | press-by: 2h\\nrelays: https://u@a.example | 19:9 URL
          press-by: 2h                   | press-by: 2h\\nrelays: [https://a.example, https://a.example] | 19:29 REPEATED_ITEM
          press-by: 2h                   | press-by: 2h\\nentropy: ceremony      | 18:3 CEREMONY_PARTIES
          press-by: 2h                   | press-by: 2h\\n  contributors: [a/x committed, b/x committed, c/x committed]\\nentropy: ceremony |
          press-by: 2h                   | press-by: 2h\\n  contributors: [a/x committed, b/x committed, b/y committed]\\nentropy: ceremony | 19:17 CEREMONY_PARTIES
          press-by: 2h                   | press-by: 2h\\n  contributors: [a/x committed, b/x committed, c/x live]\\nentropy: ceremony | 19:17 CEREMONY_PARTIES
          press-by: 2h                   | press-by: 2h\\n  contributors: [a/x committed, b/x committed, c/x committed]\\n  skips-max: 1\\nentropy: ceremony | 20:14 NO_SKIPS
          press-by: 2h                   | press-by: 2h\\n  contributors: [a/x committed, b/x committed, c/x committed]\\n  skip-notice: 1d\\nentropy: ceremony | 20:16 NO_SKIPS
          press-by: 2h                   | press-by: 2h\\n  contributors: [a/x committed, b/x committed, c/x committed]\\n  chain: local\\nentropy: ceremony | 20:10 NO_CHAIN
          """)
  void theSeal(String from, @Nullable String to, @Nullable String expected) {
    assertFound(from, to, expected);
  }

  /** Makes one change to the good file and compares what is said of it. */
  private static void assertFound(String from, @Nullable String to, @Nullable String expected) {
    var change = to == null ? "" : to.replace("\\n", "\n").replace("\\u005c", "\\");
    assertThat(GOOD).contains(from);
    assertThat(problems(GOOD.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(change))))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void allProblemsComeAtOnceInTheOrderOfTheFile() {
    var bad =
        GOOD.replace("organiser: shop", "organiser: Shop")
            .replace("places: 1", "places: none")
            .replace("2h", "2 hours")
            .replace("alternates", "alternatives");
    assertThat(problems(bad))
        .isEqualTo("2:12 ID; 12:13 PLACES; 13:5 UNKNOWN_KEY alternates; 18:13 DURATION");
  }

  @Test
  void aSentenceNamesItsSubjectInBothLanguages() {
    var failure = failure(GOOD.replace("purpose: prize-draw", "purpose: 抽奨"));
    assertThat(failure)
        .hasMessage(
            "3:10 “抽奨”不在可选值之中：number-draw 摇号, prize-draw 抽奖。是否想写“抽奖”？"
                + " `抽奨` is none of: number-draw 摇号, prize-draw 抽奖. Did you mean `抽奖`?");
  }

  @Test
  void whatIsQuotedIsShortAndHarmless() {
    var failure = failure(GOOD.replace("2h", "\"\\e[2J" + "x".repeat(500) + "\""));
    assertThat(failure.getMessage()).doesNotContain("\u001B").hasSizeLessThan(600);
  }

  @Test
  void aFileThatIsNoTextIsRefused() {
    assertThat(failure("").problems())
        .extracting(Problem::reason)
        .containsExactly(RulesReason.EMPTY_FILE);
    assertThat(failure("# 空\n").problems())
        .extracting(Problem::reason)
        .containsExactly(RulesReason.EMPTY_FILE);
    assertThat(problems("a: \uD800")).isEqualTo("1:1 NOT_UTF8");
    assertThat(problems("#".repeat(RulesFile.FILE_BYTES_MAX + 1))).isEqualTo("1:1 TOO_LARGE");
    for (var bytes : List.of(GOOD.getBytes(Charset.forName("GB18030")), new byte[] {(byte) 0xFF})) {
      var failure = catchThrowableOfType(RulesFileException.class, () -> RulesFile.read(bytes));
      assertThat(failure.problems())
          .extracting(Problem::reason)
          .containsExactly(RulesReason.NOT_UTF8);
    }
    var large = new byte[RulesFile.FILE_BYTES_MAX + 1];
    var failure = catchThrowableOfType(RulesFileException.class, () -> RulesFile.read(large));
    assertThat(failure.problems())
        .extracting(Problem::reason)
        .containsExactly(RulesReason.TOO_LARGE);
  }

  @Test
  void aByteOrderMarkAndWindowsLinesAreNothing() {
    var windows = ("\uFEFF" + GOOD.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
    RulesExamplesTest.assertSame(RulesFile.read(windows), RulesFile.read(GOOD));
  }

  /** [NOTE-7]: the whole must fit into a command. */
  @Test
  void rulesThatFitNoCommandAreRefused() {
    var stages = new StringBuilder();
    for (var i = 1; i <= 32; i++) {
      stages
          .append("  - {title: ")
          .append("x".repeat(290))
          .append(i)
          .append(", title-en: ")
          .append("y".repeat(290))
          .append(i)
          .append(", places: 1, groups: [");
      for (var g = 0; g < 20; g++) {
        stages.append(g == 0 ? "" : ",").append("g".repeat(60)).append(g);
      }
      stages.append("]}\n");
    }
    var groups = new StringBuilder("[甲");
    for (var g = 0; g < 20; g++) {
      groups.append(",").append("g".repeat(60)).append(g);
    }
    var text =
        GOOD.replace("[甲, 乙]", groups + "]")
            .replace("stages:\n", "stages:\n" + stages.substring(0, stages.lastIndexOf("  - ")))
            .replace("  - title: 二等奖\n    title-en: Second\n    places: 3\n", "");
    assertThat(problems(text)).isEqualTo("1:1 RULES_TOO_LONG");
  }

  @Test
  void aKindOfDrawAsksForMore() {
    var rehearsal = RulesFile.read(GOOD.replace("2h", "2h\n  chain: local\n  delta: 40s"));
    assertThat(words(rehearsal.problemsFor(DrawKind.REHEARSAL))).isEmpty();
    assertThat(words(rehearsal.problemsFor(DrawKind.DRAW)))
        .isEqualTo("19:10 LOCAL_CHAIN; 20:10 DELTA");
    var ceremony =
        RulesFile.read(
            GOOD
                + "  contributors: [a/x committed, b/x committed, c/x committed]\n"
                + "entropy: ceremony\n");
    assertThat(ceremony.seal().deltaS()).isEqualTo(1_800);
    assertThat(ceremony.seal().skipNoticeS()).isZero();
    for (var kind : DrawKind.values()) {
      assertThat(words(ceremony.problemsFor(kind))).isEmpty();
    }
  }

  private static String problems(String text) {
    try {
      var _ = RulesFile.read(text);
      return "";
    } catch (RulesFileException refused) {
      return words(refused.problems());
    }
  }

  private static RulesFileException failure(String text) {
    return catchThrowableOfType(RulesFileException.class, () -> RulesFile.read(text));
  }

  static String words(List<Problem> problems) {
    return problems.stream()
        .map(p ->
            p.line()
                + ":"
                + p.column()
                + " "
                + p.reason()
                + p.suggestion().map(s -> " " + s).orElse(""))
        .collect(Collectors.joining("; "));
  }
}
