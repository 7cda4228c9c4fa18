package twoseal.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.cli.Run;
import twoseal.desk.Exit;

/** The service as a process of its own: started, killed, started again, ended. */
class ServeTest {
  private static final String PASSWORD = "four words nobody tries";
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
  private static final Pattern ONE_TIME = Pattern.compile("(?:[a-z2-9]{4}-){4}[a-z2-9]{4}");
  private static final Pattern CSRF = Pattern.compile("\"csrf\":\"([0-9a-f]+)\"");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  /** A process that answers, and what it said when it began. */
  private record Running(Process process, BufferedReader lines, URI uri, String said)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      lines.close();
    }
  }

  private Running start(String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "twoseal.cli.Main",
                "serve",
                "--lang",
                "en",
                "--data",
                folder.resolve("data").toString(),
                "--listen",
                "127.0.0.1:0",
                "--for",
                "300"));
    command.addAll(List.of(more));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var lines = process.inputReader(UTF_8);
    var said = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("Serving")) {
        break;
      }
    }
    return new Running(
        process, lines, URI.create(found(ADDRESS, said.toString())), said.toString());
  }

  private static String found(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(matcher.groupCount());
  }

  private HttpResponse<String> send(
      Running running, String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(running.uri().resolve("/api/v1" + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> signIn(Running running, String password) throws Exception {
    return send(
        running, "POST", "/session", "{\"username\":\"admin\",\"password\":\"" + password + "\"}");
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    String cookie;
    String oneTime;
    try (var first = start("--office", "minghe", "--office-name", "Minghe")) {
      oneTime = found(ONE_TIME, first.said());
      var begun = signIn(first, oneTime);
      var changed =
          send(
              first,
              "PUT",
              "/session/password",
              "{\"old\":\"" + oneTime + "\",\"new\":\"" + PASSWORD + "\"}",
              "Cookie",
              cookie(begun),
              "X-Twoseal-Csrf",
              found(CSRF, begun.body()));
      assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
      cookie = cookie(changed);
      // Not one instruction more: what it answered is what there is.
      first.process().destroyForcibly().waitFor();
    }
    try (var second = start()) {
      assertThat(second.said()).doesNotContain("one-time password");
      assertThat(send(second, "GET", "/session", "", "Cookie", cookie).body())
          .contains("\"signedIn\":true", "\"needs\":[\"totp\",\"key\"]");
      assertThat(signIn(second, oneTime).statusCode()).isEqualTo(401);
      assertThat(signIn(second, PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSignalEndsItInOrderAndTheMachineCanHelpOut() throws Exception {
    try (var first = start("--office", "minghe", "--office-name", "Minghe")) {
      first.process().destroy();
      assertThat(first.process().waitFor()).isEqualTo(143);
    }
    try (var second = start("--new-password", "admin")) {
      var fresh = found(ONE_TIME, second.said());
      assertThat(signIn(second, fresh).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFirstStartThatCannotListenHasSaidItsPasswordAllTheSame() throws Exception {
    String oneTime;
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = other.getLocalPort();
      var refused =
          Run.of(
              "serve",
              "--data",
              folder.resolve("data").toString(),
              "--office",
              "minghe",
              "--office-name",
              "Minghe",
              "--listen",
              "127.0.0.1:" + port);
      assertThat(refused.exit()).isEqualTo(Exit.INPUT);
      assertThat(refused.err()).contains("port " + port + " is in use", "--listen");
      oneTime = found(ONE_TIME, refused.out());
    }
    try (var next = start()) {
      assertThat(signIn(next, oneTime).statusCode()).isEqualTo(200);
    }
  }
}
