package twoseal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.cli.console.Interruption;

/** What every command shares: help, language, complaints, exit codes. */
class FrameTest {
  @TempDir Path folder;

  static Stream<List<String>> commands() {
    return Tree.leaves(Tree.all())
        .map(command -> List.of(command.getCommandSpec().qualifiedName().split(" ")));
  }

  @Test
  void withoutACommandItSaysWhatThereIsForWhom() {
    assertThat(Run.of().out())
        .isEqualTo(Run.of("help").out())
        .contains("Organiser", "Notary", "Contributor", "Participant", "Court expert", "Operator");
    assertThat(Run.of("help", "--lang", "zh").out()).contains("主办方", "公证员", "参加者", "司法鉴定人", "运维方");
    assertThat(Run.of().exit()).isZero();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHelpsInBothLanguages(List<String> words) {
    for (var lang : List.of("zh", "en")) {
      var args = Stream.concat(words.stream().skip(1), Stream.of("--lang", lang, "--help"));
      var run = Run.of(args.toArray(String[]::new));
      assertThat(run.exit()).isZero();
      assertThat(run.out())
          .contains(
              lang.equals("zh")
                  ? List.of("用法", "退出码", "示例")
                  : List.of("Usage", "Exit codes", "Example"));
      var asked = Stream.concat(Stream.of("help", "--lang", lang), words.stream().skip(1));
      assertThat(Run.of(asked.toArray(String[]::new)).out()).isEqualTo(run.out());
    }
  }

  @Test
  void theLanguageIsTheOptionsElseTheEnvironments() {
    var chinese = Run.of("--lang=zh").out();
    assertThat(new Run.Stage().environment("TWOSEAL_LANG", "zh").run().out()).isEqualTo(chinese);
    assertThat(new Run.Stage().environment("LANG", "zh_CN.UTF-8").run().out()).isEqualTo(chinese);
    assertThat(new Run.Stage().environment("LC_ALL", "C").environment("LANG", "zh_CN").run().out())
        .isEqualTo(Run.of().out())
        .isNotEqualTo(chinese);
    assertThat(
            new Run.Stage()
                .environment("TWOSEAL_LANG", "en")
                .environment("LANG", "zh_CN")
                .run()
                .out())
        .isEqualTo(Run.of().out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "keys nonsense",
        "keys",
        "keys new",
        "beacon verify --round x",
        "help nonsense",
        "--lang fr",
        "keys show a b",
        "nonsense --help",
        "keys nonsense --help"
      })
  void aCommandLineThatIsNotUnderstoodIsTwo(String line) {
    var run = Run.of(line.split(" "));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Error: ").contains("What to do: ");
    var chinese = Run.of((line + (line.startsWith("--lang") ? "" : " --lang zh")).split(" "));
    assertThat(chinese.exit()).isEqualTo(2);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(Run.of("keys", "new").err()).contains("--name", "--out", "twoseal keys new --help");
    assertThat(Run.of("keys", "new", "--lang", "zh").err())
        .contains("错误：缺少 --name")
        .contains("怎么办：");
  }

  @Test
  void parsingIsTranslated() {
    assertThat(Run.of("keys", "--lang", "zh").err()).contains("之后应接", "passphrase");
    assertThat(Run.of("beacon", "verify", "--round", "x", "--lang", "zh").err())
        .contains("--round 不能是“x”");
    assertThat(Run.of("keys", "show", "f", "--nonsense", "--lang", "zh").err())
        .contains("--nonsense")
        .doesNotContain("Unknown");
  }

  @Test
  void aComplaintIsJsonWhereJsonWasAskedFor() {
    var run =
        Run.withPassphrase("12345678", "keys", "show", "--json", folder.resolve("none").toString());
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.json())
        .containsEntry("error.code", "no-file")
        .containsEntry("error.exit", "4")
        .containsKeys("error.message", "error.next");
    assertThat(Run.of("keys", "new", "--json").json())
        .containsEntry("error.code", "missing-argument");
  }

  @Test
  void aTraceIsPrintedOnlyWhenAskedFor() {
    var file = folder.resolve("none").toString();
    assertThat(Run.withPassphrase("12345678", "keys", "show", file).err()).doesNotContain("\tat ");
    assertThat(Run.withPassphrase("12345678", "keys", "show", file, "--trace").err())
        .contains("\tat ", "NoSuchFileException");
  }

  @Test
  void coloursAreForTerminalsThatWantThem() {
    assertThat(Run.of().out()).doesNotContain("\u001b");
    assertThat(new Run.Stage().answers().run().out()).contains("\u001b[1m");
    assertThat(new Run.Stage().answers().environment("NO_COLOR", "1").run().out())
        .doesNotContain("\u001b");
  }

  @Test
  void outputThatIsLostIsAnError() {
    var run = new Run.Stage().withFullOutput().run("beacon", "verify", "--help");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("standard output could not be written");
  }

  @Test
  void namesThatTheLocaleCannotHoldAreNotGuessed() {
    var run = Run.of("list", "check", "\uFFFD\uFFFD.csv");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void anUnknownAnswerIsAskedAgainAndTheWordsAreTheLanguages() {
    var answers = new Run.Stage().answers("maybe", "否");
    assertThat(answers.console("--lang", "zh").confirm("ask.erase", "甲", 1)).isFalse();
    assertThat(answers.asked()).hasSize(2).allMatch(question -> question.endsWith("[是/否] "));
    assertThat(new Run.Stage().answers("Yes").console().confirm("ask.erase", "A", 1)).isTrue();
    assertThat(new Run.Stage().answers("").console().confirm("ask.erase", "A", 1)).isFalse();
  }

  @Test
  void examplesAreWholeAndCanBeCopied() {
    assertThat(Run.of("beacon", "verify", "--help").out())
        .contains(
            "--signature \\\n",
            "      b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacb"
                + "e47e4b6b63ed5e39\n");
    assertThat(Run.of("draw", "seal", "--help").out()).contains(" \\\n      --");
  }

  @Test
  void aCommandThatIsEndedSaysWhetherItGoesOn() {
    assertThat(ended("draw", "run", "rules.yaml")).contains("goes on where it was");
    assertThat(ended("list", "commit", "a.csv")).contains("before it was done");
    assertThat(ended("--lang", "zh", "beacon", "serve")).isEmpty();
  }

  private static String ended(String... args) {
    var err = new ByteArrayOutputStream();
    Interruption.tell(new Run.Stage().console(err), args);
    return err.toString(UTF_8);
  }

  @Test
  void itKnowsItsVersion() {
    assertThat(Run.of("--version").out()).startsWith("twoseal ");
  }
}
