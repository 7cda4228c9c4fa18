package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The specification and the code know of each other: a requirement, such as `**[LIST-7]**` at the
 * start of a line in spec/, is cited by a test, and nothing cites a requirement that is not there.
 */
class SpecReferencesTest {
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "^(?:(?:[-*] +)?(?:\\*\\*)?|\\| *\\*\\*)\\[([A-Z][A-Z0-9]*-[0-9]+)]", Pattern.MULTILINE);
  private static final Pattern ID = Pattern.compile("\\b[A-Z][A-Z0-9]*-[0-9]+\\b");

  @Test
  void everyRequirementIsCited() throws Exception {
    var gaps = gaps(Source.all());
    writeGaps(gaps);
    assertThat(gaps.faults()).isEmpty();
    assertThat(String.join(" ", gaps.notInTests())).as("requirements that no test cites").isEmpty();
  }

  @Test
  void gapsAreFound() {
    var spec =
        """
        # List
        **[LIST-1]** One, see [LIST-2].

        [LIST-2] Two.
        | **[LIST-3]** x | Three, [LIST-1] |
        """;
    var gaps =
        gaps(
            List.of(
                new Source("spec/list.md", spec),
                new Source("core/src/main/java/A.java", "// LIST-1, SHA-256"),
                new Source("core/src/test/java/ATest.java", "// LIST-1 and LIST-22"),
                new Source("core/src/test/java/BTest.java", "// [LIST-2]")));
    assertThat(gaps.notInTests()).containsExactly("LIST-3");
    assertThat(gaps.notInMain()).containsExactly("LIST-2", "LIST-3");
    assertThat(gaps.faults())
        .containsExactly("core/src/test/java/ATest.java cites LIST-22, which spec/ lacks");
  }

  @Test
  void anIdThatIsGivenTwiceIsFound() {
    var gaps =
        gaps(List.of(new Source("spec/a.md", "[A-1] x\n"), new Source("spec/b.md", "[A-1] y\n")));
    assertThat(gaps.faults()).containsExactly("spec/b.md gives A-1 a second time");
  }

  /** Requirements nobody cites, and citations or ids that cannot be right. */
  private record Gaps(List<String> notInTests, List<String> notInMain, List<String> faults) {}

  private static Gaps gaps(List<Source> sources) {
    var required = new TreeSet<String>();
    var faults = new ArrayList<String>();
    for (var source : sources) {
      if (isSpec(source)) {
        REQUIREMENT
            .matcher(source.text())
            .results()
            .map(m -> m.group(1))
            .filter(id -> !required.add(id))
            .forEach(id -> faults.add(source.path() + " gives " + id + " a second time"));
      }
    }
    // This file's own examples are no citations.
    var others =
        sources.stream().filter(s -> !s.path().endsWith("/SpecReferencesTest.java")).toList();
    faults.addAll(strays(others, required));
    return new Gaps(
        missing(required, others.stream().filter(Source::isTest).toList()),
        missing(required, others.stream().filter(Source::isMain).toList()),
        List.copyOf(faults));
  }

  private static List<String> missing(Set<String> required, List<Source> sources) {
    var cited = sources.stream().flatMap(s -> ids(s).stream()).collect(Collectors.toSet());
    return required.stream().filter(id -> !cited.contains(id)).toList();
  }

  /** Citations of an area the specification has, by a number it lacks. SHA-256 is of no area. */
  private static List<String> strays(List<Source> sources, Set<String> required) {
    var areas = required.stream().map(SpecReferencesTest::area).collect(Collectors.toSet());
    var found = new ArrayList<String>();
    for (var source : sources) {
      if (!source.isJava() && !isSpec(source)) {
        continue;
      }
      for (var id : ids(source)) {
        if (areas.contains(area(id)) && !required.contains(id)) {
          found.add(source.path() + " cites " + id + ", which spec/ lacks");
        }
      }
    }
    return found;
  }

  private static Set<String> ids(Source source) {
    return ID.matcher(source.text())
        .results()
        .map(m -> m.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String area(String id) {
    return id.substring(0, id.indexOf('-'));
  }

  private static boolean isSpec(Source source) {
    return source.path().startsWith("spec/") && source.path().endsWith(".md");
  }

  /** For people: ./check shows it. */
  private static void writeGaps(Gaps gaps) throws IOException {
    var file = Source.ROOT.resolve("e2e/target/spec-gaps.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "Requirements cited by no test: %d %s%nRequirements cited by no main source: %d %s%n"
            .formatted(
                gaps.notInTests().size(),
                gaps.notInTests(),
                gaps.notInMain().size(),
                gaps.notInMain()));
  }
}
