package twoseal.cli.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import twoseal.cli.Run;

class LegacyTest {
  private static final String KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./";

  @Test
  void rfc3797PrintsTheSelectedOneALine() {
    var run = Run.of("rfc3797", "--pool", "25", "--select", "10", "--key", KEY);
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines())
        .containsExactly("17", "7", "2", "16", "25", "23", "8", "24", "19", "13");
    assertThat(run.err()).contains("22 are needed");
    var json = Run.of("rfc3797", "--pool", "25", "--select", "10", "--json", "--key", KEY);
    assertThat(json.json())
        .containsEntry("selected.0", "17")
        .containsEntry("bitsNeeded", "22")
        .containsEntry("picks.9.selected", "13");
    assertThat(json.err()).isEmpty();
  }

  @Test
  void aShortKeyIsCalledTooShort() {
    assertThat(
            Run.of("rfc3797", "--pool", "1000", "--select", "100", "--key", "12./", "--lang", "zh")
                .err())
        .contains("不够");
  }

  @Test
  void stepDrawPrintsTheWinnersInOrder() {
    var run =
        Run.of("step-draw", "--entries", "20", "--start", "6", "--step", "3", "--select", "15");
    assertThat(String.join(",", run.out().lines().toList()))
        .isEqualTo("6,9,12,15,18,1,4,8,13,17,2,7,14,20,10");
    assertThat(run.err()).contains("8.65 bits", "400 outcomes");
    assertThat(
            Run.of(
                    "step-draw",
                    "--entries",
                    "20",
                    "--start",
                    "6",
                    "--step",
                    "3",
                    "--select",
                    "15",
                    "--json")
                .json())
        .containsEntry("selected.14", "10");
  }

  @Test
  void numbersOutOfBoundsAreRefused() {
    assertThat(Run.of("rfc3797", "--pool", "25", "--select", "26", "--key", KEY).err())
        .contains("--select is 1 to 25");
    assertThat(Run.of("rfc3797", "--pool", "25", "--select", "2", "--key", "a b").exit())
        .isEqualTo(2);
    assertThat(
            Run.of("step-draw", "--entries", "20", "--start", "21", "--step", "3", "--select", "1")
                .exit())
        .isEqualTo(2);
  }
}
