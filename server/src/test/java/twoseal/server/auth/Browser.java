package twoseal.server.auth;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser on a page of the service: it keeps cookies and sends the session's token. */
final class Browser {
  private static final JsonMapper JSON = new JsonMapper();

  private final URI service;
  private final HttpClient client = HttpClient.newBuilder().build();
  private final Map<String, String> cookies = new TreeMap<>();
  private final List<String> headers = new ArrayList<>();
  private Optional<String> csrf = Optional.empty();

  Browser(URI service) {
    this.service = service;
  }

  /** What came back. */
  record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
    /** The reason of a problem. */
    String reason() {
      return body.path("type").asString("").replace("urn:twoseal:problem:", "");
    }

    String text(String member) {
      return body.path(member).asString("");
    }
  }

  Answer get(String path) throws Exception {
    return send("GET", path, BodyPublishers.noBody(), "-");
  }

  Answer post(String path, Object body) throws Exception {
    return json("POST", path, body);
  }

  Answer put(String path, Object body) throws Exception {
    return json("PUT", path, body);
  }

  Answer delete(String path) throws Exception {
    return send("DELETE", path, BodyPublishers.noBody(), "-");
  }

  Answer text(String path, String text) throws Exception {
    return send("POST", path, BodyPublishers.ofString(text), "text/plain");
  }

  Answer bytes(String path, byte[] bytes) throws Exception {
    return send("PUT", path, BodyPublishers.ofByteArray(bytes), "application/x-pkcs12");
  }

  Answer signIn(String username, String password) throws Exception {
    return post("/session", Map.of("username", username, "password", password));
  }

  Answer signIn(String username, String password, String code) throws Exception {
    return post("/session", Map.of("username", username, "password", password, "code", code));
  }

  /** The same with another header on every request. */
  Browser with(String name, String value) {
    headers.add(name);
    headers.add(value);
    return this;
  }

  /** Forgets the token that a page would send. */
  Browser withoutCsrf() {
    csrf = Optional.empty();
    return this;
  }

  /** What somebody else planted, or stole. */
  Browser cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  Optional<String> csrf() {
    return csrf;
  }

  private Answer json(String method, String path, Object body) throws Exception {
    return send(
        method, path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)), "application/json");
  }

  Answer send(String method, String path, HttpRequest.BodyPublisher body, String type)
      throws Exception {
    var request = HttpRequest.newBuilder(service.resolve("/api/v1" + path)).method(method, body);
    if (!type.equals("-")) {
      request.header("Content-Type", type);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(c -> c.getKey() + "=" + c.getValue())
              .collect(Collectors.joining("; ")));
    }
    csrf.ifPresent(token -> request.header("X-Twoseal-Csrf", token));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    response.headers().allValues("Set-Cookie").forEach(this::take);
    var node = parse(response);
    if (node.has("signedIn")) {
      csrf = Optional.of(node.path("csrf").asString("")).filter(text -> !text.isEmpty());
    }
    return new Answer(response.statusCode(), node, response);
  }

  private void take(String line) {
    var pair = line.substring(0, line.indexOf(';')).split("=", 2);
    if (line.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static JsonNode parse(HttpResponse<byte[]> response) {
    var type = response.headers().firstValue("Content-Type").orElse("");
    return type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode();
  }
}
