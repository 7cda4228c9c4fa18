package twoseal.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Keyed hashes of identities: SipHash-2-4 with 128 bits of output (Aumasson and Bernstein), by
 * words because this runs once an entry. The key is random, lives as long as the intake and is
 * never written: nobody can later try identities against the fingerprints.
 */
final class Fingerprint {
  static final int KEY_BYTES = 16;

  private static final VarHandle LE64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FINAL_ROUNDS = 4;

  private final long key0;
  private final long key1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;

  /** With 16 bytes of key. */
  Fingerprint(byte[] key) {
    key0 = (long) LE64.get(key, 0);
    key1 = (long) LE64.get(key, Long.BYTES);
  }

  private Fingerprint(Fingerprint other) {
    key0 = other.key0;
    key1 = other.key1;
  }

  static Fingerprint random() {
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Fingerprint(key);
  }

  /** One with the same key, for another thread. */
  Fingerprint copy() {
    return new Fingerprint(this);
  }

  /** Writes two words. */
  void of(byte[] text, int length, long[] words, int at) {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
    var next = 0;
    for (; next + Long.BYTES <= length; next += Long.BYTES) {
      word((long) LE64.get(text, next));
    }
    var last = (long) length << 56;
    for (var i = 0; next + i < length; i++) {
      last |= (text[next + i] & 0xFFL) << (Byte.SIZE * i);
    }
    word(last);
    v2 ^= 0xee;
    rounds(FINAL_ROUNDS);
    words[at] = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    rounds(FINAL_ROUNDS);
    words[at + 1] = v0 ^ v1 ^ v2 ^ v3;
  }

  private void word(long word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }

  private void rounds(int count) {
    var a = v0;
    var b = v1;
    var c = v2;
    var d = v3;
    for (var i = 0; i < count; i++) {
      a += b;
      b = Long.rotateLeft(b, 13) ^ a;
      a = Long.rotateLeft(a, 32);
      c += d;
      d = Long.rotateLeft(d, 16) ^ c;
      a += d;
      d = Long.rotateLeft(d, 21) ^ a;
      c += b;
      b = Long.rotateLeft(b, 17) ^ c;
      c = Long.rotateLeft(c, 32);
    }
    v0 = a;
    v1 = b;
    v2 = c;
    v3 = d;
  }
}
