package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
  @Test
  void numbersAreBigEndian() {
    assertThat(Bytes.be32(0x01020304)).containsExactly(1, 2, 3, 4);
    assertThat(Bytes.be32(Integer.MAX_VALUE)).containsExactly(0x7f, 0xff, 0xff, 0xff);
    assertThat(Bytes.be64(0x0102030405060708L)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(Bytes.lengthPrefixed(new byte[] {9, 8})).containsExactly(0, 0, 0, 2, 9, 8);
    assertThat(Bytes.concat(new byte[] {1}, new byte[0], new byte[] {2, 3}))
        .containsExactly(1, 2, 3);
    assertThatThrownBy(() -> Bytes.be32(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bytes.be64(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hexIsLowercaseAndOfOneLength() {
    assertThat(Bytes.hex(new byte[] {0, (byte) 0xab})).isEqualTo("00ab");
    assertThat(Bytes.parseHex("00ab", 2)).containsExactly(0, 0xab);
    assertThat(Bytes.parseHex("", 0)).isEmpty();
    for (var wrong :
        List.of("", "00", "00ab00", "00AB", "00a", "00ag", "0x00", " 0ab", "00\u0661\u0662")) {
      assertThatThrownBy(() -> Bytes.parseHex(wrong, 2))
          .as(wrong)
          .isInstanceOf(MalformedException.class);
    }
  }

  /** RFC 4648 section 10. */
  @ParameterizedTest
  @CsvSource({
    "'',''",
    "f,Zg==",
    "fo,Zm8=",
    "foo,Zm9v",
    "foob,Zm9vYg==",
    "fooba,Zm9vYmE=",
    "foobar,Zm9vYmFy"
  })
  void base64IsThatOfTheRfc(String text, String base64) {
    assertThat(Bytes.base64(Bytes.utf8(text))).isEqualTo(base64);
    assertThat(Bytes.parseBase64(base64)).isEqualTo(Bytes.utf8(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zg",
        "Zg=",
        "Zh==",
        "Zm9=",
        "Zg==\n",
        " Zg==",
        "Zm 9v",
        "Zm9v=",
        "====",
        "Zg==Zg==",
        "-_-_",
        "Zm9\u20ac",
        "Z"
      })
  void base64HasOneForm(String text) {
    assertThatThrownBy(() -> Bytes.parseBase64(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void utf8IsStrictBothWays() {
    assertThat(Bytes.parseUtf8(Bytes.utf8("抽签 \ud840\udc0b"))).isEqualTo("抽签 \ud840\udc0b");
    assertThatThrownBy(() -> Bytes.utf8("\ud840")).isInstanceOf(IllegalArgumentException.class);
    for (var wrong : List.of("c080", "ff", "e4b8", "eda080", "f4908080")) {
      var bytes = Bytes.parseHex(wrong, wrong.length() / 2);
      assertThatThrownBy(() -> Bytes.parseUtf8(bytes))
          .as(wrong)
          .isInstanceOf(MalformedException.class);
    }
  }

  /** Against the JDK's encoder and decoder, which report; texts and bytes near every border. */
  @Test
  void utf8IsWhatAStrictCoderSays() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var units = "a\n\u007f\u0080\u07ff\u0800\u7b7e\ud7ff\ud83d\udbff\udc00\udfff\ue000\uffff";
    for (var run = 0; run < 20_000; run++) {
      var text = new StringBuilder();
      for (var left = random.nextInt(6); left > 0; left--) {
        text.append(units.charAt(random.nextInt(units.length())));
      }
      assertThat(orRefused(() -> Bytes.hex(Bytes.utf8(text.toString()))))
          .as("seed %d", seed)
          .isEqualTo(orRefused(() -> Bytes.hex(strictlyEncoded(text.toString()))));
      var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      assertThat(orRefused(() -> Bytes.parseUtf8(bytes)))
          .as("seed %d", seed)
          .isEqualTo(orRefused(() -> strictlyDecoded(bytes)));
    }
  }

  private static byte[] strictlyEncoded(String text) throws Exception {
    var buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static String strictlyDecoded(byte[] bytes) throws Exception {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static String orRefused(Callable<String> what) {
    try {
      return "is " + what.call();
    } catch (Exception refused) {
      return "refused";
    }
  }

  @Test
  void decimalsHaveOneForm() {
    assertThat(Bytes.parseDecimal("0", 0)).isZero();
    assertThat(Bytes.parseDecimal("9223372036854775807", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Bytes.parseDecimal("10", 10)).isEqualTo(10);
    for (var wrong :
        List.of(
            "",
            "00",
            "01",
            "-1",
            "+1",
            " 1",
            "1 ",
            "1.0",
            "1e3",
            "0x1",
            "11",
            "\u0661",
            "9223372036854775808",
            "9999999999999999999",
            "18446744073709551617",
            "100000000000000000000000")) {
      assertThatThrownBy(() -> Bytes.parseDecimal(wrong, 10))
          .as(wrong)
          .isInstanceOf(MalformedException.class);
      assertThatThrownBy(() -> Bytes.parseDecimal(wrong.equals("11") ? "" : wrong, Long.MAX_VALUE))
          .as(wrong)
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void whatIsWrittenIsRead() {
    var digest = Digest.sha256(Bytes.utf8("x"));
    var writer = new ByteWriter().u8(255).be16(65_535).be32(7).be64(Long.MAX_VALUE);
    writer.lengthPrefixed("签").lengthPrefixed(new byte[300]).digest(digest).raw(new byte[] {1, 2});
    assertThat(writer.length()).isEqualTo(1 + 2 + 4 + 8 + 4 + 3 + 4 + 300 + 32 + 2);
    var reader = new ByteReader(writer.bytes());
    assertThat(reader.u8()).isEqualTo(255);
    assertThat(reader.be16()).isEqualTo(65_535);
    assertThat(reader.be32()).isEqualTo(7);
    assertThat(reader.be64()).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.lengthPrefixedText()).isEqualTo("签");
    assertThat(reader.lengthPrefixed()).isEqualTo(new byte[300]);
    assertThat(reader.digest()).isEqualTo(digest);
    assertThatThrownBy(reader::end)
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("2 more bytes");
    assertThat(reader.raw(2)).containsExactly(1, 2);
    assertThat(reader.remaining()).isZero();
    reader.end();
  }

  @Test
  void readersRefuseWhatIsShortOrTooLarge() {
    assertThatThrownBy(() -> new ByteReader(new byte[0]).u8())
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new ByteReader(new byte[3]).be32())
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new ByteReader(new byte[7]).be64())
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new ByteReader(new byte[31]).digest())
        .isInstanceOf(MalformedException.class);
    var top = Bytes.parseHex("8000000000000000", 8);
    assertThatThrownBy(() -> new ByteReader(top).be32()).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new ByteReader(top).be64()).isInstanceOf(MalformedException.class);
    // A length of two gigabytes must not be allocated before it is refused.
    var vast = Bytes.parseHex("7fffffff00", 5);
    assertThatThrownBy(() -> new ByteReader(vast).lengthPrefixed())
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void writersRefuseWhatDoesNotFit() {
    var writer = new ByteWriter();
    assertThatThrownBy(() -> writer.u8(256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.u8(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.be16(65_536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.be32(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.be64(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusalsNameTheLine() {
    var refusal = new MalformedException("a count").atLine(3);
    assertThat(refusal).hasMessage("line 3: expected a count");
    assertThat(refusal.line()).isEqualTo(3);
    assertThat(refusal.expected()).isEqualTo("a count");
    assertThat(new MalformedException("a count")).hasMessage("expected a count");
  }

  @Test
  void base64RoundTripsAnything() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 1_000; i++) {
      var bytes = new byte[random.nextInt(70)];
      random.nextBytes(bytes);
      assertThat(Bytes.parseBase64(Bytes.base64(bytes))).as("seed %d", seed).isEqualTo(bytes);
      assertThat(Bytes.parseHex(Bytes.hex(bytes), bytes.length))
          .as("seed %d", seed)
          .isEqualTo(bytes);
    }
  }
}
