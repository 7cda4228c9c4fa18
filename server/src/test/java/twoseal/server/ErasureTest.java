package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import twoseal.draw.EntryNumber;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateList;
import twoseal.list.EntryCode;
import twoseal.list.Label;
import twoseal.list.ListRoot;
import twoseal.server.list.Uploads;
import twoseal.server.view.CodeIndex;

/** LIST-12 where a list is served: an erased entry is found by its number alone, without a name. */
class ErasureTest {
  private static final Label GROUP = new Label("全体");
  private static final String API = "api/v1/draws/R-1";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Rehearsal rehearsal;
  private Server server;
  private ListFolder list;
  private ListRoot root;
  private final Map<Long, EntryCode> codes = new HashMap<>();

  @BeforeEach
  void start() throws Exception {
    rehearsal = new Rehearsal(folder).complete();
    server = Servers.start(rehearsal);
    list = new ListFolder(rehearsal.list());
    root = Uploads.summary(list).root();
    PrivateList.open(list, Rehearsal.PASSPHRASE)
        .forEach(entry -> codes.put(entry.number(), entry.code()));
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  @Test
  void whoIsErasedWhileTheServiceRunsIsNotFoundAnyMore() throws Exception {
    var winner = rows().get(0);
    var number = winner.get("number").asLong();
    var before = JsonMapper.shared().readTree(get("/entries/" + number).body());
    var proof = get("/entries/" + number + "/proof").body();
    assertThat(before.get("name").asString()).startsWith("王");
    assertThat(get("/codes/" + code(number)).statusCode()).isEqualTo(200);
    assertThat(named(get("/result.csv").body())).contains(number);
    assertThat(get("/bundle").statusCode()).isEqualTo(200);
    var heard = heard();
    assertThat(namedInFeed(heard)).contains(number);

    erase(number);

    assertThat(get("/codes/" + code(number)).statusCode()).isEqualTo(404);
    var after = JsonMapper.shared().readTree(get("/entries/" + number).body());
    assertThat(after.has("name")).isFalse();
    assertThat(after.get("line")).isEqualTo(before.get("line"));
    assertThat(get("/entries/" + number + "/proof").body()).isEqualTo(proof);
    assertThat(rows().get(0).has("name")).isFalse();
    assertThat(named(get("/result.csv").body())).isNotEmpty().doesNotContain(number);
    assertThat(get("/bundle").statusCode()).isEqualTo(200);
    assertThat(namedInFeed(heard())).isNotEmpty().doesNotContain(number);
    assertThat(heard()).extracting(Listening.Told::id).isEqualTo(ids(heard));
    var next = number == 1 ? 2 : number - 1;
    assertThat(get("/codes/" + code(next)).statusCode()).isEqualTo(200);

    server.close();
    rehearsal.reopen();
    server = Servers.start(rehearsal);
    assertThat(get("/codes/" + code(number)).statusCode()).isEqualTo(404);
    assertThat(get("/codes/" + code(next)).statusCode()).isEqualTo(200);
    assertThat(get("/entries/" + number).body()).doesNotContain("\"name\"");
  }

  @Test
  void whateverIsErasedTheOthersAreFound() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var gone = new HashSet<Long>();
    var file = list.path().resolve(CodeIndex.FILE);
    var size = Files.size(file);
    var watching = CodeIndex.open(list, root).orElseThrow();
    for (var i = 0; i < Rehearsal.ENTRIES; i++) {
      var number = 1 + random.nextLong(Rehearsal.ENTRIES);
      gone.add(number);
      CodeIndex.erase(list, root, new EntryNumber(number, GROUP));
      requireFound(watching, gone, seed);
    }
    requireFound(CodeIndex.open(list, root).orElseThrow(), gone, seed);
    for (var number = 1L; number <= Rehearsal.ENTRIES; number++) {
      CodeIndex.erase(list, root, new EntryNumber(number, GROUP));
    }
    requireFound(watching, codes.keySet(), seed);
    assertThat(Files.size(file)).isEqualTo(size);
  }

  private void requireFound(CodeIndex index, Set<Long> gone, long seed) {
    codes.forEach((number, code) -> {
      var found = index.find(code).map(EntryNumber::number);
      if (gone.contains(number)) {
        assertThat(found).as("%d, seed %d", number, seed).isEmpty();
      } else {
        assertThat(found).as("%d, seed %d", number, seed).contains(number);
      }
    });
  }

  /** As {@code list erase} does. */
  private void erase(long number) throws Exception {
    CodeIndex.erase(list, root, new EntryNumber(number, GROUP));
    PrivateList.open(list, Rehearsal.PASSPHRASE).erase(GROUP, number);
  }

  private String code(long number) {
    return Optional.ofNullable(codes.get(number)).orElseThrow().text();
  }

  private JsonNode rows() throws Exception {
    return JsonMapper.shared().readTree(get("/results?stage=1").body()).get("rows");
  }

  /** Every entry that whoever comes now is told. */
  private List<Listening.Told> heard() throws Exception {
    try (var listening = new Listening(server.uri(), "?until=now", Optional.empty())) {
      return listening.all().stream().filter(told -> told.event().equals("entry")).toList();
    }
  }

  private static List<Optional<Long>> ids(List<Listening.Told> heard) {
    return heard.stream().map(Listening.Told::id).toList();
  }

  /** The numbers that come with a name. */
  private static Set<Long> namedInFeed(List<Listening.Told> heard) {
    var named = new HashSet<Long>();
    for (var told : heard) {
      for (var roll : told.data().path("rolls")) {
        if (roll.has("name")) {
          named.add(roll.get("number").asLong());
        }
      }
    }
    return named;
  }

  /** The numbers in a file of results whose line has a name. */
  private static Set<Long> named(String csv) {
    return csv.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(fields -> !fields[6].isEmpty())
        .map(fields -> Long.parseLong(fields[4]))
        .collect(Collectors.toSet());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + API + path)).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
