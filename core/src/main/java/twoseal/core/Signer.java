package twoseal.core;

import java.util.Arrays;

/** A name and a private key that signs notes. Holds a secret: never print or compare it. */
public final class Signer {
  private static final String PREFIX = "PRIVATE+KEY+";

  private final NoteKey key;
  private final byte[] seed;

  private Signer(NoteKey key, byte[] seed) {
    this.key = key;
    this.seed = seed;
  }

  /**
   * A signer of note texts.
   *
   * @param seed 32 random bytes (RFC 8032 section 5.1.5)
   */
  public static Signer of(String name, byte[] seed) {
    return new Signer(
        new NoteKey(name, NoteKey.Type.ED25519, Ed25519.publicKey(seed)), seed.clone());
  }

  /**
   * A cosigner of checkpoints.
   *
   * @param seed 32 random bytes, used by this cosigner alone
   */
  public static Signer cosigner(String name, byte[] seed) {
    return new Signer(
        new NoteKey(name, NoteKey.Type.COSIGNATURE, Ed25519.publicKey(seed)), seed.clone());
  }

  /**
   * Reads a signer of note texts from the form of Go's sumdb/note: {@code
   * PRIVATE+KEY+name+hex(id)+base64(0x01 || seed)}.
   *
   * @throws MalformedException on another form, type or id
   */
  public static Signer parse(String skey) {
    var parts = skey.startsWith(PREFIX) ? skey.substring(PREFIX.length()).split("\\+", 3) : null;
    if (parts == null || parts.length != 3) {
      throw new MalformedException("PRIVATE+KEY+name+id+key");
    }
    var typed = Bytes.parseBase64(parts[2]);
    if (typed.length != 1 + Ed25519.SEED_BYTES || typed[0] != NoteKey.Type.ED25519.identifier()) {
      throw new MalformedException("a private key of type 0x01");
    }
    var signer = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!signer.key.idHex().equals(parts[1])) {
      throw new MalformedException("the key id " + signer.key.idHex());
    }
    return signer;
  }

  /** The public key. */
  public NoteKey key() {
    return key;
  }

  /** Signs a note text. The same text gives the same line. */
  public SignatureLine sign(String text) {
    requireType(NoteKey.Type.ED25519);
    SignedNote.requireText(text);
    return SignatureLine.of(key, Ed25519.sign(seed, Bytes.utf8(text)));
  }

  /**
   * Cosigns a checkpoint's text.
   *
   * @param timeS when, in seconds since 1970-01-01T00:00:00Z
   */
  public SignatureLine cosign(Checkpoint checkpoint, long timeS) {
    requireType(NoteKey.Type.COSIGNATURE);
    var signature = Ed25519.sign(seed, Cosignature.message(timeS, checkpoint.text()));
    return SignatureLine.of(key, Bytes.concat(Bytes.be64(timeS), signature));
  }

  private void requireType(NoteKey.Type type) {
    if (key.type() != type) {
      throw new IllegalStateException("a signer of type " + key.type() + ", not " + type);
    }
  }
}
