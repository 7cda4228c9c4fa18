package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The reader the rules stand on: what it takes for code, and that it finds the project at all. */
class SourceTest {
  @Test
  void theProjectIsFound() throws Exception {
    assertThat(Source.all())
        .extracting(Source::path)
        .contains("pom.xml", "check", "core/src/main/java/twoseal/core/package-info.java")
        .noneMatch(p -> p.contains("target/") || p.contains(".git/"));
  }

  @Test
  void literalsAreEmptied() {
    var text =
        """
        a = "x // \\" y"; // "kept"
        b = '"'; /* 'kept' */ c = \"""
          "one" \\\""" two
        \"""; d = '\\'';
        """;
    assertThat(new Source("a.java", text).withoutLiterals().text())
        .isEqualTo(
            """
            a = ""; // "kept"
            b = ""; /* 'kept' */ c = "

            "; d = "";
            """);
  }
}
