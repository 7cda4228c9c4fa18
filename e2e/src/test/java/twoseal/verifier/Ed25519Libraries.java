package twoseal.verifier;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import twoseal.core.Bytes;
import twoseal.core.Ed25519;
import twoseal.core.SignatureCheck;
import twoseal.ledger.FastSignatures;

/** Who checks Ed25519 signatures here: ours, that must agree, and the libraries as they come. */
final class Ed25519Libraries {
  private static final byte[] KEY_PREFIX = Bytes.parseHex("302a300506032b6570032100", 12);

  private Ed25519Libraries() {}

  /** Whether AWS-LC is there; where it is not, the ledger falls back to BouncyCastle. */
  static boolean isCorrettoHere() {
    return FastSignatures.corretto().isPresent();
  }

  /** Ours by name. The ledger's fast path is there with its library and without. */
  static Map<String, SignatureCheck> ours() {
    var ours = new LinkedHashMap<String, SignatureCheck>();
    ours.put("core", Ed25519.STRICT);
    ours.put("ledger, as it comes", FastSignatures.best());
    ours.put("ledger, library off", FastSignatures.bouncyCastle());
    FastSignatures.corretto().ifPresent(check -> ours.put("ledger, library on", check));
    ours.put("verifier", Ed25519Libraries::verifier);
    return ours;
  }

  /** What the libraries say that nobody narrows. */
  static Map<String, SignatureCheck> peers() {
    var peers = new LinkedHashMap<String, SignatureCheck>();
    peers.put("BouncyCastle", Ed25519Libraries::bouncyCastle);
    peers.put("JDK", (k, m, s) -> provider(Security.getProvider("SunEC"), k, m, s));
    if (isCorrettoHere()) {
      var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
      peers.put("AWS-LC", (k, m, s) -> provider(corretto, k, m, s));
    }
    return peers;
  }

  private static boolean verifier(byte[] key, byte[] message, byte[] signature) {
    // The verifier's notes hold only keys of 32 bytes and signatures of 64.
    return key.length == 32
        && signature.length == 64
        && new Vkey("k", "00000000", Vkey.ED25519, Bytes.hex(key)).verifies(message, signature);
  }

  private static boolean bouncyCastle(byte[] key, byte[] message, byte[] signature) {
    return key.length == 32
        && signature.length == 64
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature, 0, key, 0, message, 0, message.length);
  }

  private static boolean provider(Provider provider, byte[] key, byte[] message, byte[] signature) {
    try {
      var spec = new X509EncodedKeySpec(Bytes.concat(KEY_PREFIX, key));
      var verifying = Signature.getInstance("Ed25519", provider);
      verifying.initVerify(KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(spec));
      verifying.update(message);
      return verifying.verify(signature);
    } catch (GeneralSecurityException refused) {
      return false;
    }
  }
}
