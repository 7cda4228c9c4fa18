package twoseal.server.kept;

import java.security.SecureRandom;

/** Names for what the service keeps, which nobody can guess. */
public final class Ids {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int DIGITS = 20;

  private Ids() {}

  /** A fresh id: 100 random bits in small letters and digits. */
  public static String fresh() {
    var random = new SecureRandom();
    var id = new StringBuilder();
    for (var i = 0; i < DIGITS; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
