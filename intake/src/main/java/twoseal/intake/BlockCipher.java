package twoseal.intake;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM for blocks. A block's key encrypts once and never again, so the nonce may be zero.
 * One object per thread.
 */
final class BlockCipher {
  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final int PIECE_BYTES = 1 << 10;
  private static final byte[] ONLY_NONCE = new byte[NONCE_BYTES];

  private final Cipher cipher;

  BlockCipher() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /** Encrypts under a key used for nothing else; {@code length} + 16 bytes to {@code out}. */
  void sealOnce(
      byte[] key, int keyAt, byte[] place, byte[] text, int from, int length, byte[] out, int at) {
    try {
      start(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, keyAt, KEY_BYTES, "AES"), ONLY_NONCE, place);
      // In pieces: the JDK's fast path is compiled after some thousand calls, and a call a block
      // would leave the first gigabytes to the interpreter.
      var done = 0;
      var written = 0;
      for (; length - done > PIECE_BYTES; done += PIECE_BYTES) {
        written += cipher.update(text, from + done, PIECE_BYTES, out, at + written);
      }
      cipher.doFinal(text, from + done, length - done, out, at + written);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM encrypts whatever it gets", e);
    }
  }

  /**
   * Decrypts what {@link #sealOnce} wrote.
   *
   * @throws AEADBadTagException if a bit of it, or its place, is not what it was
   */
  byte[] openOnce(byte[] key, byte[] place, byte[] sealed) throws AEADBadTagException {
    return open(key, ONLY_NONCE, place, sealed);
  }

  byte[] seal(byte[] key, byte[] nonce, byte[] place, byte[] text) {
    try {
      start(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), nonce, place);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM encrypts whatever it gets", e);
    }
  }

  byte[] open(byte[] key, byte[] nonce, byte[] place, byte[] sealed) throws AEADBadTagException {
    try {
      start(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), nonce, place);
      return cipher.doFinal(sealed);
    } catch (AEADBadTagException changed) {
      throw changed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM only fails on its tag", e);
    }
  }

  private void start(int mode, SecretKeySpec key, byte[] nonce, byte[] place)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * TAG_BYTES, nonce));
    cipher.updateAAD(place);
  }
}
