package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An identity is the same however it was typed, wherever in it that shows: it is read eight bytes
 * at a time.
 */
class IdentitiesTest {
  private static final String PLAIN = "P1000000Z9@/.:_[A0";

  @ParameterizedTest
  @ValueSource(strings = {" ", "-", "  ", "- -", "　", "－", "–"})
  void whatGoesGoesAtEveryPlace(String gone) {
    for (var at = 0; at <= PLAIN.length(); at++) {
      var typed = new StringBuilder(PLAIN).insert(at, gone).toString();
      assertThat(key(typed)).as(typed).isEqualTo(PLAIN);
    }
  }

  @Test
  void everyAsciiCharacterAtEveryPlace() {
    for (var c = '!'; c < 0x7F; c++) {
      if (c == '-') {
        continue;
      }
      for (var at = 0; at < PLAIN.length(); at++) {
        var typed = new StringBuilder(PLAIN);
        typed.setCharAt(at, c);
        assertThat(key(typed.toString())).isEqualTo(typed.toString().toUpperCase(Locale.ROOT));
      }
    }
  }

  @Test
  void fullWidthAtEveryPlace() {
    for (var at = 0; at < PLAIN.length(); at++) {
      var typed = new StringBuilder(PLAIN);
      typed.setCharAt(at, (char) (PLAIN.charAt(at) + 0xFEE0));
      assertThat(key(typed.toString())).isEqualTo(PLAIN);
    }
  }

  /** Among other bytes, as in a chunk. */
  private static String key(String typed) {
    var chunk = ("- " + typed + "-a ").getBytes(StandardCharsets.UTF_8);
    var identities = new Identities();
    identities.begin();
    assertThat(identities.add(chunk, 2, chunk.length - 3, IdentityKind.PLAIN)).isEmpty();
    return new String(identities.key(), 0, identities.length(), StandardCharsets.UTF_8);
  }
}
