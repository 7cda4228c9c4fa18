package twoseal.core;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Ed25519 (RFC 8032 section 5.1, PureEdDSA) with one rule for what holds:
 *
 * <ol>
 *   <li>the public key A is a canonical encoding of a point of the prime-order subgroup other than
 *       the identity;
 *   <li>R, the first half of the signature, likewise;
 *   <li>S, the second half, is below the group order L;
 *   <li>[S]B = R + [h]A, with h = SHA-512(R || A || message) mod L.
 * </ol>
 *
 * RFC 8032 leaves room where A or R have a small-order part (section 8.9 and "Taming the many
 * EdDSAs", Chalkias, Garillot, Nikolaenko 2020): libraries then disagree. Here no such signature
 * holds, so with and without cofactor the equation says the same.
 */
public final class Ed25519 {
  /** The size of a private key (the seed of RFC 8032). */
  public static final int SEED_BYTES = 32;

  /** The size of a public key. */
  public static final int PUBLIC_KEY_BYTES = 32;

  /** The size of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  /** The rule, computed by BouncyCastle. */
  public static final SignatureCheck STRICT = strict(Ed25519::isValidPublicKey);

  private static final byte[] IDENTITY = identity();

  /** L = 2^252 + 27742317777372353535851937790883648493, little-endian. */
  private static final byte[] ORDER =
      Bytes.parseHex(
          "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010", PUBLIC_KEY_BYTES);

  private Ed25519() {}

  /** The public key of a seed. */
  public static byte[] publicKey(byte[] seed) {
    requireSeed(seed);
    var publicKey = new byte[PUBLIC_KEY_BYTES];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    return publicKey;
  }

  /** The signature of a message, which depends on nothing else (RFC 8032 section 5.1.6). */
  public static byte[] sign(byte[] seed, byte[] message) {
    requireSeed(seed);
    var signature = new byte[SIGNATURE_BYTES];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /**
   * Condition 1 of the rule. As costly as half a verification, and the same for every signature of
   * a key: worth keeping.
   */
  public static boolean isValidPublicKey(byte[] publicKey) {
    return publicKey.length == PUBLIC_KEY_BYTES && isValidPoint(publicKey);
  }

  /**
   * The rule, computed by BouncyCastle. It multiplies the equation by a scalar of its choice
   * (Pornin 2020) and decodes R, so that here R needs the full check as well.
   *
   * @param isValidPublicKey {@link #isValidPublicKey}, or a cache of its answers
   */
  public static SignatureCheck strict(Predicate<byte[]> isValidPublicKey) {
    return (publicKey, message, signature) ->
        publicKey.length == PUBLIC_KEY_BYTES
            && signature.length == SIGNATURE_BYTES
            && isBelowOrder(signature)
            && isValidPublicKey.test(publicKey)
            && isValidPoint(signature)
            && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                signature, 0, publicKey, 0, message, 0, message.length);
  }

  /**
   * The rule, computed by a faster provider. For the same answers it is enough to check A, S, and
   * that R is not the identity, provided that the provider computes [S]B - [h]A, encodes it and
   * compares the bytes with R (as AWS-LC, BoringSSL and OpenSSL do): with A in the prime-order
   * subgroup so is [S]B - [h]A, and an encoder writes only canonical forms; so R, being equal, is
   * canonical and in the subgroup, and only the identity is left to refuse. A provider that decodes
   * R and compares points does not qualify.
   *
   * @param isValidPublicKey {@link #isValidPublicKey}, or a cache of its answers
   * @param equation the provider's check; called only with arguments of the right lengths
   */
  public static SignatureCheck strict(Predicate<byte[]> isValidPublicKey, SignatureCheck equation) {
    return (publicKey, message, signature) ->
        publicKey.length == PUBLIC_KEY_BYTES
            && signature.length == SIGNATURE_BYTES
            && isBelowOrder(signature)
            && !Arrays.equals(signature, 0, PUBLIC_KEY_BYTES, IDENTITY, 0, PUBLIC_KEY_BYTES)
            && isValidPublicKey.test(publicKey)
            && equation.holds(publicKey, message, signature);
  }

  /** Whether the first 32 bytes are a canonical point of the subgroup, and not the identity. */
  private static boolean isValidPoint(byte[] point) {
    return !Arrays.equals(point, 0, PUBLIC_KEY_BYTES, IDENTITY, 0, PUBLIC_KEY_BYTES)
        && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(point, 0);
  }

  private static boolean isBelowOrder(byte[] signature) {
    for (var i = PUBLIC_KEY_BYTES - 1; i >= 0; i--) {
      var difference = (signature[PUBLIC_KEY_BYTES + i] & 0xFF) - (ORDER[i] & 0xFF);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  private static void requireSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("a seed of " + seed.length + " bytes");
    }
  }

  /** The point (0, 1): y = 1, and the sign of x zero. */
  private static byte[] identity() {
    var encoded = new byte[PUBLIC_KEY_BYTES];
    encoded[0] = 1;
    return encoded;
  }
}
