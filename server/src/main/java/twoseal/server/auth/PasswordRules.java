package twoseal.server.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import twoseal.server.http.Problem;

/**
 * What a password must be (NIST SP 800-63B section 3.1.1): long, not the account's name, not one of
 * those that are guessed first. No rule about kinds of characters, no expiry.
 */
final class PasswordRules {
  static final int CHARACTERS_MIN = 12;
  static final int CHARACTERS_MAX = 200;

  /** With fewer different characters it is a pattern. */
  private static final int DIFFERENT_MIN = 5;

  /** The beginnings of these are counted up and down. */
  private static final String ROWS =
      "abcdefghijklmnopqrstuvwxyz 01234567890123456789 qwertyuiopasdfghjklzxcvbnm qazwsxedcrfvtgb"
          + " 1qaz2wsx3edc4rfv5tgb";

  private final Set<String> commonest;

  PasswordRules() {
    this.commonest = read();
  }

  /** Why it may not be the account's password, if it may not. */
  Optional<Problem> refusal(String username, String password) {
    var characters = password.codePointCount(0, password.length());
    if (characters < CHARACTERS_MIN) {
      return Optional.of(new Problem(422, "password.short", CHARACTERS_MIN));
    }
    if (characters > CHARACTERS_MAX) {
      return Optional.of(new Problem(422, "password.long", CHARACTERS_MAX));
    }
    var plain = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    if (plain.contains(username) && plain.length() < username.length() + CHARACTERS_MIN) {
      return Optional.of(new Problem(422, "password.username"));
    }
    var isGuessed =
        plain.codePoints().distinct().count() < DIFFERENT_MIN
            || isOfRows(plain)
            || commonest.contains(plain)
            || commonest.contains(letters(plain));
    return isGuessed ? Optional.of(new Problem(422, "password.common")) : Optional.empty();
  }

  /** {@code Password2026!} is {@code password}; {@code p@ssw0rd} too. */
  private static String letters(String plain) {
    return plain
        .replaceAll("[^a-z]+$", "")
        .replaceAll("^[^a-z@$]+", "")
        .replace('0', 'o')
        .replace('1', 'l')
        .replace('3', 'e')
        .replace('@', 'a')
        .replace('$', 's')
        .replaceAll("[^a-z]", "");
  }

  private static boolean isOfRows(String plain) {
    var backwards = new StringBuilder(plain).reverse().toString();
    return ROWS.contains(plain) || ROWS.contains(backwards);
  }

  private static Set<String> read() {
    try (var in = PasswordRules.class.getResourceAsStream("commonest.txt")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file commonest.txt");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
