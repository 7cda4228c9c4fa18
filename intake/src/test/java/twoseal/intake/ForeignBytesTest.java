package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twoseal.core.MalformedException;

/** Whatever bytes come, only declared refusals come out, and no changed list passes for the old. */
class ForeignBytesTest {
  private static final String CSV =
      """
      姓名,身份证号,组别,权重
      "张,三",999999000000000018,甲,2
      李四,99999900000000019X,乙,24
      """;

  @TempDir Path temp;

  @RepeatedTest(200)
  void mutatedListsAreTakenOrRefused() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var charset = random.nextBoolean() ? StandardCharsets.UTF_8 : Charset.forName("GB18030");
    var bytes = CSV.getBytes(charset);
    for (var i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    var result = Lists.take(Lists.bytes(bytes), IntakeOptions.rootOnly());
    if (result instanceof IntakeResult.Refused refused) {
      assertThat(refused.report().errors()).as("seed " + seed).isPositive();
    }
  }

  @Test
  void noChangedByteOfThePublicListGivesTheSameRoot() throws Exception {
    var summary = Lists.taken(Lists.text(CSV), Lists.into(temp));
    var file = temp.resolve("list-public.csv");
    var whole = Files.readAllBytes(file);
    for (var i = 0; i < whole.length; i++) {
      var changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      try {
        assertThat(PublicList.summary(file).root()).as("byte " + i).isNotEqualTo(summary.root());
      } catch (MalformedException refused) {
        assertThat(refused).as("byte " + i).isNotNull();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no header      | /1,甲,1,1,C/",
        "no lines       | H/",
        "no line feed   | H/1,甲,1,1,C",
        "blank line     | H/1,甲,1,1,C//",
        "carriage return| H/1,甲,1,1,C~/",
        "gap            | H/1,甲,1,1,C/3,甲,1,1,C/",
        "from 2         | H/2,甲,1,1,C/",
        "number again   | H/1,甲,1,1,C/1,甲,1,1,C/",
        "group returns  | H/1,a,1,1,C/1,b,1,1,C/2,a,1,1,C/",
        "group order    | H/1,b,1,1,C/1,a,1,1,C/",
        "weight 0       | H/1,甲,0,1,C/",
        "weight 01      | H/1,甲,01,1,C/",
        "seats 1001     | H/1,甲,1,1001,C/",
        "commitment     | H/1,甲,1,1,C0/",
      })
  void malformedPublicListsAreRefused(String why, String shown) throws Exception {
    var file = temp.resolve("list-public.csv");
    var text =
        shown
            .replace("H", "number,group,weight,seats,commitment")
            .replace("C", "0123456789abcdef".repeat(4))
            .replace('/', '\n')
            .replace('~', '\r');
    Files.writeString(file, text);
    assertThatThrownBy(() -> PublicList.summary(file))
        .as(why)
        .isInstanceOf(MalformedException.class);
  }
}
