package twoseal.desk.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import twoseal.beacon.TestBeacon;

/** Relays, and the test beacon that answers as one. */
class RelaysTest {
  private static final TestBeacon BEACON = new TestBeacon(secret(), 1_000, 10);
  private static final InstantSource AT_ROUND_5 = InstantSource.fixed(Instant.ofEpochSecond(1_045));

  private static byte[] secret() {
    var secret = new byte[32];
    secret[31] = 7;
    return secret;
  }

  @Test
  void theTestBeaconAnswersAsARelayDoes() throws Exception {
    try (var server = BeaconServer.start(BEACON, 0, AT_ROUND_5);
        var client = HttpClient.newHttpClient()) {
      var base = server.uri() + "/" + BEACON.chain().hash();
      assertThat(get(client, base + "/info").body())
          .contains(
              "\"public_key\":\"" + BEACON.chain().publicKey(),
              "\"period\":10",
              "\"genesis_time\":1000",
              "bls-unchained-g1-rfc9380");
      var signature = HexFormat.of().formatHex(BEACON.signature(5));
      assertThat(get(client, base + "/public/5").body()).contains("\"round\":5", signature);
      assertThat(get(client, base + "/public/latest").body()).contains(signature);
      assertThat(get(client, base + "/public/6").statusCode()).isEqualTo(425);
      for (var path :
          List.of(
              base + "/public/0",
              base + "/public/x",
              server.uri() + "/",
              server.uri() + "/00/info")) {
        assertThat(get(client, path).statusCode()).as(path).isEqualTo(404);
      }
      var post =
          HttpRequest.newBuilder(URI.create(base + "/info"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void aSilentRelayIsNotWaitedForLong() throws Exception {
    try (var silent = new java.net.ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var relay = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      var answer = Relays.ask(BEACON.chain(), 5, List.of(relay), Duration.ofMillis(200));
      assertThat(answer).isInstanceOf(Relays.Answer.Nothing.class);
    }
  }

  private static HttpResponse<String> get(HttpClient client, String uri) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
