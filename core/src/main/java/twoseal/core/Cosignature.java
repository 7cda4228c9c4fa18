package twoseal.core;

/**
 * Timestamped cosignatures of checkpoints (C2SP tlog-cosignature, {@code cosignature/v1}):
 * BE64(seconds) and an Ed25519 signature of two header lines and the whole note text.
 */
public final class Cosignature {
  private static final int SIGNATURE_BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

  private Cosignature() {}

  /** What a cosigner signs at a time (in seconds since 1970-01-01T00:00:00Z). */
  public static byte[] message(long timeS, String noteText) {
    if (timeS < 0) {
      throw new IllegalArgumentException("time " + timeS);
    }
    return Bytes.utf8("cosignature/v1\ntime " + timeS + "\n" + noteText);
  }

  /**
   * The time a cosignature's line states, in seconds since 1970-01-01T00:00:00Z. Counts only once
   * the line {@link NoteKey#holds}.
   *
   * @throws MalformedException on a line of another length or a time of 2^63 and above
   */
  public static long timeS(SignatureLine line) {
    var signature = line.signature();
    if (signature.length != SIGNATURE_BYTES) {
      throw new MalformedException("a cosignature of " + SIGNATURE_BYTES + " bytes");
    }
    return new ByteReader(signature).be64();
  }

  static boolean holds(byte[] publicKey, String text, byte[] signature, SignatureCheck check) {
    // The top bit of the first byte would be a time of 2^63 and above, which C2SP forbids.
    if (signature.length != SIGNATURE_BYTES || signature[0] < 0) {
      return false;
    }
    var reader = new ByteReader(signature);
    var message = message(reader.be64(), text);
    return check.holds(publicKey, message, reader.raw(Ed25519.SIGNATURE_BYTES));
  }
}
