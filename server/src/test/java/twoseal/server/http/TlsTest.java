package twoseal.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.desk.Complaint;

/** HTTPS by PEM files. */
class TlsTest {
  @TempDir Path folder;

  /** Nobody is ever signed in. */
  private static final class Nobody implements Doorkeeper {
    @Override
    public Optional<Caller> caller(Call call) {
      return Optional.empty();
    }

    @Override
    public void admit(Route route, Call call, Caller caller) {
      throw new IllegalStateException("nobody is signed in");
    }
  }

  @Test
  void itAnswersUnderItsCertificateAndSaysToStayWithIt() throws Exception {
    var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    var certificate = selfSigned(keys);
    var tls =
        Tls.read(
            pem("CERTIFICATE", certificate.getEncoded()),
            pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    assertThat(tls.validUntil()).isAfter(Instant.now());
    var options =
        new WebServer.Options(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Optional.of(tls),
            false,
            Limits.defaults());
    var site =
        new WebServer.Site(
            List.of(),
            List.of(Mount.read("/", call -> Reply.text("text/plain", "" + call.isSecure()))),
            new Nobody());
    try (var web = WebServer.start(options, site, new JsonText(), (_, _, _) -> {});
        var client = HttpClient.newBuilder().sslContext(trusting(certificate)).build()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(web.uri()).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("true");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }

  @Test
  void whatIsNoKeyIsComplainedOf() throws Exception {
    var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    var certificate = pem("CERTIFICATE", selfSigned(keys).getEncoded());
    for (var bad : List.of(certificate, pem("PRIVATE KEY", new byte[] {1, 2, 3}))) {
      assertThatThrownBy(() -> Tls.read(certificate, bad)).isInstanceOf(Complaint.class);
    }
    var key = pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    assertThatThrownBy(() -> Tls.read(key, key)).isInstanceOf(Complaint.class);
  }

  private static Certificate selfSigned(KeyPair keys) throws Exception {
    var name = new X500Name("CN=127.0.0.1");
    var now = Instant.now();
    var built =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(30))),
                name,
                keys.getPublic())
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new java.io.ByteArrayInputStream(built.getEncoded()));
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", certificate);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private Path pem(String what, byte[] der) throws Exception {
    var file = Files.createTempFile(folder, "tls", ".pem");
    var base64 = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
  }
}
