package twoseal.server.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import twoseal.desk.Complaint;

/**
 * A certificate with its chain and key, from PEM files.
 *
 * @param validUntil when the certificate ends
 */
public record Tls(SSLContext context, Instant validUntil) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  /**
   * Reads the files.
   *
   * @param chain the server's certificate first
   * @param key PKCS#8, not encrypted
   * @throws Complaint if they cannot be used
   * @throws IOException if they cannot be read
   */
  public static Tls read(Path chain, Path key) throws IOException {
    try (var in = Files.newInputStream(chain)) {
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (certificates.length == 0 || !(certificates[0] instanceof X509Certificate own)) {
        throw Complaint.input("complaint.server.certificate", chain);
      }
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key(key), new char[0], certificates);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new Tls(context, own.getNotAfter().toInstant());
    } catch (GeneralSecurityException unusable) {
      throw Complaint.input("complaint.server.certificate", chain).because(unusable);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    var pem = KEY.matcher(Files.readString(file));
    if (!pem.find()) {
      throw Complaint.input("complaint.server.tls-key", file);
    }
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (var algorithm : ALGORITHMS) {
      var read = key(algorithm, spec);
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw Complaint.input("complaint.server.tls-key", file);
  }

  private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec)
      throws GeneralSecurityException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException ofAnotherKind) {
      return Optional.empty();
    }
  }
}
