package twoseal.list;

/**
 * SHA-256 of many short texts at a time. One object per thread.
 *
 * <p>The JDK's, {@link DigestHash}, is always there; who starts a long list may find a faster one.
 * Both give the same bytes, so nothing but time depends on which one it is.
 */
public interface BatchHash {
  /**
   * Hashes every stretch of {@code text}; the i-th hash is written at {@code outAt + i * stride}.
   *
   * @param out gets 32 bytes a stretch; must not be {@code text}
   */
  void hash(byte[] text, Stretches stretches, byte[] out, int outAt, int stride);

  /** Whether this machine is one on which it is faster than {@link DigestHash}. */
  boolean isFast();
}
