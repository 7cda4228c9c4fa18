package twoseal.desk.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import twoseal.core.Bytes;
import twoseal.core.Ed25519;
import twoseal.core.MalformedException;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;

/**
 * A person's or a log's private keys in a file: PKCS#12 (RFC 7292) under a passphrase, encrypted
 * with AES-256 and authenticated with HMAC-SHA256, so that stock tools open it. The friendly name
 * is the signer's name ({@code organisation/person}, or the log's origin); a witness has a second
 * key for cosignatures under {@code name+cosignature}. The self-signed certificate beside each key
 * is there because the format wants one; nothing trusts it.
 */
public final class KeyFile {
  private static final String TYPE = "PKCS12";
  private static final String COSIGNATURE = "+cosignature";

  /** The most bytes of a key file that are read. */
  private static final int BYTES_MAX = 1 << 20;

  /** RFC 8410 section 4: what stands before the 32 bytes of an Ed25519 public key. */
  private static final String PUBLIC_KEY_PREFIX = "302a300506032b6570032100";

  private static final Instant VALID_FROM = Instant.parse("2000-01-01T00:00:00Z");

  /** RFC 5280 section 4.1.2.5: no end. */
  private static final Instant VALID_UNTIL = Instant.parse("9999-12-31T23:59:59Z");

  private final Signer signer;
  private final Optional<Signer> cosigner;

  private KeyFile(Signer signer, Optional<Signer> cosigner) {
    this.signer = signer;
    this.cosigner = cosigner;
  }

  /** Signs commands, or a log's checkpoints. */
  public Signer signer() {
    return signer;
  }

  /** Cosigns checkpoints; a witness has it. */
  public Optional<Signer> cosigner() {
    return cosigner;
  }

  /**
   * Makes fresh keys and writes them to a file that is not there yet.
   *
   * @param name of the keys: a person's or an origin
   * @throws Complaint if the file is there or the name cannot be a key's
   * @throws IOException if the file cannot be written
   */
  public static KeyFile create(Path file, String name, boolean withCosigner, char[] passphrase)
      throws IOException {
    var random = new SecureRandom();
    try {
      var seed = seed(random);
      var cosignSeed = withCosigner ? Optional.of(seed(random)) : Optional.<byte[]>empty();
      var keys = new KeyFile(Signer.of(name, seed), cosignSeed.map(s -> Signer.cosigner(name, s)));
      NewFile.write(file, store(name, seed, cosignSeed, passphrase), NewFile.Access.OWNER);
      return keys;
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.key-name", name).because(malformed);
    }
  }

  /**
   * Opens a file of keys.
   *
   * @throws Complaint if the passphrase is wrong or the file is not one of ours
   * @throws IOException if the file cannot be read
   */
  public static KeyFile open(Path file, char[] passphrase) throws IOException {
    var store = load(file, passphrase);
    try {
      var name = name(file, store);
      var seed = secret(file, store, name, passphrase);
      if (seed.isEmpty()) {
        throw Complaint.input("complaint.not-a-key-file", file);
      }
      return new KeyFile(
          Signer.of(name, seed.get()),
          secret(file, store, name + COSIGNATURE, passphrase)
              .map(cosignSeed -> Signer.cosigner(name, cosignSeed)));
    } catch (GeneralSecurityException | MalformedException unusable) {
      throw Complaint.input("complaint.not-a-key-file", file).because(unusable);
    }
  }

  /**
   * Puts the same keys under another passphrase, at once.
   *
   * @throws Complaint as {@link #open}
   * @throws IOException if the file cannot be read or written; it is then as it was
   */
  public static void changePassphrase(Path file, char[] from, char[] to) throws IOException {
    var store = load(file, from);
    try {
      var name = name(file, store);
      var seed = secret(file, store, name, from);
      var bytes =
          store(
              name,
              seed.orElseThrow(() -> Complaint.input("complaint.not-a-key-file", file)),
              secret(file, store, name + COSIGNATURE, from),
              to);
      NewFile.replace(file, bytes, NewFile.Access.OWNER);
    } catch (GeneralSecurityException unusable) {
      throw Complaint.input("complaint.not-a-key-file", file).because(unusable);
    }
  }

  private static byte[] seed(SecureRandom random) {
    var seed = new byte[Ed25519.SEED_BYTES];
    random.nextBytes(seed);
    return seed;
  }

  private static byte[] store(
      String name, byte[] seed, Optional<byte[]> cosignSeed, char[] passphrase) throws IOException {
    try {
      var store = KeyStore.getInstance(TYPE);
      store.load(null, null);
      put(store, name, name, seed, passphrase);
      if (cosignSeed.isPresent()) {
        put(store, name + COSIGNATURE, name, cosignSeed.get(), passphrase);
      }
      var bytes = new ByteArrayOutputStream();
      store.store(bytes, passphrase);
      return bytes.toByteArray();
    } catch (GeneralSecurityException | OperatorCreationException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static void put(KeyStore store, String alias, String name, byte[] seed, char[] passphrase)
      throws GeneralSecurityException, OperatorCreationException {
    var factory = KeyFactory.getInstance("Ed25519");
    var secret = factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    var spki = Bytes.concat(Bytes.parseHex(PUBLIC_KEY_PREFIX, 12), Ed25519.publicKey(seed));
    var open = factory.generatePublic(new X509EncodedKeySpec(spki));
    store.setKeyEntry(
        alias, secret, passphrase, new X509Certificate[] {certificate(name, secret, open)});
  }

  private static X509Certificate certificate(String name, PrivateKey secret, PublicKey open)
      throws GeneralSecurityException, OperatorCreationException {
    var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    var certificate =
        new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.ONE,
                Date.from(VALID_FROM),
                Date.from(VALID_UNTIL),
                subject,
                open)
            .build(new JcaContentSignerBuilder("Ed25519").build(secret));
    return new JcaX509CertificateConverter().getCertificate(certificate);
  }

  private static KeyStore load(Path file, char[] passphrase) throws IOException {
    if (Files.isDirectory(file)) {
      throw Complaint.input("complaint.is-a-folder", file);
    }
    if (Files.size(file) > BYTES_MAX) {
      throw Complaint.input("complaint.not-a-key-file", file);
    }
    var bytes = Files.readAllBytes(file);
    try {
      var store = KeyStore.getInstance(TYPE);
      store.load(new ByteArrayInputStream(bytes), passphrase);
      return store;
    } catch (IOException unusable) {
      // The key store tells a wrong passphrase from a broken file by the cause alone.
      throw (unusable.getCause() instanceof UnrecoverableKeyException
              ? Complaint.input("complaint.wrong-passphrase", file)
              : Complaint.input("complaint.not-a-key-file", file))
          .because(unusable);
    } catch (GeneralSecurityException unusable) {
      throw Complaint.input("complaint.not-a-key-file", file).because(unusable);
    }
  }

  /** The name in a certificate: the store itself makes the friendly name's letters small. */
  private static String name(Path file, KeyStore store) throws GeneralSecurityException {
    for (var alias : java.util.Collections.list(store.aliases())) {
      if (store.getCertificate(alias) instanceof X509Certificate certificate) {
        var subject = new JcaX509CertificateHolder(certificate).getSubject();
        var names = subject.getRDNs(BCStyle.CN);
        if (names.length == 1) {
          return IETFUtils.valueToString(names[0].getFirst().getValue());
        }
      }
    }
    throw Complaint.input("complaint.not-a-key-file", file);
  }

  private static Optional<byte[]> secret(Path file, KeyStore store, String alias, char[] passphrase)
      throws GeneralSecurityException {
    try {
      return store.getKey(alias, passphrase) instanceof EdECPrivateKey key
          ? key.getBytes()
          : Optional.empty();
    } catch (UnrecoverableKeyException wrong) {
      throw Complaint.input("complaint.wrong-passphrase", file).because(wrong);
    }
  }
}
