package twoseal.legacy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The selection of RFC 3797 section 4: k of a numbered pool, by MD5 from a key string that later
 * public numbers (lotteries, stock prices) make up. Its numbers from MD5 are taken modulo what is
 * left of the pool; the skew of that (section 3.2) is below one in 2^112.
 */
public final class Rfc3797 {
  /** The index that is hashed has 16 bits. */
  public static final int POOL_MAX = 65_535;

  public static final int KEY_CHARACTERS_MAX = 10_000;

  private static final int DIGIT_VALUES = 10;

  /** Printable ASCII without the space, and "no character here". */
  private static final int CHARACTER_VALUES = 95;

  private Rfc3797() {}

  /**
   * One row of the RFC's worked example.
   *
   * @param index from 1
   * @param md5 32 upper-case hexadecimal digits
   * @param divisor how many of the pool were left
   * @param selected the number in the pool, from 1
   */
  public record Pick(int index, String md5, int divisor, int selected) {}

  /**
   * The picks in the order they are made: the i-th (from 0) hashes BE16(i), key, BE16(i), and takes
   * the one at that value modulo the count of those left, in the pool's order.
   *
   * @param pool how many there are, in [1, {@link #POOL_MAX}]
   * @param key printable ASCII, of at most {@link #KEY_CHARACTERS_MAX} characters
   * @param places how many to pick, in [1, pool]
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static List<Pick> select(int pool, String key, int places) {
    requirePlaces(pool, places);
    requireKey(key);
    var left = new ArrayList<>(IntStream.rangeClosed(1, pool).boxed().toList());
    var picks = new ArrayList<Pick>(places);
    for (int i = 0; i < places; i++) {
      var hash = md5(key, i);
      var at = new BigInteger(1, hash).mod(BigInteger.valueOf(left.size())).intValueExact();
      var md5 = HexFormat.of().withUpperCase().formatHex(hash);
      picks.add(new Pick(i + 1, md5, left.size(), left.remove(/* index */ at)));
    }
    return List.copyOf(picks);
  }

  /**
   * The bits of entropy that a key needs so that every set of this many winners is possible: the
   * table of section 3.3, log2(P! / (K! (P - K)!)) rounded up.
   *
   * @throws IllegalArgumentException as {@link #select}
   */
  public static int bitsNeeded(int pool, int places) {
    requirePlaces(pool, places);
    return Bits.of(Bits.unordered(BigInteger.valueOf(pool), Math.min(places, pool - places)));
  }

  /**
   * As {@link #bitsNeeded}, where the order of the winners matters too: log2(P! / (P - K)!).
   *
   * @throws IllegalArgumentException as {@link #select}
   */
  public static int bitsNeededInOrder(int pool, int places) {
    requirePlaces(pool, places);
    return Bits.of(Bits.ordered(BigInteger.valueOf(pool), places));
  }

  /**
   * The most bits of entropy that a key of this shape can hold. A key is sources that end in a
   * slash, of values that end in a stop. It is supposed that how many there are of both, and how
   * long they get, was known before; that every value up to that length is equally likely; and that
   * numbers in ascending order were put in order, as section 4 has it, so that their order decides
   * nothing. What a source really holds is less (a lottery draws from fewer numbers), never more.
   *
   * @throws IllegalArgumentException as {@link #select}
   */
  public static int keyBitsAtMost(String key) {
    requireKey(key);
    var outcomes = BigInteger.ONE;
    for (var source : key.split("/", -1)) {
      outcomes = outcomes.multiply(outcomes(source));
    }
    return Bits.of(outcomes);
  }

  private static BigInteger outcomes(String source) {
    var values = List.of(source.split("\\.", -1)).stream().filter(v -> !v.isEmpty()).toList();
    int length = values.stream().mapToInt(String::length).max().orElse(0);
    boolean numbers = values.stream().allMatch(v -> v.matches("[0-9]+"));
    var each = BigInteger.valueOf(numbers ? DIGIT_VALUES : CHARACTER_VALUES).pow(length);
    int count = values.size();
    if (!numbers || !ascending(values)) {
      return each.pow(count);
    }
    // Sets of `count` numbers in which a number may be there twice.
    return Bits.unordered(each.add(BigInteger.valueOf(count - 1L)), count);
  }

  private static boolean ascending(List<String> numbers) {
    var values = numbers.stream().map(BigInteger::new).toList();
    return values.equals(values.stream().sorted().toList());
  }

  private static byte[] md5(String key, int index) {
    var text = key.getBytes(StandardCharsets.US_ASCII);
    var edge = (short) index;
    var hashed = ByteBuffer.allocate(2 * Short.BYTES + text.length);
    hashed.putShort(edge).put(text).putShort(edge);
    try {
      return MessageDigest.getInstance("MD5").digest(hashed.array());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static void requirePlaces(int pool, int places) {
    if (pool < 1 || pool > POOL_MAX) {
      throw new IllegalArgumentException("The pool has 1 to " + POOL_MAX + " entries.");
    }
    if (places < 1 || places > pool) {
      throw new IllegalArgumentException(
          "At least 1 and at most all " + pool + " of the pool can be selected.");
    }
  }

  private static void requireKey(String key) {
    if (key.isEmpty() || key.length() > KEY_CHARACTERS_MAX) {
      throw new IllegalArgumentException("The key has 1 to " + KEY_CHARACTERS_MAX + " characters.");
    }
    if (!key.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException("The key is printable ASCII without spaces.");
    }
  }
}
