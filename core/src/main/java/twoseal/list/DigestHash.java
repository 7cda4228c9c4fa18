package twoseal.list;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The JDK's SHA-256, one text after the other. */
public final class DigestHash implements BatchHash {
  private final MessageDigest sha256;

  public DigestHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void hash(byte[] text, Stretches stretches, byte[] out, int outAt, int stride) {
    for (var i = 0; i < stretches.count(); i++) {
      hash(text, stretches.at(i), stretches.length(i), out, outAt + i * stride);
    }
  }

  @Override
  public boolean isFast() {
    return true;
  }

  /** SHA-256 of one stretch of bytes, written to {@code out}. */
  public void hash(byte[] text, int from, int length, byte[] out, int outAt) {
    try {
      sha256.update(text, from, length);
      sha256.digest(out, outAt, SumHash.HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256", e);
    }
  }
}
