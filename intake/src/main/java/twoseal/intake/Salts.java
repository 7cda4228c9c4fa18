package twoseal.intake;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random bytes by the gigabyte: the key stream of AES-256-CTR under a key from the system's
 * generator, which nobody keeps. One object per thread.
 */
final class Salts {
  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 16;
  private static final int BATCH_BYTES = 1 << 14;

  private final byte[] zeros = new byte[BATCH_BYTES];
  private final byte[] stream = new byte[BATCH_BYTES];
  private final Cipher cipher;
  private int used = BATCH_BYTES;

  Salts() {
    var seed = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(seed);
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(seed, "AES"),
          new IvParameterSpec(new byte[BLOCK_BYTES]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-CTR", e);
    }
    Arrays.fill(seed, (byte) 0);
  }

  /** Writes 32 fresh bytes, a salt or a key. */
  void next(byte[] out, int at) {
    if (used == BATCH_BYTES) {
      try {
        cipher.update(zeros, 0, BATCH_BYTES, stream);
      } catch (ShortBufferException e) {
        throw new IllegalStateException("a stream cipher gives as much as it takes", e);
      }
      used = 0;
    }
    for (var i = 0; i < PrivateEntry.SALT_BYTES; i += Long.BYTES) {
      EightBytes.WORD.set(out, at + i, (long) EightBytes.WORD.get(stream, used + i));
    }
    used += PrivateEntry.SALT_BYTES;
  }
}
