package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.desk.draw.Desk;

/**
 * Requests and what has to come back, in a text that can be read without knowing a programming
 * language; its form is told in http/README.md beside the scripts.
 */
final class HttpScript {
  private static final Path SCRIPTS = Source.ROOT.resolve("e2e/src/test/resources/http");
  private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT|DELETE) (\\S+)");
  private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");
  private static final Pattern FILLED_IN = Pattern.compile("<([^<>]+)>");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");
  private static final int FIRST_DIGITS = 8;
  private static final String NOBODY = "nobody";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Signer> people = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private URI service;
  private @Nullable String token;

  /** One request of a script, and what is expected of its answer. */
  private record Step(
      String at, String method, String path, List<String> body, List<String> expected) {}

  HttpScript(URI service) {
    this.service = service;
  }

  /** Somebody who can sign. */
  void person(Signer signer) {
    people.put(signer.key().name(), signer);
  }

  /** Something that a script may name. */
  void keep(String name, String value) {
    kept.put(name, value);
  }

  /** The same people with the same memory at another address. */
  void moveTo(URI elsewhere) {
    this.service = elsewhere;
  }

  /** Something that a script kept. */
  String kept(String name) {
    return Objects.requireNonNull(kept.get(name), name);
  }

  /** Runs a script from its first line to its last. */
  void run(String script) throws Exception {
    var number = 0;
    var block = new ArrayList<String>();
    for (var line : Files.readAllLines(SCRIPTS.resolve(script))) {
      number++;
      if (line.startsWith("#")) {
        continue;
      }
      if (!line.isBlank()) {
        block.add(line);
      } else if (!block.isEmpty()) {
        perform(script + " before line " + number, block);
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      perform(script + " at its end", block);
    }
  }

  private void perform(String at, List<String> block) throws Exception {
    var lines = new ArrayList<>(block);
    if (lines.getFirst().startsWith("as ")) {
      token = signIn(lines.removeFirst().substring("as ".length()));
    }
    if (lines.isEmpty()) {
      return;
    }
    var request = REQUEST.matcher(lines.removeFirst());
    assertThat(request.matches()).as(at + ": a request").isTrue();
    var body = new ArrayList<String>();
    while (!lines.isEmpty() && !STATUS.matcher(lines.getFirst()).matches()) {
      body.add(lines.removeFirst());
    }
    assertThat(lines).as(at + ": a status").isNotEmpty();
    perform(new Step(at, request.group(1), fill(request.group(2)), body, lines));
  }

  private void perform(Step step) throws Exception {
    var expected = step.expected();
    var awaited = expected.stream().filter(line -> line.startsWith("until ")).findFirst();
    var answer = send(step.method(), step.path(), step.body());
    if (awaited.isPresent()) {
      var fragment = fill(awaited.get().substring("until ".length()));
      var endNs = System.nanoTime() + java.util.concurrent.TimeUnit.SECONDS.toNanos(90);
      while (!answer.body().contains(fragment) && System.nanoTime() < endNs) {
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        answer = send(step.method(), step.path(), step.body());
      }
    }
    var told = step.at() + "\n" + answer.body();
    assertThat(answer.statusCode()).as(told).isEqualTo(Integer.parseInt(expected.getFirst()));
    for (var line : expected.subList(1, expected.size())) {
      expect(line, answer, told);
    }
  }

  private void expect(String line, HttpResponse<String> answer, String told) {
    if (line.startsWith("keep ")) {
      for (var name : line.substring("keep ".length()).split(", ", -1)) {
        kept.put(name, member(name, answer.body(), told));
      }
    } else if (line.startsWith("header ")) {
      var parts = line.substring("header ".length()).split(": ", 2);
      assertThat(answer.headers().firstValue(parts[0])).as(told).hasValue(parts[1]);
    } else if (line.startsWith("not ")) {
      assertThat(answer.body()).as(told).doesNotContain(fill(line.substring("not ".length())));
    } else {
      var fragment = line.startsWith("until ") ? line.substring("until ".length()) : line;
      assertThat(answer.body()).as(told).contains(fill(fragment));
    }
  }

  /** The first member of that name, which is a text. */
  private static String member(String name, String json, String told) {
    var matcher = Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
    assertThat(matcher.find()).as(name + " in " + told).isTrue();
    return ESCAPE.matcher(matcher.group(1)).replaceAll(HttpScript::unescaped);
  }

  private static String unescaped(MatchResult escape) {
    var what = escape.group(1);
    return switch (what.charAt(0)) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'u' -> String.valueOf((char) Integer.parseInt(what.substring(1), 16));
      default -> java.util.regex.Matcher.quoteReplacement(what);
    };
  }

  private @Nullable String signIn(String person) throws Exception {
    token = null;
    if (person.equals(NOBODY)) {
      return null;
    }
    var challenge =
        send("POST", "/session/challenge", List.of("{\"person\":\"" + person + "\"}")).body();
    var text = member("text", challenge, challenge);
    var given = send("POST", "/session/token", SignedNote.sign(text, signer(person)).format());
    return member("token", given.body(), given.body());
  }

  private Signer signer(String person) {
    return Objects.requireNonNull(people.get(person), person);
  }

  private HttpResponse<String> send(String method, String path, List<String> body)
      throws Exception {
    if (body.size() == 1 && body.getFirst().startsWith("file ")) {
      var file = SCRIPTS.resolve(body.getFirst().substring("file ".length()));
      return send(
          method, path, BodyPublishers.ofByteArray(Files.readAllBytes(file)), "octet-stream");
    }
    return send(method, path, fill(String.join("\n", body)));
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var type = body.startsWith("{") ? "json" : "plain";
    return send(method, path, BodyPublishers.ofString(body), body.isEmpty() ? "" : type);
  }

  private HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String type) throws Exception {
    var uri = service.resolve(path.startsWith("/") ? "/api/v1" + path : "/" + path);
    var request = HttpRequest.newBuilder(uri).method(method, body);
    if (!type.isEmpty()) {
      request.header("Content-Type", (type.equals("plain") ? "text/" : "application/") + type);
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Puts what is meant in the place of what stands between angle brackets. */
  private String fill(String text) {
    Function<MatchResult, String> meant =
        found -> java.util.regex.Matcher.quoteReplacement(meant(found.group(1)));
    return FILLED_IN.matcher(text).replaceAll(meant);
  }

  private String meant(String word) {
    if (word.contains(" signs ")) {
      var parts = word.split(" signs ", 2);
      return signer(parts[0]).sign(kept(parts[1])).format();
    }
    if (word.contains(" signed by ")) {
      var parts = word.split(" signed by ", 2);
      var signers = Arrays.stream(parts[1].split(", ", -1)).map(this::signer).toList();
      return Desk.sign(kept(parts[0]), signers).format();
    }
    if (word.startsWith("key of ")) {
      return signer(word.substring("key of ".length())).key().format();
    }
    if (word.startsWith("start of ")) {
      return kept(word.substring("start of ".length())).substring(0, FIRST_DIGITS);
    }
    return kept(word);
  }
}
