package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of spec/cheats.md and the cheats that are tried out here are the same: every row has
 * its case, with the check that the row names, and every check has a row.
 */
class CheatTableTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| ([^|]+) \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);
  private static final String LESS = "recomputed: ";

  /** A row: the case's name, and its check or the sentence. */
  private record Row(String what, String foundBy) {}

  private static List<Row> rows() throws Exception {
    var rows = new ArrayList<Row>();
    ROW.matcher(Files.readString(Path.of("../spec/cheats.md")))
        .results()
        .filter(m -> !m.group(1).equals("the cheat"))
        .forEach(m -> rows.add(new Row(m.group(1), m.group(2))));
    return rows;
  }

  @Test
  void everyRowHasItsCase() throws Exception {
    var cases = Cheats.all();
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(45).doesNotHaveDuplicates();
    for (var row : rows()) {
      var found = cases.stream().filter(c -> c.what().equals(row.what())).toList();
      assertThat(found).as(row.what()).hasSize(1);
      var expected = found.getFirst().expected();
      if (row.foundBy().startsWith(LESS)) {
        assertThat(expected).as(row.what()).isEmpty();
        var sentence = row.foundBy().substring(LESS.length());
        assertThat(Entrance.report(found.getFirst().inputs()).reasons())
            .as(row.what())
            .anyMatch(r -> r.en().contains(sentence));
      } else {
        assertThat(expected.map(id -> "[" + id.number() + "]"))
            .as(row.what())
            .isEqualTo(Optional.of(row.foundBy()));
      }
    }
  }

  @Test
  void everyCheckHasARow() throws Exception {
    var checks = EnumSet.allOf(VerId.class).stream().map(id -> "[" + id.number() + "]").toList();
    assertThat(rows()).map(Row::foundBy).containsAll(checks);
  }
}
