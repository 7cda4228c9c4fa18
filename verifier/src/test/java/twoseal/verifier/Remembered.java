package twoseal.verifier;

import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The slow functions that the verifier checks signatures with, each computed once for the same
 * bytes: in bundles that differ in one byte, nearly all signatures are the same. In place of the
 * real ones in {@link CallSites#impatient}.
 */
final class Remembered {
  private static final ConcurrentHashMap<String, Boolean> KNOWN = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<String, Bls12381.Finding> ROUNDS =
      new ConcurrentHashMap<>();

  private Remembered() {}

  static boolean validatePublicKeyFull(byte[] key, int at) {
    return KNOWN.computeIfAbsent(name(key) + at, _ -> Ed25519.validatePublicKeyFull(key, at));
  }

  static boolean verify(
      byte[] signature, int at, byte[] key, int keyAt, byte[] text, int textAt, int length) {
    return KNOWN.computeIfAbsent(
        name(signature) + at + name(key) + keyAt + name(text) + textAt + "," + length,
        _ -> Ed25519.verify(signature, at, key, keyAt, text, textAt, length));
  }

  static Bls12381.Finding checkRound(byte[] key, long round, byte[] signature) {
    return ROUNDS.computeIfAbsent(
        name(key) + round + name(signature), _ -> Bls12381.checkRound(key, round, signature));
  }

  private static String name(byte[] bytes) {
    return Base64.getEncoder().encodeToString(Signing.sha256(bytes)) + " ";
  }
}
