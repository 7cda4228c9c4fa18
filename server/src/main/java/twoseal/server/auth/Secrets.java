package twoseal.server.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import twoseal.core.Bytes;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;

/**
 * One secret of the service, from which a key for each use is derived: what the service keeps is
 * authenticated with it, and what others must not read is encrypted. The file holds it under the
 * passphrase of the service's keys: Argon2id, then AES-256-GCM.
 *
 * <p>Form of the file: {@code twoseal-secret-1}, a line feed, 16 bytes of salt, then nonce and
 * ciphertext.
 */
public final class Secrets {
  private static final int BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] MAGIC = Bytes.utf8("twoseal-secret-1\n");
  private static final String MAC = "HmacSHA256";

  private final SecureRandom random = new SecureRandom();
  private final byte[] secret;

  private Secrets(byte[] secret) {
    this.secret = secret;
  }

  /** A secret that is written nowhere. */
  public static Secrets passing() {
    var secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return new Secrets(secret);
  }

  /**
   * Makes a secret and writes it to a file that is not there yet.
   *
   * @throws IOException if it cannot be written
   */
  public static Secrets create(Path file, char[] passphrase) throws IOException {
    var secrets = passing();
    var salt = new byte[Argon2.SALT_BYTES];
    secrets.random.nextBytes(salt);
    var box = secrets.seal(wrapping(passphrase, salt), secrets.secret);
    NewFile.write(file, Bytes.concat(MAGIC, salt, box), NewFile.Access.OWNER);
    return secrets;
  }

  /**
   * Opens a file.
   *
   * @throws Complaint if the passphrase is wrong or the file is not one of these
   * @throws IOException if it cannot be read
   */
  public static Secrets open(Path file, char[] passphrase) throws IOException {
    var bytes = Files.readAllBytes(file);
    var boxAt = MAGIC.length + Argon2.SALT_BYTES;
    if (bytes.length < boxAt || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw Complaint.input("complaint.serve.not-a-secret", file);
    }
    var salt = Arrays.copyOfRange(bytes, MAGIC.length, boxAt);
    return open(wrapping(passphrase, salt), Arrays.copyOfRange(bytes, boxAt, bytes.length))
        .map(Secrets::new)
        .orElseThrow(() -> Complaint.input("complaint.wrong-passphrase", file));
  }

  /** The authentication code of bytes, for one use: HMAC-SHA-256. */
  byte[] mac(String use, byte[] bytes) {
    return hmac(key(use), bytes);
  }

  /** Encrypts and authenticates for one use: nonce and ciphertext. */
  public byte[] seal(String use, byte[] plain) {
    return seal(key(use), plain);
  }

  /** What {@link #seal} was given; empty if this is not what it gave for that use. */
  public Optional<byte[]> unseal(String use, byte[] box) {
    return open(key(use), box);
  }

  private byte[] key(String use) {
    return hmac(secret, Bytes.utf8("twoseal/secret/1 " + use));
  }

  private static byte[] wrapping(char[] passphrase, byte[] salt) {
    return Argon2.raw(new String(passphrase), salt, Argon2.COST, BYTES);
  }

  private byte[] seal(byte[] key, byte[] plain) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      return Bytes.concat(nonce, cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static Optional<byte[]> open(byte[] key, byte[] box) {
    if (box.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      return Optional.empty();
    }
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(box, NONCE_BYTES));
      return Optional.of(cipher.doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES));
    } catch (GeneralSecurityException another) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] hmac(byte[] key, byte[] bytes) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
