package twoseal.beacon;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.bls.BLS12_381G1;
import org.bouncycastle.crypto.bls.BLS12_381G2;
import org.bouncycastle.crypto.bls.BLS12_381G2Point;
import org.bouncycastle.crypto.bls.BLS12_381Pairing;
import org.bouncycastle.crypto.bls.BLS12_381Serialization;
import org.bouncycastle.crypto.bls.BLS12_381SubgroupCheck;
import org.bouncycastle.crypto.bls.Fp12Element;
import org.bouncycastle.crypto.hash2curve.HashToCurveProfile;
import org.bouncycastle.crypto.hash2curve.HashToEllipticCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The scheme's arithmetic, done by BouncyCastle; here is only which of its parts are put together.
 * Nothing is kept between calls: its curve and hash objects are not promised to be thread-safe.
 */
final class Bls12381 {
  static final int SIGNATURE_BYTES = 48;
  static final int SECRET_BYTES = 32;
  static final BigInteger ORDER = BLS12_381G1.ORDER;
  static final HexFormat HEX = HexFormat.of();

  private static final Pattern KEY_TEXT = Pattern.compile("[0-9a-f]{192}");
  private static final String DST = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

  private Bls12381() {}

  /** What a chain of this scheme signs for a round. */
  static byte[] roundMessage(long round) {
    return sha256(ByteBuffer.allocate(Long.BYTES).putLong(round).array());
  }

  /**
   * A point of the curve, the infinite one included, in or out of the subgroup; empty if not one.
   */
  static Optional<ECPoint> decodeSignature(byte[] signature) {
    try {
      return Optional.of(BLS12_381Serialization.decompressG1(signature, BLS12_381G1.createCurve()));
    } catch (IllegalArgumentException notAPoint) {
      return Optional.empty();
    }
  }

  /**
   * A key that may be trusted with {@link #signed}.
   *
   * @throws IllegalArgumentException if the text is not the compressed form of a finite point of
   *     the subgroup of prime order, in lower-case hexadecimal
   */
  static BLS12_381G2Point checkedKey(String publicKey) {
    if (!KEY_TEXT.matcher(publicKey).matches()) {
      throw new IllegalArgumentException(
          "A beacon's public key is 192 hexadecimal digits (0-9, a-f).");
    }
    var point = finiteKey(publicKey);
    if (point.isEmpty() || !BLS12_381SubgroupCheck.isInG2Subgroup(point.get())) {
      throw new IllegalArgumentException("The beacon's public key is not of the curve's group.");
    }
    return point.get();
  }

  static BLS12_381G2Point decodeKey(String publicKey) {
    return BLS12_381Serialization.decompressG2(HEX.parseHex(publicKey));
  }

  /**
   * Whether e(signature, -g2) * e(H(message), key) is one. Both points are of the prime subgroup.
   */
  static boolean signed(BLS12_381G2Point key, byte[] message, ECPoint signature) {
    var product =
        BLS12_381Pairing.multiPair(
            new ECPoint[] {signature, hashToCurve(message)},
            new BLS12_381G2Point[] {BLS12_381G2.getGenerator().negate(), key});
    return product.equals(Fp12Element.ONE);
  }

  static byte[] sign(BigInteger secret, byte[] message) {
    return BLS12_381Serialization.compressG1(
        BLS12_381G1.constantTimeMultiply(hashToCurve(message), secret));
  }

  static String publicKey(BigInteger secret) {
    return HEX.formatHex(
        BLS12_381Serialization.compressG2(BLS12_381G2.getGenerator().constantTimeMultiply(secret)));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static Optional<BLS12_381G2Point> finiteKey(String publicKey) {
    try {
      return Optional.of(decodeKey(publicKey)).filter(point -> !point.isInfinity());
    } catch (IllegalArgumentException notAPoint) {
      return Optional.empty();
    }
  }

  private static ECPoint hashToCurve(byte[] message) {
    return HashToEllipticCurve.getInstance(HashToCurveProfile.BLS12_381_G1_XMD_SHA_256_SSWU_RO, DST)
        .hashToCurve(message);
  }
}
