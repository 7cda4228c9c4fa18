package twoseal.ledger;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.SignatureCheck;

/**
 * The fastest check of Ed25519 signatures that runs here: Amazon Corretto Crypto Provider (AWS-LC)
 * where its library loads, BouncyCastle elsewhere; both with the answers of {@link Ed25519#STRICT}.
 * Keys that were found valid are remembered.
 */
public final class FastSignatures {
  private static final String ALGORITHM = "Ed25519";
  private static final int KEYS_MAX = 1 << 16;

  /** What stands before the 32 bytes of a key in its SubjectPublicKeyInfo (RFC 8410 section 4). */
  private static final byte[] KEY_PREFIX = Bytes.parseHex("302a300506032b6570032100", 12);

  private FastSignatures() {}

  /** The fastest there is on this machine. */
  public static SignatureCheck best() {
    return corretto().orElseGet(FastSignatures::bouncyCastle);
  }

  /** The check by BouncyCastle, which runs everywhere. */
  public static SignatureCheck bouncyCastle() {
    var valid = new Remembered<Boolean>();
    return Ed25519.strict(
        key -> valid.get(key, k -> Ed25519.isValidPublicKey(k) ? Boolean.TRUE : null) != null);
  }

  /** The check by AWS-LC; empty where its library does not load. */
  public static Optional<SignatureCheck> corretto() {
    try {
      var provider = Corretto.loaded();
      if (provider.isEmpty()) {
        return Optional.empty();
      }
      Signature.getInstance(ALGORITHM, provider.get());
      return provider.map(FastSignatures::corretto);
    } catch (GeneralSecurityException | LinkageError _) {
      return Optional.empty();
    }
  }

  /** AWS-LC encodes [S]B - [h]A and compares the bytes with R, as {@link Ed25519} asks. */
  private static SignatureCheck corretto(Provider provider) {
    var valid = new Remembered<PublicKey>();
    return Ed25519.strict(
        key -> valid.get(key, FastSignatures::publicKey) != null,
        (key, message, signature) -> {
          var publicKey = valid.get(key, FastSignatures::publicKey);
          return publicKey != null && holds(provider, publicKey, message, signature);
        });
  }

  private static boolean holds(Provider provider, PublicKey key, byte[] message, byte[] signature) {
    try {
      var equation = Signature.getInstance(ALGORITHM, provider);
      equation.initVerify(key);
      equation.update(message);
      return equation.verify(signature);
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException("AWS-LC cannot check a signature", failed);
    }
  }

  private static @Nullable PublicKey publicKey(byte[] key) {
    if (!Ed25519.isValidPublicKey(key)) {
      return null;
    }
    try {
      var spec = new X509EncodedKeySpec(Bytes.concat(KEY_PREFIX, key));
      return KeyFactory.getInstance(ALGORITHM).generatePublic(spec);
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException("a valid key that the JDK cannot read", failed);
    }
  }

  /** Names the provider's classes alone, so that this one links where they are not there. */
  private static final class Corretto {
    private Corretto() {}

    static Optional<Provider> loaded() {
      var provider = AmazonCorrettoCryptoProvider.INSTANCE;
      return provider.getLoadingError() == null ? Optional.of(provider) : Optional.empty();
    }
  }

  /** What was found for valid keys; forgets everything when it is full. */
  private static final class Remembered<T> {
    private final Map<Digest, T> found = new ConcurrentHashMap<>();

    /** Computes what is valid for a key, or null. */
    private interface Find<T> {
      @Nullable T of(byte[] key);
    }

    @Nullable T get(byte[] key, Find<T> find) {
      if (key.length != Ed25519.PUBLIC_KEY_BYTES) {
        return null;
      }
      var digest = Digest.of(key);
      var known = found.get(digest);
      if (known != null) {
        return known;
      }
      var value = find.of(key);
      if (value != null) {
        if (found.size() >= KEYS_MAX) {
          found.clear();
        }
        found.put(digest, value);
      }
      return value;
    }
  }
}
