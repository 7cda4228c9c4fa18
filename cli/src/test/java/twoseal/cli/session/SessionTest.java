package twoseal.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.cli.Run;
import twoseal.core.SignedNote;

/** What a program signs to get in, and what it does not, whoever answers there. */
class SessionTest {
  private static final String PASSPHRASE = "correct horse battery";
  private static final String SIGN_IN =
      """
      twoseal/sign-in/1
      ledger: minghe.twoseal/ledger
      person: xinglan/robot
      nonce: %s
      until: 2027-01-09T11:30:00Z
      """
          .replace("%s", "ab".repeat(32));

  @TempDir Path folder;
  private final List<String> handedIn = new ArrayList<>();
  private HttpServer service;
  private String text = SIGN_IN;
  private String answer =
      "{\"token\":\"T-1\",\"person\":\"xinglan/robot\",\"expiresMs\":1799494200000}";
  private int status = 200;
  private String key;

  SessionTest() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    service.createContext(
        "/api/v1/session/challenge",
        exchange -> answer(exchange, 200, "{\"text\":\"" + text.replace("\n", "\\n") + "\"}"));
    service.createContext(
        "/api/v1/session/token",
        exchange -> {
          handedIn.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          answer(exchange, status, answer);
        });
    service.start();
    key = folder.resolve("robot.p12").toString();
    var made =
        Run.withPassphrase(PASSPHRASE, "keys", "new", "--name", "xinglan/robot", "--out", key);
    assertThat(made.exit()).as(made.err()).isZero();
  }

  @AfterEach
  void end() {
    service.stop(0);
  }

  @Test
  void aTokenIsPrintedForASignedSignIn() {
    var plain = session("--ledger", "minghe.twoseal/ledger");
    assertThat(plain.exit()).as(plain.err()).isZero();
    assertThat(plain.out()).isEqualTo("T-1" + System.lineSeparator());
    assertThat(plain.err()).contains("xinglan/robot", "2027-01-09T11:30:00Z");
    assertThat(SignedNote.parse(handedIn.getFirst()).text()).isEqualTo(SIGN_IN);
    var json = session("--json");
    assertThat(json.field("token")).isEqualTo("T-1");
    assertThat(json.field("ledger")).isEqualTo("minghe.twoseal/ledger");
    assertThat(json.field("expires")).isEqualTo("2027-01-09T11:30:00Z");
  }

  @Test
  void nothingElseIsSigned() {
    text = SIGN_IN.replace("xinglan/robot", "xinglan/boss");
    requireUnsigned(session(), "xinglan/boss");
    text = "twoseal/draw.press/1\nid: 1\nledger: minghe.twoseal/ledger\n";
    requireUnsigned(session(), "no sign-in");
    text = SIGN_IN + "draw: D-1\n";
    requireUnsigned(session(), "no sign-in");
    text = SIGN_IN;
    requireUnsigned(session("--ledger", "other.example/ledger"), "minghe.twoseal/ledger");
  }

  @Test
  void whatTheServiceSaysIsPassedOn() {
    status = 401;
    answer = "{\"detail\":\"was used already.\",\"next\":\"Ask for another.\"}";
    var refused = session();
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("was used already.", "Ask for another.");
    answer = "<html>";
    assertThat(session().err()).contains("is not this service");
    service.stop(0);
    var gone = session();
    assertThat(gone.exit()).isEqualTo(4);
    assertThat(gone.err()).contains("no answer from http://127.0.0.1");
    var noAddress =
        Run.withPassphrase(PASSPHRASE, "session", "nonsense", "--key", key, "--lang", "zh");
    assertThat(noAddress.exit()).isEqualTo(2);
    assertThat(noAddress.err()).contains("不是服务的地址");
  }

  private void requireUnsigned(Run run, String what) {
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains(what, "Nothing was signed");
    assertThat(run.out()).isEmpty();
    assertThat(handedIn).isEmpty();
  }

  private Run session(String... more) {
    var args = new ArrayList<>(List.of("session", address(), "--key", key));
    args.addAll(List.of(more));
    return Run.withPassphrase(PASSPHRASE, args.toArray(String[]::new));
  }

  private String address() {
    return "http://127.0.0.1:" + service.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
