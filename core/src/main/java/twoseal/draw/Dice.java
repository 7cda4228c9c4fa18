package twoseal.draw;

import java.util.regex.Pattern;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/** Values and nonces thrown with dice, where no machine is trusted ([SEED-3]). */
public final class Dice {
  /** The fewest throws of a value: 129 bits. */
  public static final int VALUE_THROWS_MIN = 50;

  /** The fewest throws of a nonce. */
  public static final int NONCE_THROWS_MIN = 100;

  private static final Pattern THROWS = Pattern.compile("[1-6]+");

  private Dice() {}

  /**
   * The value of so many throws.
   *
   * @param text digits 1 to 6, as thrown
   * @throws MalformedException unless there are {@link #VALUE_THROWS_MIN} to {@link
   *     Contributor#VALUE_BYTES_MAX}
   */
  public static byte[] value(String text) {
    if (text.length() > Contributor.VALUE_BYTES_MAX) {
      throw new MalformedException("at most " + Contributor.VALUE_BYTES_MAX + " throws");
    }
    return requireThrows(text, VALUE_THROWS_MIN);
  }

  /**
   * The nonce of so many throws.
   *
   * @throws MalformedException unless there are at least {@link #NONCE_THROWS_MIN}
   */
  public static byte[] nonce(String text) {
    return Digest.sha256(requireThrows(text, NONCE_THROWS_MIN)).bytes();
  }

  private static byte[] requireThrows(String text, int throwsMin) {
    if (text.length() < throwsMin || !THROWS.matcher(text).matches()) {
      throw new MalformedException("at least " + throwsMin + " throws, digits 1 to 6");
    }
    return Bytes.utf8(text);
  }
}
