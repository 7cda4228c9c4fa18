package twoseal.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import twoseal.core.PersonName;
import twoseal.core.SignedNote;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeProgress;
import twoseal.intake.ListIntake;
import twoseal.intake.ListMapping;
import twoseal.intake.ListSource;
import twoseal.list.Label;

/**
 * A list of so many entries sent to the service, read, confirmed and published as a draft; sent
 * again, compared with the draft, published as final; and sealed by organiser and notary, all
 * through the API. Then the same file taken without a service.
 *
 * <p>Arguments: entries, megabytes of heap for the service, a folder to work in.
 */
public final class FreezeBench {
  private static final double SECOND_NS = 1e9;
  private static final int POLL_MS = 100;
  private static final int ROOT_DIGITS = 8;
  private static final String PASSPHRASE = "correct horse battery";
  private static final String RULES =
      """
      title: 十人
      title-en: Ten
      organiser: shop
      purpose: prize-draw
      scheduled: 2027-01-09 19:30
      list:
        columns: [姓名, 证件号码]
        identity: {证件号码: document}
        masking: {姓名: surname, 证件号码: last4}
      stages:
        - {title: 奖, places: 10}
      seal:
        press-by: 1h
        delta: 10s
        margin: 5s
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final URI service;
  private String token = "";

  private FreezeBench(URI service) {
    this.service = service;
  }

  public static void main(String[] args) throws Exception {
    if (args[0].equals("office")) {
      try (var server = new BenchOffice(Path.of(args[1])).serve()) {
        System.out.println(server.uri());
        Thread.currentThread().join();
      }
    }
    var entries = Long.parseLong(args[0]);
    var folder = Files.createDirectories(Path.of(args[2]));
    var file = folder.resolve("entries.csv");
    try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      ListBench.generate(out, entries, false);
    }
    System.out.printf("%d entries, %d MB%n", entries, Files.size(file) >> 20);
    var data = folder.resolve("office").toString();
    var child = Child.start(List.of("-Xmx" + args[1] + "m"), FreezeBench.class, "office", data);
    try {
      new FreezeBench(URI.create(child.line())).freeze(file);
      System.out.println("the service: " + Memory.told(child.pid()));
    } finally {
      child.end();
    }
    alone(file, folder.resolve("alone"));
  }

  private void freeze(Path file) throws Exception {
    signIn(BenchOffice.ORGANISER);
    var prepared = ask("POST", "preparations", Map.of("kind", "rehearsal", "rules", RULES));
    if (!prepared.get("check").get("problems").isEmpty()) {
      throw new IllegalStateException(prepared.toString());
    }
    var announce = Map.of("kind", "draw.announce", "preparation", prepared.get("id").asString());
    sign(begin(announce), BenchOffice.ORGANISER);
    publish(file, "draft");
    publish(file, "final");
    var act = timed("the seal's text", () -> begin(Map.of("kind", "draw.seal", "draw", "R-1")));
    sign(act, BenchOffice.ORGANISER);
    signIn(BenchOffice.NOTARY);
    var sealed = timed("sealed", () -> sign(act, BenchOffice.NOTARY));
    if (!sealed.get("state").asString().equals("entered")) {
      throw new IllegalStateException(sealed.toString());
    }
  }

  private void publish(Path file, String state) throws Exception {
    var asked =
        Map.of("fileName", "entries.csv", "bytes", Files.size(file), "passphrase", PASSPHRASE);
    var id = ask("POST", "draws/R-1/lists", asked).get("id").asString();
    var list = "draws/R-1/lists/" + id;
    timed(
        state + " sent",
        () ->
            send(
                "PUT", list + "/content", BodyPublishers.ofFile(file), "application/octet-stream"));
    var taken = timed(state + " read", () -> taken(list));
    var root = taken.get("list").get("root").asString().substring(0, ROOT_DIGITS);
    for (var side : List.of(BenchOffice.NOTARY, BenchOffice.ORGANISER)) {
      signIn(side);
      ask("POST", list + "/confirm", Map.of("root", root));
    }
    var kind = Map.of("kind", "draw.list", "draw", "R-1", "list", id, "listState", state);
    timed(state + " published", () -> sign(begin(kind), BenchOffice.ORGANISER));
  }

  private JsonNode taken(String list) throws Exception {
    while (true) {
      var told = ask("GET", list, Map.of());
      switch (told.get("state").asString()) {
        case "taken" -> {
          return told;
        }
        case "refused", "failed" -> throw new IllegalStateException(told.toString());
        default -> Thread.sleep(POLL_MS);
      }
    }
  }

  private JsonNode begin(Map<String, String> act) throws Exception {
    return ask("POST", "acts", act);
  }

  private JsonNode sign(JsonNode act, PersonName person) throws Exception {
    var line = BenchOffice.signer(person).sign(act.get("text").asString()).format();
    return ask("POST", "acts/" + act.get("id").asString() + "/signatures", Map.of("line", line));
  }

  private void signIn(PersonName person) throws Exception {
    token = "";
    var text = ask("POST", "session/challenge", Map.of("person", person.toString())).get("text");
    var note = SignedNote.sign(text.asString(), BenchOffice.signer(person)).format();
    var given = send("POST", "session/token", BodyPublishers.ofString(note), "text/plain");
    token = given.get("token").asString();
  }

  private JsonNode ask(String method, String path, Map<String, ?> body) throws Exception {
    var publisher =
        body.isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
    return send(method, path, publisher, "application/json");
  }

  private JsonNode send(String method, String path, BodyPublisher body, String type)
      throws Exception {
    var request = HttpRequest.newBuilder(service.resolve("/api/v1/" + path)).method(method, body);
    request.header("Content-Type", type);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = client.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          method
              + " "
              + path
              + ": "
              + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return json.readTree(answer.body());
  }

  /** Something that takes time. */
  private interface Work<T> {
    T run() throws Exception;
  }

  private static <T> T timed(String what, Work<T> work) throws Exception {
    var start = System.nanoTime();
    var done = work.run();
    System.out.printf("%-20s %6.2f s%n", what, (System.nanoTime() - start) / SECOND_NS);
    return done;
  }

  private static void alone(Path file, Path folder) throws Exception {
    var intake =
        new ListIntake(
            ListSource.ofFile(file),
            ListMapping.automatic(new Label("全体"), Set.of()),
            IntakeOptions.toFolder(folder, PASSPHRASE.toCharArray()),
            IntakeProgress.none());
    timed("without a service", intake::run);
  }
}
