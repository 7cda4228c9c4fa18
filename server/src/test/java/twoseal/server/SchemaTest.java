package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is answered has the form that the contract gives it: every member, and no other. */
@Timeout(120)
class SchemaTest {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/draws", "DrawLine",
          "/draws/R-1", "Draw",
          "/draws/R-1/results?stage=1", "Roll",
          "/draws/R-1/entries/7", "FoundEntry",
          "/ledger", "Ledger",
          "/ledger/entries", "LedgerEntry",
          "/ledger/entries/4", "LedgerEntry",
          "/draws/R-9", "Problem");

  @TempDir Path data;

  @Test
  void everyAnswerHasItsForm() throws Exception {
    var rehearsal = new Rehearsal(data).complete();
    rehearsal.declined(1);
    rehearsal.remarked("一切正常");
    var schemas = Schemas.ofContract();
    try (var server = Servers.start(rehearsal);
        var client = HttpClient.newHttpClient()) {
      for (var answer : ANSWERS.entrySet()) {
        var uri = server.uri().resolve("/api/v1" + answer.getKey());
        var body =
            client
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        var node = JsonMapper.shared().readTree(body);
        for (var item : items(node)) {
          assertThat(schemas.complaints(answer.getValue(), item)).as(answer.getKey()).isEmpty();
        }
      }
      try (var listening = new Listening(server.uri(), "?until=now", Optional.empty())) {
        for (var told : listening.all()) {
          var schema = told.event().equals("entry") ? "Entry" : "Pulse";
          assertThat(schemas.complaints(schema, told.data())).as(told.event()).isEmpty();
        }
      }
    }
  }

  @Test
  void whatDoesNotFitIsFound() throws Exception {
    var schemas = Schemas.ofContract();
    var bad = JsonMapper.shared().readTree("{\"zh\": 1, \"more\": true, \"name\": {\"x\": [1]}}");
    assertThat(schemas.complaints("Words", bad)).hasSize(4);
    assertThat(schemas.complaints("Digest", JsonMapper.shared().readTree("\"00\""))).hasSize(1);
  }

  private static Iterable<JsonNode> items(JsonNode node) {
    for (var list : new String[] {"items", "rows"}) {
      if (node.has(list)) {
        return node.get(list);
      }
    }
    return java.util.List.of(node);
  }
}
