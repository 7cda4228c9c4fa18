package twoseal.server.auth;

import java.security.SecureRandom;

/** Passwords that are made here, told once, and good for one sign-in. */
final class OneTime {
  /** No 0, O, 1, l, i: it is read from a screen or from paper and typed. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 5;
  private static final int GROUP_LETTERS = 4;

  private OneTime() {}

  /** 20 letters and digits in groups of four: 99 bits. */
  static String password(SecureRandom random) {
    var password = new StringBuilder();
    for (var group = 0; group < GROUPS; group++) {
      password.append(group == 0 ? "" : "-");
      for (var letter = 0; letter < GROUP_LETTERS; letter++) {
        password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
    }
    return password.toString();
  }
}
