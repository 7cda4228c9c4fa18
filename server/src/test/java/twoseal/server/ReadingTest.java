package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateList;
import twoseal.list.Label;
import twoseal.list.ListProofText;
import twoseal.verifier.Verdict;
import twoseal.verifier.Verifier;

/** What everybody reads of a complete rehearsal, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingTest {
  private static final String API = "api/v1/draws/R-1";

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = JsonMapper.shared();
  private Rehearsal rehearsal;
  private Server server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    rehearsal = new Rehearsal(folder).complete();
    server = Servers.start(rehearsal);
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void theRegisterHasTheCase() throws Exception {
    var items = json("api/v1/draws").get("items");
    assertThat(items).hasSize(1);
    var line = items.get(0);
    assertThat(line.get("draw").asString()).isEqualTo("R-1");
    assertThat(line.get("state").asString()).isEqualTo("complete");
    assertThat(line.get("organiserName").asString()).isEqualTo("商场");
    assertThat(line.get("entries").asInt()).isEqualTo(Rehearsal.ENTRIES);
    assertThat(json("api/v1/draws?kind=draw").get("items")).isEmpty();
    assertThat(get("api/v1/draws?limit=0").statusCode()).isEqualTo(422);
  }

  @Test
  void aDrawIsToldWhole() throws Exception {
    var draw = json(API);
    assertThat(draw.get("state").asString()).isEqualTo("complete");
    assertThat(draw.get("sealed").get("fingerprint").asString()).hasSize(39);
    assertThat(draw.get("contributors").get(0).get("value").asString()).hasSize(64);
    assertThat(draw.get("results")).hasSize(2);
    assertThat(draw.get("fixed").get("byDefault").asBoolean()).isFalse();
    assertThat(draw.get("pressed").get("signers")).hasSize(2);
    assertThat(draw.get("timeline")).hasSize(8);
    assertThat(draw.get("seed").asString()).hasSize(64);
    assertThat(get(API + "?attempt=2").statusCode()).isEqualTo(404);
    assertThat(get("api/v1/draws/R-2").statusCode()).isEqualTo(404);
    assertThat(get("api/v1/draws/X").statusCode()).isEqualTo(404);
  }

  @Test
  void rollsComeInPagesWithMaskedNames() throws Exception {
    var page = json(API + "/results?stage=1");
    assertThat(page.get("rolled").asInt()).isEqualTo(page.get("rows").size()).isEqualTo(8);
    assertThat(page.get("rows").get(0).get("name").asString()).startsWith("王**");
    assertThat(page.get("rows").get(0).get("kind").asString()).isEqualTo("winner");
    var rest = json(API + "/results?stage=1&from=6&limit=1").get("rows");
    assertThat(rest).hasSize(1);
    assertThat(rest.get(0)).isEqualTo(page.get("rows").get(6));
    assertThat(get(API + "/results?stage=3").statusCode()).isEqualTo(404);
    assertThat(get(API + "/results").statusCode()).isEqualTo(422);
  }

  @Test
  void anEntryIsFoundByNumberAndByCode() throws Exception {
    var folder = new ListFolder(rehearsal.list());
    var opened = PrivateList.open(folder, Rehearsal.PASSPHRASE);
    for (var number : new long[] {1, 64, 65, 299, Rehearsal.ENTRIES}) {
      var byNumber = json(API + "/entries/" + number);
      var code = opened.entry(new Label("全体"), number).code().text();
      assertThat(json(API + "/codes/" + code)).isEqualTo(byNumber);
      assertThat(byNumber.get("line").asString()).startsWith(number + ",全体,1,1,");
      assertThat(byNumber.get("name").asString()).startsWith("王");
    }
    assertThat(get(API + "/codes/00000-00000-00000-00000-000000").statusCode()).isEqualTo(404);
    assertThat(get(API + "/codes/nonsense").statusCode()).isEqualTo(404);
    assertThat(get(API + "/entries/301").statusCode()).isEqualTo(404);
    assertThat(get(API + "/entries/0").statusCode()).isEqualTo(404);
  }

  @Test
  void whatBecameOfAnEntryIsWhatWasRolled() throws Exception {
    for (var row : json(API + "/results?stage=1").get("rows")) {
      var entry = json(API + "/entries/" + row.get("number").asInt());
      var outcome = entry.get("outcomes").get(0);
      assertThat(outcome.get("kind")).isEqualTo(row.get("kind"));
      assertThat(outcome.get("order")).isEqualTo(row.get("order"));
      assertThat(entry.get("outcomes")).hasSize(2);
    }
  }

  @Test
  void aProofHolds() throws Exception {
    var proof = ListProofText.parse(get(API + "/entries/65/proof").body());
    assertThat(proof.refusal()).isEmpty();
    assertThat(proof.line().number()).isEqualTo(65);
  }

  @Test
  void theBundleIsWhatTheVerifierAccepts() throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(server.uri().resolve("/" + API + "/bundle")).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    var report = new Verifier("test").verify(answer.body(), Optional.empty());
    assertThat(report.verdict()).isNotEqualTo(Verdict.REFUSED);
  }

  @Test
  void tablesComeAsFiles() throws Exception {
    var result = get(API + "/result.csv");
    assertThat(result.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("R-1-result.csv");
    assertThat(result.body().lines()).hasSize(1 + 16);
    assertThat(get(API + "/list-public.csv").body().lines()).hasSize(1 + Rehearsal.ENTRIES);
  }

  @Test
  void theLedgerIsReadWhole() throws Exception {
    var head = json("api/v1/ledger");
    var size = head.get("size").asInt();
    var entries = json("api/v1/ledger/entries?limit=5");
    assertThat(entries.get("items")).hasSize(5);
    assertThat(entries.get("next").asString()).isEqualTo("5");
    assertThat(json("api/v1/ledger/entries?from=5&limit=200").get("items")).hasSize(size - 5);
    assertThat(json("api/v1/ledger/entries/0").get("kind").asString()).isEqualTo("ledger.genesis");
    assertThat(get("api/v1/ledger/entries/" + size).statusCode()).isEqualTo(404);
    assertThat(get("api/v1/ledger/entries/3/receipt").body()).startsWith("c2sp.org/tlog-proof@v1");
    assertThat(get("log/checkpoint").body()).isEqualTo(head.get("checkpoint").asString());
    assertThat(get("log/tile/0/000.p/" + size).statusCode()).isEqualTo(200);
    assertThat(get("log/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void itSaysHowItIs() throws Exception {
    assertThat(get("health").body()).isEqualTo("ok\n");
    assertThat(get("health/ready").body()).isEqualTo("ready\n");
    assertThat(get("metrics").body())
        .contains("twoseal_ledger_entries 13", "twoseal_http_requests_total{route=\"");
    assertThat(get("api/v1/alarms").statusCode()).isEqualTo(401);
  }

  @Test
  void thePagesAreNotHereWithoutTheWebModule() throws Exception {
    assertThat(get("console/").statusCode()).isIn(200, 404);
    assertThat(get("../pom.xml").statusCode()).isEqualTo(404);
  }

  private JsonNode json(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return mapper.readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path)).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
