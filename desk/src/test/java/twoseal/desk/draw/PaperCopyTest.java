package twoseal.desk.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.desk.Complaint;
import twoseal.draw.CaseNumber;

/** Paper copies come back as they went, and typing errors are found in their line. */
class PaperCopyTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void anySecretComesBack() {
    for (var bytes : List.of(16, 17, 31, 32, 33, 50, 1_024)) {
      var contribution = contribution(bytes);
      var sheet = PaperCopy.text(contribution);
      assertThat(PaperCopy.parse(sheet)).as("seed %d", seed).isEqualTo(contribution);
      assertThat(PaperCopy.parse(sheet.toLowerCase(Locale.ROOT).replace("d     r-", "D R-")))
          .as("seed %d", seed)
          .isEqualTo(contribution);
      assertThat(PaperCopy.parse(sheet.replace(" ", "  "))).isEqualTo(contribution);
    }
  }

  @Test
  void everyWrongDigitIsFoundInItsLine() {
    var lines = PaperCopy.text(contribution(40)).lines().toList();
    for (var line : lines) {
      if (!line.matches("[VN]\\d.*")) {
        continue;
      }
      var label = line.substring(0, line.indexOf(' '));
      for (var i = 6; i < line.length() - 1; i++) {
        if (line.charAt(i) == ' ') {
          continue;
        }
        for (var d = 0; d < 16; d++) {
          var digit = Character.forDigit(d, 16);
          if (digit != line.charAt(i)) {
            var typed = line.substring(0, i) + digit + line.substring(i + 1);
            refused(lines, line, typed, label);
          }
        }
      }
    }
  }

  @Test
  void exchangedDigitsAndMissingLinesAreFound() {
    var lines = PaperCopy.text(contribution(40)).lines().toList();
    for (var line : lines) {
      if (!line.matches("[VN]\\d.*")) {
        continue;
      }
      var label = line.substring(0, line.indexOf(' '));
      var check = line.substring(line.length() - 1);
      var digits = line.substring(6, line.length() - 1).replace(" ", "");
      for (var i = 0; i + 1 < digits.length(); i++) {
        var exchanged =
            digits.substring(0, i)
                + digits.charAt(i + 1)
                + digits.charAt(i)
                + digits.substring(i + 2);
        if (!exchanged.equals(digits)) {
          refused(lines, line, label + " " + exchanged + " " + check, label);
        }
      }
      refused(lines, line, "", label);
    }
  }

  /** One in 37 of these has the right check character: then the number of bytes tells. */
  @Test
  void droppedAndDoubledDigitsAreRefused() {
    for (var sheet = 0; sheet < 100; sheet++) {
      var lines = PaperCopy.text(contribution(40)).lines().toList();
      for (var line : lines) {
        if (!line.matches("[VN]\\d.*")) {
          continue;
        }
        var label = line.substring(0, line.indexOf(' '));
        var check = line.substring(line.length() - 1);
        var digits = line.substring(6, line.length() - 1).replace(" ", "");
        for (var i = 0; i + 2 <= digits.length(); i += 2) {
          var dropped = digits.substring(0, i) + digits.substring(i + 2);
          refused(lines, line, label + " " + dropped + " " + check, "complaint.paper");
          var doubled = digits.substring(0, i + 2) + digits.substring(i);
          refused(lines, line, label + " " + doubled + " " + check, "complaint.paper");
        }
      }
    }
  }

  @Test
  void aLineOfAnotherPlaceIsFound() {
    var lines = PaperCopy.text(contribution(48)).lines().toList();
    var first = lines.stream().filter(l -> l.startsWith("V1/3")).findFirst().orElseThrow();
    refused(lines, first, first.replace("V1/3", "V2/3"), "V1/3");
    refused(lines, first, first.replace("V1/3", "N1/3"), "N1/3");
    var head = lines.stream().filter(l -> l.startsWith("D ")).findFirst().orElseThrow();
    refused(lines, head, head.replace("R-7", "R-8"), "D");
    refused(lines, head, head.replace("court/dice", "court/dcie"), "D");
    refused(lines, head, head.replace(" 48 ", " 84 "), "D");
    refused(lines, head, "", "D");
  }

  @Test
  void nothingIsNoCopy() {
    for (var junk :
        List.of("", "D", "V1/1 A", "V1/1 0Z 0", "V0/0 00 0", "N99/99 00 0\nD D-1 1 x y")) {
      assertThatThrownBy(() -> PaperCopy.parse(junk)).isInstanceOf(Complaint.class);
    }
  }

  private void refused(List<String> lines, String line, String typed, String label) {
    var copy = String.join("\n", lines).replace(line, typed);
    assertThatThrownBy(() -> PaperCopy.parse(copy))
        .as("seed %d: %s", seed, typed)
        .isInstanceOf(Complaint.class)
        .hasMessageContaining(label);
  }

  private Contribution contribution(int valueBytes) {
    var value = new byte[valueBytes];
    random.nextBytes(value);
    return new Contribution(
        CaseNumber.parse("R-7"),
        2,
        PersonName.parse("court/dice"),
        Bytes.hex(value),
        Digest.sha256(value).hex());
  }
}
