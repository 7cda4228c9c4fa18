package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twoseal.core.Bytes;

/** Codes of RFC 6238, and that each counts once. */
class TotpTest {
  private static final byte[] SECRET = Bytes.utf8("12345678901234567890");

  /** RFC 6238 appendix B, with its erratum on the lengths of the secrets. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082, HmacSHA1",
    "59, 46119246, HmacSHA256",
    "59, 90693936, HmacSHA512",
    "1111111109, 07081804, HmacSHA1",
    "1111111109, 68084774, HmacSHA256",
    "1111111109, 25091201, HmacSHA512",
    "1111111111, 14050471, HmacSHA1",
    "1111111111, 67062674, HmacSHA256",
    "1111111111, 99943326, HmacSHA512",
    "1234567890, 89005924, HmacSHA1",
    "1234567890, 91819424, HmacSHA256",
    "1234567890, 93441116, HmacSHA512",
    "2000000000, 69279037, HmacSHA1",
    "2000000000, 90698825, HmacSHA256",
    "2000000000, 38618901, HmacSHA512",
    "20000000000, 65353130, HmacSHA1",
    "20000000000, 77737706, HmacSHA256",
    "20000000000, 47863826, HmacSHA512"
  })
  void theVectorsOfTheRfc(long timeS, String code, String algorithm) {
    var length =
        switch (algorithm) {
          case "HmacSHA1" -> 20;
          case "HmacSHA256" -> 32;
          default -> 64;
        };
    var secret = Bytes.utf8("1234567890".repeat(7).substring(0, length));
    assertThat(Totp.code(secret, timeS / Totp.STEP_S, 8, algorithm)).isEqualTo(code);
  }

  /** RFC 4226 appendix D: six digits. */
  @ParameterizedTest
  @CsvSource({"0, 755224", "1, 287082", "2, 359152", "8, 399871", "9, 520489"})
  void theVectorsOfSixDigits(long step, String code) {
    assertThat(Totp.code(SECRET, step, 6, "HmacSHA1")).isEqualTo(code);
  }

  @Test
  void aStepAroundNowIsTakenAndNoOther() {
    var nowMs = Instant.parse("2026-05-01T08:00:10Z").toEpochMilli();
    var now = nowMs / 30_000;
    for (var offset = -2; offset <= 2; offset++) {
      var code = Totp.code(SECRET, now + offset, 6, "HmacSHA1");
      var step = Totp.step(SECRET, code, nowMs, 0);
      assertThat(step.isPresent()).as("offset %d", offset).isEqualTo(Math.abs(offset) <= 1);
    }
  }

  @Test
  void aStepThatCountedDoesNotCountAgainNorDoesAnEarlierOne() {
    var nowMs = Instant.parse("2026-05-01T08:00:10Z").toEpochMilli();
    var now = nowMs / 30_000;
    var code = Totp.code(SECRET, nowMs);
    assertThat(Totp.step(SECRET, code, nowMs, now - 1)).hasValue(now);
    assertThat(Totp.step(SECRET, code, nowMs, now)).isEmpty();
    var earlier = Totp.code(SECRET, now - 1, 6, "HmacSHA1");
    assertThat(Totp.step(SECRET, earlier, nowMs, now)).isEmpty();
    assertThat(Totp.step(SECRET, "", nowMs, 0)).isEmpty();
  }

  /** RFC 4648 section 10, without padding. */
  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void theVectorsOfBase32(String text, String base32) {
    assertThat(Totp.base32(Bytes.utf8(text))).isEqualTo(base32);
  }

  @Test
  void theUriIsWhatAuthenticatorsRead() {
    assertThat(Totp.uri(SECRET, "明和 处", "ann"))
        .isEqualTo(
            "otpauth://totp/%E6%98%8E%E5%92%8C%20%E5%A4%84:ann?secret="
                + Totp.base32(SECRET)
                + "&issuer=%E6%98%8E%E5%92%8C%20%E5%A4%84");
    assertThat(Totp.base32(SECRET).toUpperCase(Locale.ROOT)).isEqualTo(Totp.base32(SECRET));
  }
}
