package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void sha256IsThatOfTheStandard() {
    // FIPS 180-4 example: "abc", and that of nothing.
    assertThat(Digest.sha256(Bytes.utf8("a"), Bytes.utf8("bc")).hex()).isEqualTo(ABC);
    assertThat(Digest.sha256().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Digest.sha256(Bytes.utf8("abc")).toString()).isEqualTo(ABC);
  }

  @Test
  void tagsSeparate() {
    var expected = Digest.sha256(Bytes.parseHex("00000002", 4), Bytes.utf8("ab"), Bytes.utf8("c"));
    assertThat(Digest.tagged("ab", Bytes.utf8("c"))).isEqualTo(expected);
    assertThat(Digest.tagged("a", Bytes.utf8("bc"))).isNotEqualTo(expected);
    assertThat(Digest.tagged("a", Bytes.utf8("b"), Bytes.utf8("c")))
        .isEqualTo(Digest.tagged("a", Bytes.utf8("bc")));
  }

  @Test
  void everyFormIsReadBack() {
    var digest = Digest.ofHex(ABC);
    assertThat(Digest.of(digest.bytes())).isEqualTo(digest).hasSameHashCodeAs(digest);
    assertThat(Digest.ofBase64(digest.base64())).isEqualTo(digest);
    assertThat(digest.base64()).isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assertThat(digest.grouped())
        .isEqualTo(
            "ba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3 9617 7a9c b410 ff61 f200 15ad");
    var buffer = new byte[40];
    digest.writeTo(buffer, 8);
    assertThat(Digest.at(buffer, 8)).isEqualTo(digest);
    assertThat(Digest.ZERO.bytes()).isEqualTo(new byte[32]);
  }

  @Test
  void otherFormsAreRefused() {
    assertThatThrownBy(() -> Digest.of(new byte[31])).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Digest.of(new byte[33])).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Digest.ofHex(ABC.toUpperCase(java.util.Locale.ROOT)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Digest.ofHex(ABC + "00")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Digest.ofBase64("YmFuYW5hcw=="))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Digest.at(new byte[40], 9))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void changingBytesDoesNotChangeADigest() {
    var bytes = new byte[32];
    var digest = Digest.of(bytes);
    bytes[0] = 1;
    digest.bytes()[1] = 1;
    assertThat(digest).isEqualTo(Digest.ZERO).isNotEqualTo(Digest.of(bytes));
  }

  @Test
  void theOrderIsThatOfUnsignedBytes() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 1_000; i++) {
      var left = new byte[32];
      random.nextBytes(left);
      var right = left.clone();
      right[random.nextInt(32)] = (byte) random.nextInt();
      var l = Digest.of(left);
      var r = Digest.of(right);
      assertThat(Integer.signum(l.compareTo(r)))
          .as("seed %d", seed)
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(left, right)));
      assertThat(l.equals(r)).as("seed %d", seed).isEqualTo(Arrays.equals(left, right));
    }
  }
}
