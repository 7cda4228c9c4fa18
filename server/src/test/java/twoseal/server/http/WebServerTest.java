package twoseal.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.server.Hall;

/** What the web server lets in and what it answers, over real connections. */
class WebServerTest {
  private static final int BODY_MAX = 100;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> observed = new CopyOnWriteArrayList<>();
  private WebServer web;

  WebServerTest() throws IOException {
    this.web = start();
  }

  /** Whoever says so is signed in. */
  private static final class Credulous implements Doorkeeper {
    @Override
    public Optional<Caller> caller(Call call) {
      return call.header("X-Role")
          .map(word -> new Caller("ann", new PersonName("o", "ann"), Role.of(word), false));
    }

    @Override
    public void admit(Route route, Call call, Caller caller) {
      if (call.header("X-Stop").isPresent()) {
        throw new Problem(403, "not-your-role", "-");
      }
    }
  }

  /** A body of the interface. */
  public record Wish(String name, long number, Optional<String> more, OptionalLong limit) {}

  private WebServer start() throws IOException {
    var table =
        List.of(
            Route.of("GET", "/things/{id}", "public", call -> Reply.json(call.path("id"))),
            Route.of("GET", "/things/own", "public", _ -> Reply.json("word")),
            Route.of(
                "POST", "/things/{id}", "signed-in", call -> Reply.json(call.json(Wish.class))),
            Route.of(
                "PUT", "/text", "public", call -> Reply.text("text/plain", call.text(BODY_MAX))),
            Route.of(
                "GET", "/secret", "notary own", call -> Reply.json(call.signedIn().username())),
            Route.of("GET", "/mistake", "public", _ -> failed()),
            Route.of("GET", "/stream", "public", _ -> Reply.stream("a/b", -1, stream())),
            Route.of("POST", "/made", "public", _ -> Reply.written("a/b", made(0))),
            Route.of("POST", "/cut", "public", _ -> Reply.written("a/b", made(-1))),
            Route.of("GET", "/events", "public", _ -> Reply.events(WebServerTest::three)));
    var mounts = List.of(Mount.read("/", call -> Reply.text("text/html", call.path())));
    var options =
        new WebServer.Options(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Optional.empty(),
            false,
            Limits.defaults());
    return WebServer.start(
        options,
        new WebServer.Site(table, mounts, new Credulous()),
        new JsonText(),
        (route, status, _) -> observed.add(route + " " + status));
  }

  private static Reply failed() {
    throw new IllegalStateException("private 張三");
  }

  private static InputStream stream() {
    return new java.io.SequenceInputStream(
        new ByteArrayInputStream(new byte[20_000]), new ByteArrayInputStream(new byte[5]));
  }

  /** So many bytes; below none, some and then a failure. */
  private static Reply.Writer made(int count) {
    return out -> {
      out.write(new byte[Math.max(count, 20_000)]);
      out.flush();
      if (count < 0) {
        throw new IOException("the disk");
      }
    };
  }

  private static void three(Reply.Out out) throws java.io.IOException {
    for (var i = 0; i < 3; i++) {
      out.send(("data: " + i + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @BeforeEach
  void isUp() {
    assertThat(web.uri().getPort()).isPositive();
  }

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void wordsComeBeforeParametersAndPartsAreDecoded() throws Exception {
    assertThat(get("api/v1/things/own").body()).isEqualTo("\"word\"");
    assertThat(get("api/v1/things/a%20b+%E5%BC%A0").body()).isEqualTo("\"a b+张\"");
    assertThat(get("api/v1/things/").statusCode()).isEqualTo(404);
    assertThat(get("api/v1/things/a/b").statusCode()).isEqualTo(404);
    assertThat(get("anything/else").body()).isEqualTo("/anything/else");
  }

  @Test
  void everyAnswerHasTheHeaders() throws Exception {
    for (var path : List.of("", "api/v1/things/own", "api/v1/nothing", "api/v1/mistake")) {
      var headers = get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void problemsAreToldInTheCallersLanguage() throws Exception {
    var answer = send("GET", "api/v1/nothing", "", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"urn:twoseal:problem:not-found\"", "此地址");
    var other = send("PUT", "api/v1/things/a", "");
    assertThat(other.statusCode()).isEqualTo(405);
    assertThat(other.headers().firstValue("Allow")).contains("GET, HEAD, POST");
  }

  @Test
  void aMistakeIsToldByItsNumberAlone() throws Exception {
    var answer = get("api/v1/mistake");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("urn:twoseal:problem:mistake").doesNotContain("張三");
    // It is observed once the answer is out.
    Hall.await(() -> observed.contains("GET /mistake 500"));
  }

  @Test
  void theTableSaysWhoMay() throws Exception {
    assertThat(get("api/v1/secret").statusCode()).isEqualTo(401);
    assertThat(send("GET", "api/v1/secret", "", "X-Role", "operator").statusCode()).isEqualTo(403);
    assertThat(send("GET", "api/v1/secret", "", "X-Role", "notary").body()).isEqualTo("\"ann\"");
    assertThat(send("GET", "api/v1/things/own", "", "X-Role", "notary", "X-Stop", "1").statusCode())
        .isEqualTo(403);
  }

  @Test
  void bodiesAreReadStrictly() throws Exception {
    assertThat(wish("{\"name\": \"a\", \"number\": 1}").body())
        .isEqualTo("{\"name\":\"a\",\"number\":1}");
    assertThat(wish("{\"name\": \"a\", \"number\": 1, \"more\": \"b\", \"limit\": 7}").body())
        .isEqualTo("{\"name\":\"a\",\"number\":1,\"more\":\"b\",\"limit\":7}");
    for (var bad :
        List.of(
            "",
            "[]",
            "{\"name\": \"a\"}",
            "{\"name\": null, \"number\": 1}",
            "{\"name\": \"a\", \"number\": \"1\"}",
            "{\"name\": \"a\", \"number\": 1.5}",
            "{\"name\": \"a\", \"number\": 1, \"other\": 1}",
            "{\"name\": \"a\", \"number\": 1, \"more\": null}",
            "{\"name\": \"a\", \"name\": \"b\", \"number\": 1}",
            "{\"name\": \"a\", \"number\": 1} {}")) {
      assertThat(wish(bad).statusCode()).as(bad).isEqualTo(422);
    }
  }

  @Test
  void aBodyThatIsTooLongIsNotTaken() throws Exception {
    assertThat(send("PUT", "api/v1/text", "x".repeat(BODY_MAX)).body()).hasSize(BODY_MAX);
    assertThat(send("PUT", "api/v1/text", "x".repeat(BODY_MAX + 1)).statusCode()).isEqualTo(413);
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    var head = send("HEAD", "api/v1/things/own", "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("6");
    assertThat(head.body()).isEmpty();
    assertThat(get("api/v1/things/own").body()).isEqualTo("\"word\"");
  }

  @Test
  void streamsAndEventsComeWhole() throws Exception {
    assertThat(get("api/v1/stream").body()).hasSize(20_005);
    var events = get("api/v1/events");
    assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(events.body()).isEqualTo("data: 0\n\ndata: 1\n\ndata: 2\n\n");
  }

  @Test
  void whatEndsTooEarlyIsNotTakenForTheWhole() throws Exception {
    assertThat(send("POST", "api/v1/made", "").body()).hasSize(20_000);
    assertThatThrownBy(() -> send("POST", "api/v1/cut", "")).isInstanceOf(IOException.class);
    assertThat(get("api/v1/things/own").body()).isEqualTo("\"word\"");
  }

  @Test
  void whatIsNoRequestIsToldAProblemToo() throws Exception {
    for (var line :
        List.of("GET /\u0001 HTTP/1.1", "GET /api/v1/things/%zz HTTP/1.1", "nonsense")) {
      try (var socket = new Socket(web.uri().getHost(), web.uri().getPort())) {
        var request = line + "\r\nHost: a\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
            .as(line)
            .startsWith("HTTP/1.1 400")
            .contains("application/problem+json", "urn:twoseal:problem:bad-request", "nosniff");
      }
    }
  }

  private HttpResponse<String> wish(String body) throws Exception {
    return send("POST", "api/v1/things/a", body, "X-Role", "notary");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "");
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(web.uri() + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
