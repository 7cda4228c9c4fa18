package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that say something, nothing left for later, nothing of the machine it was written on. */
class WordsTest {
  private static final Pattern EMPTY_NAME =
      Pattern.compile("(Manager|Helpers?|Utils?|Utilities|Impl)$");
  private static final Pattern EMPTY_FOLDER =
      Pattern.compile("/java/(.*/)?(util|utils|common|impl|manager|helper|helpers|misc)(/|$)");
  // Spelt apart, or this file would break its own rules.
  private static final Pattern FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern NEEDS_REASON = Pattern.compile("@(Disabled|SuppressWarnings)\\b");
  private static final Pattern PRINTS = Pattern.compile("\\bSystem\\s*\\.\\s*(out|err)\\b");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?<![\\w.~}])/(work|root|home|Users)/[\\w.]");
  private static final Pattern REGISTRY_HOST =
      Pattern.compile(
          "repo1?\\.maven\\.(apache\\.)?org|central\\.sonatype\\.com|registry\\.(npmjs|yarnpkg)\\."
              + "|registry\\.npmmirror\\.|pypi\\.(org|python)|proxy\\.golang\\.org|crates\\.io"
              + "|https?://[^/\\s\"]*(artifactory|nexus|registry|mirror)[^/\\s\"]*[./:]");
  private static final List<String> MAY_PRINT = List.of("cli", "bench");

  @Test
  void namesSaySomething() throws Exception {
    assertThat(emptyNames(Source.java())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core/src/main/java/twoseal/core/KeyManager.java",
        "core/src/main/java/twoseal/core/DrawImpl.java",
        "core/src/main/java/twoseal/util/Text.java",
        "core/src/main/java/twoseal/core/common/Text.java"
      })
  void anEmptyNameIsFound(String path) {
    assertThat(emptyNames(List.of(new Source(path, "")))).hasSize(1);
  }

  @Test
  void nothingIsLeftForLater() throws Exception {
    assertThat(forLater(Source.all())).isEmpty();
  }

  @Test
  void somethingLeftForLaterIsFound() {
    var later = "TO" + "DO";
    assertThat(forLater(List.of(new Source("a.java", "int a; // " + later + " b")))).hasSize(1);
    assertThat(forLater(List.of(new Source("a.md", "- " + later + ": b")))).hasSize(1);
    assertThat(forLater(List.of(new Source("a.java", "var a = \"" + later + "\";")))).isEmpty();
  }

  @Test
  void everySuppressionHasItsReasonBesideIt() throws Exception {
    assertThat(unexplained(Source.java())).isEmpty();
  }

  @Test
  void aSuppressionWithoutReasonIsFound() {
    assertThat(unexplained(List.of(new Source("a.java", "@Disabled\nvoid a() {}")))).hasSize(1);
    assertThat(unexplained(List.of(new Source("a.java", "@Disabled // slow disk\nvoid a() {}"))))
        .isEmpty();
    assertThat(unexplained(List.of(new Source("a.java", "// why\n@SuppressWarnings(\"x\")"))))
        .isEmpty();
  }

  @Test
  void onlyTheCommandLinePrints() throws Exception {
    assertThat(prints(Source.java())).isEmpty();
  }

  @Test
  void aPrintElsewhereIsFound() {
    var print = "System.out.println(1);";
    assertThat(prints(List.of(new Source("core/src/main/java/A.java", print)))).hasSize(1);
    assertThat(prints(List.of(new Source("cli/src/main/java/A.java", print)))).isEmpty();
  }

  @Test
  void nothingPointsIntoTheMachineItWasWrittenOn() throws Exception {
    assertThat(local(Source.all())).isEmpty();
  }

  @Test
  void aPathOrHostOfThisMachineIsFound() {
    for (var line :
        List.of(
            "file=/" + "work/main/pom.xml",
            "`/" + "root/.m2`",
            "see /" + "home/ann/x",
            "https://repo.maven" + ".apache.org/maven2",
            "\"resolved\": \"https://regis" + "try.npmjs.org/vue\"",
            "http://nex" + "us.example.com/x")) {
      assertThat(local(List.of(new Source("a.txt", line)))).as(line).hasSize(1);
    }
    for (var line : List.of("/usr/lib/jvm", "https://example.com/" + "home/a", "${HOME}/x")) {
      assertThat(local(List.of(new Source("a.txt", line)))).as(line).isEmpty();
    }
  }

  private static List<String> emptyNames(List<Source> sources) {
    return sources.stream()
        .map(Source::path)
        .filter(p ->
            EMPTY_NAME.matcher(p.replaceFirst("\\.java$", "")).find()
                || EMPTY_FOLDER.matcher(p).find())
        .toList();
  }

  private static List<String> forLater(List<Source> sources) {
    return code(sources).flatMap(s -> s.linesWith(FOR_LATER).stream()).toList();
  }

  private static List<String> unexplained(List<Source> sources) {
    var found = new ArrayList<String>();
    for (var source : sources) {
      var lines = source.withoutLiterals().text().split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        var isBeside = lines[i].contains("//") || (i > 0 && lines[i - 1].strip().startsWith("//"));
        if (NEEDS_REASON.matcher(lines[i].replaceFirst("//.*|^\\s*\\*.*", "")).find()
            && !isBeside) {
          found.add(source.path() + ":" + (i + 1) + " " + lines[i].strip());
        }
      }
    }
    return found;
  }

  private static List<String> prints(List<Source> sources) {
    return code(sources)
        .filter(s -> !MAY_PRINT.contains(s.module()))
        .flatMap(s -> s.linesWith(PRINTS).stream())
        .toList();
  }

  private static List<String> local(List<Source> sources) {
    return sources.stream()
        .flatMap(s ->
            Stream.concat(s.linesWith(THIS_MACHINE).stream(), s.linesWith(REGISTRY_HOST).stream()))
        .toList();
  }

  private static Stream<Source> code(List<Source> sources) {
    return sources.stream().map(s -> s.isJava() ? s.withoutLiterals() : s);
  }
}
