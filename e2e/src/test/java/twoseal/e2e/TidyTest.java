package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Form and length: sources are formatted, a method fits on a screen, a file can be read in one go.
 */
class TidyTest {
  static final int METHOD_LINES_MAX = 60;
  static final int FILE_LINES_MAX = 500;
  private static final Pattern HAND_WRITTEN =
      Pattern.compile("\\.(java|ts|vue|js|mjs|css|sh)$|^(check|twoseal|\\.ci/run)$");

  @Test
  void sourcesAreFormatted() throws Exception {
    var untidy = untidy(Source.java());
    if (Boolean.getBoolean("tidy.fix")) {
      for (var tidy : untidy) {
        Files.writeString(Source.ROOT.resolve(tidy.path()), tidy.text());
      }
    } else {
      assertThat(untidy.stream().map(Source::path)).as("run `./check fmt`").isEmpty();
    }
  }

  @Test
  void anUntidySourceIsFound() throws Exception {
    var ugly = new Source("core/Ugly.java", "import java.util.List;\nclass Ugly{int a ;}\n");
    assertThat(untidy(List.of(ugly)))
        .containsExactly(new Source("core/Ugly.java", "class Ugly {\n  int a;\n}\n"));
  }

  @Test
  void methodsFitOnAScreen() throws Exception {
    assertThat(longMethods(Source.java())).isEmpty();
  }

  @Test
  void aMethodOfOneLineTooManyIsFound() throws Exception {
    assertThat(longMethods(List.of(methodOf(METHOD_LINES_MAX)))).isEmpty();
    assertThat(longMethods(List.of(methodOf(METHOD_LINES_MAX + 1))))
        .containsExactly("core/Long.java:2 m");
  }

  @Test
  void filesCanBeReadInOneGo() throws Exception {
    assertThat(longFiles(Source.all())).isEmpty();
  }

  @Test
  void aFileOfOneLineTooManyIsFound() {
    assertThat(longFiles(List.of(new Source("a.java", "\n".repeat(FILE_LINES_MAX))))).isEmpty();
    assertThat(longFiles(List.of(new Source("a.java", "\n".repeat(FILE_LINES_MAX + 1)))))
        .hasSize(1);
  }

  /** Those that the formatter would change, as it would have them. */
  private static List<Source> untidy(List<Source> sources) throws FormatterException {
    var untidy = new ArrayList<Source>();
    for (var source : sources) {
      var tidy = new Formatter().formatSourceAndFixImports(source.text());
      if (!tidy.equals(source.text())) {
        untidy.add(new Source(source.path(), tidy));
      }
    }
    return untidy;
  }

  private static List<String> longMethods(List<Source> sources) throws IOException {
    var parsed = Javac.parse(sources);
    var found = new ArrayList<String>();
    for (var unit : parsed.units()) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
          var lines = parsed.lines(unit, method);
          if (lines.count() > METHOD_LINES_MAX) {
            found.add(Javac.path(unit) + ":" + lines.first() + " " + method.getName());
          }
          return super.visitMethod(method, null);
        }
      }.scan(unit, null);
    }
    return found;
  }

  private static List<String> longFiles(List<Source> sources) {
    return sources.stream()
        .filter(s -> HAND_WRITTEN.matcher(s.path()).find())
        .filter(s -> s.text().lines().count() > FILE_LINES_MAX)
        .map(s -> s.path() + ": " + s.text().lines().count() + " lines")
        .toList();
  }

  private static Source methodOf(int lines) {
    var body = "int i;\n".repeat(lines - 2);
    return new Source("core/Long.java", "class Long {\nvoid m() {\n" + body + "}\n}\n");
  }
}
