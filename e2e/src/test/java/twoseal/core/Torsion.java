package twoseal.core;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Signs as nobody should: with a multiple of the point of order eight added to the key or to R. */
public final class Torsion {
  private static final EdwardsPoint T8 = EdwardsPoint.ofOrderEight();

  private Torsion() {}

  /** The point plus {@code multiple} times the point of order eight. */
  public static byte[] plus(byte[] point, int multiple) {
    var decoded = EdwardsPoint.decodeLeniently(point).orElseThrow();
    return decoded.plus(T8.times(BigInteger.valueOf(multiple))).encode();
  }

  /**
   * R || S with S = r + h a, and so a signature that holds with cofactor: without it where the two
   * multiples happen to cancel.
   */
  public static byte[] sign(byte[] seed, byte[] message, int ofR, int ofKey) {
    var hash = sha512(seed);
    hash[0] &= (byte) 0xF8;
    hash[31] &= 0x7F;
    hash[31] |= 0x40;
    var secret = EdwardsPoint.littleEndian(Arrays.copyOf(hash, 32));
    var nonce =
        EdwardsPoint.littleEndian(sha512(Bytes.concat(Arrays.copyOfRange(hash, 32, 64), message)))
            .mod(EdwardsPoint.L);
    var r = plus(EdwardsPoint.base().times(nonce).encode(), ofR);
    var key = plus(Ed25519.publicKey(seed), ofKey);
    var s = EdwardsPoint.challenge(r, key, message).multiply(secret).add(nonce).mod(EdwardsPoint.L);
    return Bytes.concat(r, EdwardsPoint.littleEndian(s));
  }

  /** The signature with so many times the group's order added to S. */
  public static byte[] plusOrder(byte[] signature, int times) {
    var s = EdwardsPoint.littleEndian(Arrays.copyOfRange(signature, 32, 64));
    var larger = s.add(EdwardsPoint.L.multiply(BigInteger.valueOf(times)));
    return Bytes.concat(Arrays.copyOf(signature, 32), EdwardsPoint.littleEndian(larger));
  }

  private static byte[] sha512(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
