package twoseal.intake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import twoseal.core.Fields;
import twoseal.draw.DrawKind;
import twoseal.draw.Rules;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeProgress;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListIntake;
import twoseal.intake.ListSource;
import twoseal.list.GroupRoot;
import twoseal.list.Label;

/** The examples and templates that users start from. */
class RulesExamplesTest {
  static final List<String> NAMES =
      List.of("prize-draw", "house-purchase", "licence-plates", "school-places", "ceremony-flats");

  private static final Path EXAMPLES = Path.of("..", "examples");

  @ParameterizedTest
  @CsvSource({
    "prize-draw, 3, 24, 11",
    "house-purchase, 3, 300, 30",
    "licence-plates, 2, 440, 0",
    "school-places, 3, 220, 30",
    "ceremony-flats, 1, 0, 0"
  })
  void anExampleHoldsWhatItShowsAndFitsItsList(
      String name, int stages, long places, long alternates) throws Exception {
    var file = read(name);
    assertThat(file.rules().stages()).hasSize(stages);
    assertThat(file.rules().contradiction()).isEmpty();
    assertThat(file.problemsFor(DrawKind.DRAW)).isEmpty();
    assertThat(file.problemsFor(DrawKind.REHEARSAL)).isEmpty();
    assertThat(file.problemsWith(figures(name))).isEmpty();
    assertThat(
            file.rules().stages().stream()
                .map(stage -> stage.places().text())
                .filter(text -> !text.equals("all"))
                .mapToLong(Long::parseLong)
                .sum())
        .isEqualTo(places);
    assertThat(file.rules().stages().stream().mapToLong(stage -> stage.alternates()).sum())
        .isEqualTo(alternates);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void theMappingTakesTheList(String name) throws Exception {
    var file = read(name);
    var mapping = file.list().mapping(file.rules().groups());
    var source = ListSource.ofFile(EXAMPLES.resolve(name).resolve("entries.csv"));
    var result =
        new ListIntake(source, _ -> mapping, IntakeOptions.rootOnly(), IntakeProgress.none()).run();
    assertThat(result).isInstanceOf(IntakeResult.Taken.class);
    var root = ((IntakeResult.Taken) result).summary().root();
    assertThat(root.groups().stream().map(GroupRoot::label).toList())
        .isEqualTo(file.rules().groups());
    assertThat(root.entries())
        .isEqualTo(figures(name).stream().mapToLong(GroupFigures::entries).sum());
  }

  /** [DRAW-2]: the ledger reads the block that it is given. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void anExampleComesBackFromItsTexts(String name) throws IOException {
    var file = read(name);
    var text = new Fields.Writer("rules", 1);
    file.rules().write(text);
    assertThat(Rules.read(new Fields.Reader(text.text(), "rules", 1))).isEqualTo(file.rules());
    for (var language : Language.values()) {
      assertSame(RulesFile.read(file.text(language)), file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTemplateIsReadInBothLanguages(Language language) {
    for (var purpose : List.of("number-draw", "prize-draw")) {
      var template = RulesFile.template(purpose, language);
      var file = RulesFile.read(template);
      assertThat(file.rules().purpose()).isEqualTo(purpose);
      assertThat(file.problemsFor(DrawKind.DRAW)).isEmpty();
      assertThat(template.contains("\n标题: ")).isEqualTo(language == Language.CHINESE);
    }
  }

  static void assertSame(RulesFile read, RulesFile file) {
    assertThat(read.rules()).isEqualTo(file.rules());
    assertThat(read.list()).isEqualTo(file.list());
    assertThat(read.seal()).isEqualTo(file.seal());
    assertThat(read.relays()).isEqualTo(file.relays());
    assertThat(read.text(Language.ENGLISH)).isEqualTo(file.text(Language.ENGLISH));
  }

  static String text(String name) throws IOException {
    return Files.readString(EXAMPLES.resolve(name).resolve("rules.yaml"));
  }

  private static RulesFile read(String name) throws IOException {
    return RulesFile.read(Files.readAllBytes(EXAMPLES.resolve(name).resolve("rules.yaml")));
  }

  /** Counted here, not by the intake: the examples have no quoted fields. */
  private static List<GroupFigures> figures(String name) throws IOException {
    var lines = Files.readAllLines(EXAMPLES.resolve(name).resolve("entries.csv"));
    var header = List.of(lines.getFirst().split(",", -1));
    var groups = new TreeMap<Label, long[]>();
    for (var line : lines.subList(1, lines.size())) {
      var values = line.split(",", -1);
      var group = header.indexOf("组别");
      var seats = header.indexOf("名额");
      var label = new Label(group < 0 ? "全体" : values[group]);
      var sums = groups.computeIfAbsent(label, _ -> new long[2]);
      sums[0]++;
      sums[1] += seats < 0 ? 1 : Long.parseLong(values[seats]);
    }
    var figures = new ArrayList<GroupFigures>();
    groups.forEach((label, sums) -> figures.add(new GroupFigures(label, sums[0], sums[1])));
    return figures;
  }
}
