package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// Cites: NOTE-4, BYTES-5, BYTES-6.
class FieldsTest {
  private static final String HEX =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  /** One field of every type, as a domain's command would be. */
  private record Sample(
      String title,
      String profile,
      int stages,
      long weight,
      Digest root,
      String signature,
      long at,
      Optional<Long> until,
      Optional<String> note) {
    static Sample parse(String text) {
      var reader = new Fields.Reader(text, "test.sample", 1);
      var sample =
          new Sample(
              reader.text("title", 60),
              reader.oneOf("profile", "beacon", "ceremony"),
              reader.count("stages", 16),
              reader.number("weight", 1, Long.MAX_VALUE),
              reader.digest("root"),
              Bytes.hex(reader.hex("signature", 3)),
              reader.time("at"),
              reader.optional("until", reader::time),
              reader.optional("note", reader::text));
      reader.end();
      return sample;
    }

    String text() {
      return new Fields.Writer("test.sample", 1)
          .line("title", title)
          .line("profile", profile)
          .number("stages", stages)
          .number("weight", weight)
          .digest("root", root)
          .line("signature", signature)
          .time("at", at)
          .optional("until", until.map(Fields::formatTime))
          .optional("note", note)
          .text();
    }
  }

  private static final String TEXT =
      """
      twoseal/test.sample/1
      title: 2026年 车牌 摇号
      profile: beacon
      stages: 2
      weight: 9223372036854775807
      root: %s
      signature: 00ff10
      at: 2026-02-28T23:59:59Z
      until: -
      note: - a: b
      """
          .formatted(HEX);

  @Test
  void aValueIsFoundWithoutReadingTheRest() {
    var text = "twoseal/ledger.remark/1\nid: 00\nledger: a.example/log\nremark: the ledger: b\n";
    assertThat(Fields.peek(text, "ledger")).isEqualTo("a.example/log");
    assertThat(Fields.peek(text, "remark")).isEqualTo("the ledger: b");
    assertThatThrownBy(() -> Fields.peek(text, "edger"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsReadIsWrittenBack() {
    var sample = Sample.parse(TEXT);
    assertThat(sample)
        .isEqualTo(
            new Sample(
                "2026年 车牌 摇号",
                "beacon",
                2,
                Long.MAX_VALUE,
                Digest.ofHex(HEX),
                "00ff10",
                1772323199L,
                Optional.empty(),
                Optional.of("- a: b")));
    assertThat(sample.text()).isEqualTo(TEXT);
  }

  @Test
  void randomSamplesRoundTrip() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 500; i++) {
      var time =
          Fields.TIME_MIN_S
              + Math.floorMod(random.nextLong(), Fields.TIME_MAX_S - Fields.TIME_MIN_S + 1);
      var sample =
          new Sample(
              "x".repeat(1 + random.nextInt(60)),
              random.nextBoolean() ? "beacon" : "ceremony",
              random.nextInt(17),
              1 + (random.nextLong() >>> 2),
              Digest.sha256(Bytes.be32(i)),
              Bytes.hex(new byte[3]),
              time,
              random.nextBoolean() ? Optional.of(time) : Optional.empty(),
              random.nextBoolean() ? Optional.of("签") : Optional.empty());
      assertThat(Sample.parse(sample.text())).as("seed %d", seed).isEqualTo(sample);
    }
  }

  @Test
  void damagedTextsAreRefusedOrRoundTrip() {
    Mutations.areRefusedOrRoundTrip(
        List.of(
            Bytes.utf8(TEXT), Bytes.utf8(TEXT.replace("until: -", "until: 2030-01-01T00:00:00Z"))),
        text -> Bytes.utf8(Sample.parse(Bytes.parseUtf8(text)).text()));
  }

  /** Each: what is replaced, by what, and the line that the refusal must name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "twoseal/test.sample/1|twoseal/test.sample/2|1",
        "twoseal/test.sample/1|twoseal/test.other/1|1",
        "twoseal/test.sample/1|twoseal/test.sample/01|1",
        "twoseal/test.sample/1|twoseal/test.sample/0|1",
        "twoseal/test.sample/1|twoseal/test.sample/x|1",
        "twoseal/test.sample/1|twoseal/test.sample/|1",
        "twoseal/test.sample/1|twoseal/test.sample|1",
        "twoseal/test.sample/1|twoseal/Test.sample/1|1",
        "twoseal/test.sample/1|twoseal//1|1",
        "twoseal/test.sample/1|other/test.sample/1|1",
        "twoseal/test.sample/1|twoseal/test.sample/10000|1",
        "title|titel|2",
        "title: |title : |2",
        "title: 2026年 车牌 摇号|title: |2",
        "title: 2026年 车牌 摇号|title: -|2",
        "摇号|摇号\u3000|2",
        "摇号|摇\t号|2",
        "摇号|e\u0301|2",
        "摇号|\u212b|2",
        "摇号|摇号摇号摇号摇号摇号摇号摇号摇号|2",
        "beacon|Beacon|3",
        "beacon|-|3",
        "stages: 2|stages: 02|4",
        "stages: 2|stages: 17|4",
        "stages: 2|stages: -1|4",
        "stages: 2|stages: +2|4",
        "stages: 2|stages: 2.0|4",
        "weight: 9223372036854775807|weight: 9223372036854775808|5",
        "weight: 9223372036854775807|weight: 0|5",
        "root: ba|root: BA|6",
        "root: ba|root: |6",
        "00ff10|00ff1|7",
        "00ff10|00FF10|7",
        "T23:59:59Z|T24:00:00Z|8",
        "until: -|until: |9",
        "until: -|until: --|9",
        "until: -|until: 2026-02-29T00:00:00Z|9",
        "note: - a: b|note: |10",
        "note: - a: b|other: x|10",
      })
  void everyDeviationIsRefusedAtItsLine(String what, String by, int line) {
    assertThat(TEXT).contains(what);
    assertThatThrownBy(() -> Sample.parse(TEXT.replace(what, by)))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.line()).isEqualTo(line));
  }

  @Test
  void linesAreNeitherMissingNorRepeatedNorMisorderedNorLeftOver() {
    assertRefused(TEXT.replace("stages: 2\n", ""), 4);
    assertRefused(TEXT.replace("stages: 2\n", "stages: 2\nstages: 2\n"), 5);
    assertRefused(TEXT.replace("profile: beacon\nstages: 2\n", "stages: 2\nprofile: beacon\n"), 3);
    assertRefused(TEXT + "more: x\n", 11);
    assertRefused(TEXT + "\n", 11);
    assertRefused(TEXT.replace("title", "\ntitle"), 2);
    assertRefused("twoseal/test.sample/1\n", 2);
    assertRefused(TEXT.replace("title: ", "title:"), 2);
    assertRefused(TEXT.replace("title: ", "title:  "), 2);
    assertRefused(TEXT.replace("摇号\n", "摇号 \n"), 2);
    assertRefused(TEXT.replace("\n", "\r\n"), 1);
    assertRefused(TEXT.replace("note: - a: b\n", ""), 10);
    assertRefused(TEXT.substring(0, TEXT.length() - 1), 0);
    assertRefused("", 0);
    assertRefused("\n", 1);
  }

  @Test
  void aKindIsKnownBeforeItsFieldsAre() {
    var reader = new Fields.Reader(TEXT);
    assertThat(reader.kind()).isEqualTo("test.sample");
    assertThat(reader.version()).isEqualTo(1);
    assertThat(reader.text("title")).isEqualTo("2026年 车牌 摇号");
    assertThatThrownBy(reader::end)
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("line 3: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        " a",
        "a ",
        "\u00a0a",
        "a\u3000",
        "a\u2009",
        "\u1680a",
        "a\u202f",
        "a\u205f",
        "a\nb",
        "a\rb",
        "a\tb",
        "a\u0000",
        "a\u007f",
        "a\u0085",
        "a\u009f",
        "a\u2028b",
        "a\u2029b",
        "a\u202eb",
        "a\u2066b",
        "a\u200eb",
        "a\u061cb",
        "\ufeffa",
        "a\uffff",
        "a\ufdd0",
        "a\ud83f\udffe",
        "a\ud800",
        "a\udc00b",
        "e\u0301",
        "\u212b",
        "\uf900"
      })
  void valuesThatASignerWouldNotSeeAsTheyAreAreRefused(String value) {
    assertThatThrownBy(() -> Fields.requireValue(value)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new Fields.Writer("a", 1).line("a", value))
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "--",
        "- -",
        "a  b",
        "a:b",
        "\u00e9",
        "𠀋",
        "\ue000",
        "㐀",
        "葛\udb40\udd00",
        "a\u200db",
        "\u00ad",
        "😀",
        "0"
      })
  void valuesOfAnyScriptAreTaken(String value) {
    var text = new Fields.Writer("a", 1).line("a", value).text();
    assertThat(new Fields.Reader(text, "a", 1).text("a")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "2000-01-01T00:00:00Z,946684800",
    "2024-02-29T12:00:00Z,1709208000",
    "2026-07-22T16:23:02Z,1784737382",
    "2038-01-19T03:14:08Z,2147483648",
    "9999-12-31T23:59:59Z,253402300799"
  })
  void timesAreSecondsOfUtc(String text, long epochS) {
    assertThat(Fields.parseTime(text)).isEqualTo(epochS);
    assertThat(Fields.formatTime(epochS)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1999-12-31T23:59:59Z",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-12-31T23:59:60Z",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00z",
        "2026-01-01t00:00:00Z",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00.0Z",
        "2026-01-01T00:00:00+00:00",
        "10000-01-01T00:00:00Z",
        "2026-1-1T00:00:00Z",
        "\u0662026-01-01T00:00:00Z",
        "202\u0666-01-01T00:00:00Z"
      })
  void timesHaveOneForm(String text) {
    assertThatThrownBy(() -> Fields.parseTime(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void writersRefuseWhatNoReaderTakes() {
    var writer = new Fields.Writer("a", 1);
    for (var name : List.of("", "A", "a b", "a:", "名")) {
      assertThatThrownBy(() -> writer.line(name, "x"))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> writer.number("a", -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.time("a", Fields.TIME_MIN_S - 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.time("a", Fields.TIME_MAX_S + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.optional("a", Optional.of("-")))
        .isInstanceOf(MalformedException.class);
    for (var kind : List.of("", "A", "a/b", "1a", ".a", "a b")) {
      assertThatThrownBy(() -> new Fields.Writer(kind, 1))
          .as(kind)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Fields.Writer("a", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fields.Writer("a", 10_000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(String text, int line) {
    assertThatThrownBy(() -> Sample.parse(text))
        .as(text)
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.line()).isEqualTo(line));
  }
}
