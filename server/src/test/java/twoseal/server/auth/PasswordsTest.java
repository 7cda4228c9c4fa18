package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.core.Bytes;
import twoseal.server.http.Problem;

/** How passwords are kept and checked, and which may be. */
class PasswordsTest {
  private static final Argon2.Cost CHEAP = new Argon2.Cost(64, 1, 1);

  private final PasswordRules rules = new PasswordRules();

  @Test
  void aHashHasTheCostOfTheHouseAndFitsItsPassword() {
    var passwords = new Passwords(new SecureRandom(), 1);
    var kept = passwords.hash("four words nobody tries");
    assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches(Optional.of(kept), "four words nobody tries")).isTrue();
    assertThat(passwords.matches(Optional.of(kept), "four words nobody Tries")).isFalse();
    assertThat(passwords.hash("four words nobody tries")).isNotEqualTo(kept);
  }

  /**
   * RFC 9106 section 5.3 has secret and data, which a password store has not; so one of argon2's
   * own.
   */
  @Test
  void aVectorOfTheReferenceImplementation() {
    var salt = Bytes.utf8("somesalt");
    var raw = Argon2.raw("password", salt, new Argon2.Cost(65_536, 2, 1), 32);
    assertThat(Bytes.hex(raw))
        .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
  }

  @Test
  void anotherUnicodeFormIsTheSamePassword() {
    var passwords = new Passwords(new SecureRandom(), 1, CHEAP);
    var kept = Optional.of(passwords.hash("Zu\u0308rich ligt am See"));
    assertThat(passwords.matches(kept, "Zürich ligt am See")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=9999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=19456,t=999,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatIsNoHashIsRefused(String kept) {
    assertThatThrownBy(() -> Argon2.matches(kept, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobodyCostsWhatSomebodyCosts() {
    var passwords = new Passwords(new SecureRandom(), 1, CHEAP);
    var before = passwords.hashed();
    assertThat(passwords.matches(Optional.empty(), "four words nobody tries")).isFalse();
    assertThat(passwords.hashed()).isEqualTo(before + 1);
  }

  @Test
  void soManyAtOnceAndNoMore() throws Exception {
    var passwords = new Passwords(new SecureRandom(), 2, new Argon2.Cost(4_096, 3, 1));
    var sentAway = new AtomicInteger();
    var attempts = 8 * Passwords.WAITING_PER_SLOT;
    var together = new CountDownLatch(attempts);
    try (var threads = Executors.newCachedThreadPool()) {
      var all =
          IntStream.range(0, attempts)
              .<Future<?>>mapToObj(_ ->
                  threads.submit(() -> {
                    together.countDown();
                    together.await();
                    try {
                      return passwords.hash("four words nobody tries");
                    } catch (Problem busy) {
                      sentAway.incrementAndGet();
                      return busy.reason();
                    }
                  }))
              .toList();
      for (var one : all) {
        one.get();
      }
    }
    assertThat(passwords.hashed() + sentAway.get()).isEqualTo(attempts);
    assertThat(sentAway.get()).isPositive();
    assertThat(passwords.hash("afterwards all is well")).startsWith("$argon2id$");
  }

  @ParameterizedTest
  @CsvSource({
    "ann, short, password.short",
    "ann, 密码密码密码密码密码密, password.short",
    "ann, aaaaaaaaaaaaaaaa, password.common",
    "ann, abababababababab, password.common",
    "ann, 123456789012, password.common",
    "ann, Password2026!!!!, password.common",
    "ann, p@ssw0rd2026!, password.common",
    "ann, qwertyuiop123456, password.common",
    "ann, abcdefghijklmnop, password.common",
    "ann, ponmlkjihgfedcba, password.common",
    "notary.one, notary.one2026!, password.username",
    "ann, ann.wendet.sich.ab.und.geht, -",
    "ann, four words nobody tries, -",
    "ann, 四个互不相关的词语最好记住, -"
  })
  void whichMayBe(String username, String password, String reason) {
    assertThat(rules.refusal(username, password).map(Problem::reason).orElse("-"))
        .isEqualTo(reason);
  }

  @Test
  void aVeryLongOneMayNotBe() {
    var longest = "ab cd ef gh ".repeat(20).substring(0, PasswordRules.CHARACTERS_MAX);
    assertThat(rules.refusal("ann", longest)).isEmpty();
    assertThat(rules.refusal("ann", longest + "x").map(Problem::reason)).contains("password.long");
  }
}
