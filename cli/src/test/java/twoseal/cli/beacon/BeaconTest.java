package twoseal.cli.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.beacon.TestBeacon;
import twoseal.cli.Run;
import twoseal.desk.beacon.BeaconServer;
import twoseal.desk.beacon.Relays;

class BeaconTest {
  private static final String SIGNATURE =
      "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
          + "e342b73a8dd2bacbe47e4b6b63ed5e39";
  private static final TestBeacon BEACON = new TestBeacon(secret(), 1_000, 10);
  private static final InstantSource AT_ROUND_5 = InstantSource.fixed(Instant.ofEpochSecond(1_045));

  @TempDir Path folder;

  private static byte[] secret() {
    var secret = new byte[32];
    secret[31] = 7;
    return secret;
  }

  @Test
  void aSignatureHoldsOrIsRefusedWithTheReason() {
    var holds = Run.of("beacon", "verify", "--round", "1000", "--signature", SIGNATURE);
    assertThat(holds.exit()).isZero();
    assertThat(holds.out())
        .contains(
            "holds",
            "2023-08-23T15:59:24Z",
            "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd");
    assertThat(
            Run.of(
                    "beacon",
                    "verify",
                    "--round",
                    "1000",
                    "--json",
                    "--signature",
                    SIGNATURE.toUpperCase(java.util.Locale.ROOT))
                .json())
        .containsEntry("holds", "true");
    var refused = Run.of("beacon", "verify", "--round", "1001", "--json", "--signature", SIGNATURE);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.json()).containsEntry("holds", "false").containsEntry("reason", "mismatch");
    assertThat(
            Run.of(
                    "beacon",
                    "verify",
                    "--lang",
                    "zh",
                    "--round",
                    "1000",
                    "--signature",
                    "c0" + "00".repeat(47))
                .out())
        .contains("无穷远点");
    assertThat(Run.of("beacon", "verify", "--round", "1000", "--signature", "00").exit())
        .isEqualTo(1);
  }

  @Test
  void whatIsNoQuestionIsAUsageError() {
    assertThat(Run.of("beacon", "verify", "--round", "0", "--signature", SIGNATURE).exit())
        .isEqualTo(2);
    assertThat(Run.of("beacon", "verify", "--round", "1", "--signature", "xy").exit()).isEqualTo(2);
    assertThat(
            Run.of("beacon", "verify", "--round", "1", "--signature", SIGNATURE, "--chain", "test")
                .exit())
        .isEqualTo(2);
  }

  @Test
  void fetchTakesTheFirstSignatureThatHolds() throws Exception {
    try (var server = BeaconServer.start(BEACON, 0, AT_ROUND_5);
        var liar =
            new Liar(
                200,
                "{\"round\":5,\"signature\":\""
                    + HexFormat.of().formatHex(BEACON.signature(4))
                    + "\"}")) {
      var run = fetch(5, server.uri(), liar.uri());
      assertThat(run.exit()).isZero();
      assertThat(run.json())
          .containsEntry("signature", HexFormat.of().formatHex(BEACON.signature(5)));
    }
  }

  @Test
  void noRelayIsBelieved() throws Exception {
    var wrong = HexFormat.of().formatHex(BEACON.signature(4));
    for (var body :
        List.of(
            "{\"signature\":\"" + wrong + "\"}",
            "{\"randomness\":\"" + wrong + "\"}",
            "[]",
            "",
            "{\"signature\":\"zz\"}",
            "{\"signature\":5",
            " ".repeat(Relays.ANSWER_BYTES_MAX + 1))) {
      try (var liar = new Liar(200, body)) {
        var run = fetch(5, liar.uri());
        assertThat(run.exit()).as(body.strip()).isEqualTo(4);
        assertThat(run.json()).containsEntry("error.code", "no-relay");
      }
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (var server = BeaconServer.start(BEACON, 0, AT_ROUND_5);
        var liar = new Liar(302, "")) {
      liar.location = server.uri() + "/" + BEACON.chain().hash() + "/public/5";
      assertThat(fetch(5, liar.uri()).json().get("error.message")).contains("status 302");
    }
  }

  @Test
  void fetchRefusesWhatCannotBe() {
    assertThat(Run.of("beacon", "fetch", "--round", "900000000000", "--json").json())
        .containsEntry("error.code", "round-early");
    assertThat(
            Run.of("beacon", "fetch", "--round", "5", "--json", "--chain", BEACON.chain().text())
                .json())
        .containsEntry("error.code", "test-relay");
    assertThat(fetch(5, URI.create("ftp://127.0.0.1")).exit()).isEqualTo(4);
  }

  @Test
  void serveKeepsItsChainInAFile() throws Exception {
    var file = folder.resolve("beacon.txt");
    var first =
        Run.of(
            "beacon", "serve", "--for", "0", "--json", "--period", "5", "--file", file.toString());
    assertThat(first.exit()).isZero();
    assertThat(first.json().get("chain")).startsWith("test ").endsWith(" 5");
    assertThat(first.json().get("relay")).startsWith("http://127.0.0.1:");
    var second = Run.of("beacon", "serve", "--for", "0", "--json", "--file", file.toString());
    assertThat(second.json()).containsEntry("chain", first.json().get("chain"));
    Files.writeString(file, "x");
    assertThat(Run.of("beacon", "serve", "--for", "0", "--file", file.toString()).exit())
        .isEqualTo(4);
    assertThat(Run.of("beacon", "serve", "--for", "0", "--lang", "zh").out()).contains("信标链");
  }

  private static Run fetch(long round, URI... relays) {
    var args =
        new java.util.ArrayList<>(
            List.of(
                "beacon",
                "fetch",
                "--json",
                "--round",
                Long.toString(round),
                "--chain",
                BEACON.chain().text()));
    for (var relay : relays) {
      args.addAll(List.of("--relay", relay.toString()));
    }
    return Run.of(args.toArray(String[]::new));
  }

  /** A relay that says what it is told to. */
  private static final class Liar implements AutoCloseable {
    private final HttpServer server;
    private String location = "";

    Liar(int status, String body) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.getResponseHeaders().set("Location", location);
              exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
              if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
              }
            }
          });
      server.start();
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
