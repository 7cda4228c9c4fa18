package twoseal.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.desk.Language;
import twoseal.draw.DrawReason;
import twoseal.list.PublicLine;
import twoseal.registry.RegistryReason;

/** What a parser expected is told in the reader's language, whichever parser it was. */
class ExpectationsTest {
  /** The parsers that a caller of the service reaches. */
  private static final List<Path> SOURCES =
      List.of(Path.of("../core/src/main/java"), Path.of("src/main/java"));

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ENGLISH = Pattern.compile("[a-z]{2,} [a-z]{2,}");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  private final Expectations expectations = new Expectations();

  @Test
  void everyExpectationHasItsChinese() throws IOException {
    var untold = new TreeSet<String>();
    var seen = expected();
    for (var text : seen) {
      var chinese = expectations.chinese(text).orElse("");
      var isChinese = text.equals("UTF-8") || CHINESE.matcher(chinese).find();
      if (!isChinese || ENGLISH.matcher(chinese).find()) {
        untold.add(text + " -> " + chinese);
      }
    }
    assertThat(seen).hasSizeGreaterThan(90);
    assertThat(untold).as("to be added to expected_zh.txt").isEmpty();
  }

  @Test
  void whatStandsInAConstantHasItsChineseToo() {
    Stream.<Runnable>of(
            () -> Bytes.parseBase64("="),
            () -> Bytes.parseDecimal("01", 9),
            () -> new Fields.Reader("twoseal/other/1\n", "sign-in", 1),
            () -> PublicLine.parse("x"))
        .forEach(parser -> {
          var malformed = catchThrowableOfType(MalformedException.class, parser::run);
          assertThat(expectations.chinese(malformed.expected()))
              .as(malformed.expected())
              .isPresent();
        });
  }

  @Test
  void numbersAndNamesStayWhatTheyAre() {
    var problem = new Problem(422, "act.value", new Problem.Expected("a seats from 1 to 99"));
    assertThat(ProblemTexts.of(Language.ZH).tell(problem).detail()).contains("1 至 99 的 seats");
    assertThat(ProblemTexts.of(Language.EN).tell(problem).detail())
        .contains("a seats from 1 to 99");
  }

  @Test
  void oneWithoutChineseIsFoundAndNeverToldInEnglish() {
    assertThat(expectations.chinese("a thing of another kind")).isEmpty();
    assertThat(expectations.told("a thing of another kind", Language.ZH))
        .doesNotContain("thing")
        .containsPattern(CHINESE);
  }

  @Test
  void everyRefusalOfTheRulesSaysWhatToDo() {
    for (var language : Language.values()) {
      var texts = ProblemTexts.of(language);
      var codes =
          Stream.concat(
              Stream.of(DrawReason.values()).map(DrawReason::code),
              Stream.of(RegistryReason.values()).map(RegistryReason::code));
      var general = texts.raw("problem.refused.next");
      assertThat(codes)
          .allSatisfy(code ->
              assertThat(texts.tell(Problem.refused(code)).next()).as(code).isNotEqualTo(general));
    }
  }

  /** The texts in the code, with a word for what is put together when it runs. */
  private static List<String> expected() throws IOException {
    var found = new ArrayList<String>();
    for (var folder : SOURCES) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          var source = Files.readString(file);
          for (var part : source.split("new MalformedException\\(", -1)) {
            text(part).filter(text -> part.length() < source.length()).ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  /** The text of an argument, up to the semicolon; nothing where it has no literal with letters. */
  private static java.util.Optional<String> text(String arguments) {
    var end =
        LITERAL.matcher(arguments).replaceAll(m -> "q".repeat(m.group().length())).indexOf(';');
    var argument = end < 0 ? arguments : arguments.substring(0, end);
    var literals = LITERAL.matcher(argument).results().toList();
    if (end < 0 || literals.stream().noneMatch(m -> m.group(1).matches(".*[a-zA-Z].*"))) {
      return java.util.Optional.empty();
    }
    var text = new StringBuilder();
    var first = argument.indexOf('"');
    var before = argument.substring(0, first).replaceFirst("^\\s*(?:\\d+|number|next \\+ 1),", "");
    text.append(before.isBlank() ? "" : "7");
    for (var i = 0; i < literals.size(); i++) {
      text.append(literals.get(i).group(1));
      var from = literals.get(i).end();
      var to = i + 1 < literals.size() ? literals.get(i + 1).start() : argument.length();
      var between = argument.substring(from, to).replaceAll("[\\s+)]", "");
      text.append(between.isEmpty() ? "" : "7");
    }
    return java.util.Optional.of(text.toString());
  }
}
