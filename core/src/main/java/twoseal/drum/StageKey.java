package twoseal.drum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The key K of one stage as a block source: block(ctr) = SHA-256(K || BE64(ctr)). Key and counter
 * are 40 bytes, so a block costs one compression.
 *
 * <p>Reuses its digest: an object belongs to one thread.
 */
public final class StageKey implements BlockSource {
  public static final int KEY_BYTES = 32;

  private static final VarHandle BE64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] message = new byte[KEY_BYTES + Long.BYTES];
  private final MessageDigest sha256;

  /**
   * @param key 32 bytes, copied
   * @throws IllegalArgumentException if the key has another length
   */
  public StageKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a stage key has 32 bytes, not " + key.length);
    }
    System.arraycopy(key, 0, message, 0, KEY_BYTES);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void block(long counter, byte[] into) {
    BE64.set(message, KEY_BYTES, counter);
    sha256.update(message);
    try {
      sha256.digest(into, 0, BLOCK_BYTES);
    } catch (DigestException e) {
      throw new IllegalArgumentException("a block needs 32 bytes, not " + into.length, e);
    }
  }
}
