package twoseal.intake;

import java.security.SecureRandom;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Keyed hashes of identities (SipHash-2-4, 128 bits). The key is random, lives as long as the
 * intake and is never written: nobody can later try identities against the fingerprints.
 */
final class Fingerprint {
  private static final int KEY_BYTES = 16;

  private final byte[] key;
  private final SipHash128 hash = new SipHash128();
  private final byte[] out = new byte[16];

  private Fingerprint(byte[] key) {
    this.key = key;
    hash.init(new KeyParameter(key));
  }

  static Fingerprint random() {
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Fingerprint(key);
  }

  /** One with the same key, for another thread. */
  Fingerprint copy() {
    return new Fingerprint(key);
  }

  /** Writes two words. */
  void of(byte[] text, int length, long[] words, int at) {
    hash.update(text, 0, length);
    hash.doFinal(out, 0);
    words[at] = word(0);
    words[at + 1] = word(Long.BYTES);
  }

  private long word(int at) {
    var word = 0L;
    for (var i = 0; i < Long.BYTES; i++) {
      word = (word << 8) | (out[at + i] & 0xFF);
    }
    return word;
  }
}
