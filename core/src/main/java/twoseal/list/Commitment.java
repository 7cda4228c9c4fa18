package twoseal.list;

import twoseal.core.Digest;

/**
 * A commitment's two halves ([LIST-2]); either can be opened without the other.
 *
 * @param nameDigest SHA-256(salt1 || masked)
 * @param recordDigest SHA-256(salt2 || record)
 */
public record Commitment(Digest nameDigest, Digest recordDigest) {
  /**
   * Opens both halves.
   *
   * @param nameSalt salt1
   * @param recordSalt salt2
   */
  public static Commitment of(
      Digest nameSalt, MaskedName masked, Digest recordSalt, PrivateRecord record) {
    return new Commitment(nameDigest(nameSalt, masked), recordDigest(recordSalt, record));
  }

  public static Digest nameDigest(Digest nameSalt, MaskedName masked) {
    return Digest.sha256(nameSalt.bytes(), masked.bytes());
  }

  public static Digest recordDigest(Digest recordSalt, PrivateRecord record) {
    return Digest.sha256(recordSalt.bytes(), record.bytes());
  }

  /** What the public line holds. */
  public Digest digest() {
    return Digest.sha256(new byte[] {SumHash.COMMITMENT}, nameDigest.bytes(), recordDigest.bytes());
  }
}
