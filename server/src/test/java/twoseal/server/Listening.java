package twoseal.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who listens to a draw, as a browser's EventSource does. */
public final class Listening implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final BufferedReader lines;
  private final InputStream body;

  /** What came; a pulse has no id. */
  public record Told(String event, Optional<Long> id, JsonNode data) {}

  public Listening(URI server, String query, Optional<Long> lastId)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.resolve("/api/v1/draws/R-1/events" + query));
    lastId.ifPresent(id -> request.header("Last-Event-ID", id.toString()));
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode());
    }
    body = answer.body();
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** The next event; nothing at the end of the stream. */
  public Optional<Told> next() throws IOException {
    var event = "";
    Optional<Long> id = Optional.empty();
    var data = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return Optional.of(new Told(event, id, JsonMapper.shared().readTree(data.toString())));
      } else if (line.startsWith("event: ")) {
        event = line.substring("event: ".length());
      } else if (line.startsWith("id: ")) {
        id = Optional.of(Long.parseLong(line.substring("id: ".length())));
      } else {
        data.append(line.substring("data: ".length()));
      }
    }
    return Optional.empty();
  }

  /** The next entry, whatever pulses come before it. */
  public Told entry() throws IOException {
    return next("entry");
  }

  /** The next pulse, whatever entries come before it. */
  public Told pulse() throws IOException {
    return next("pulse");
  }

  /** Everything to the end of the stream. */
  public List<Told> all() throws IOException {
    var all = new ArrayList<Told>();
    for (var told = next(); told.isPresent(); told = next()) {
      all.add(told.get());
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    body.close();
    client.shutdownNow();
  }

  private Told next(String event) throws IOException {
    for (var told = next(); told.isPresent(); told = next()) {
      if (told.get().event().equals(event)) {
        return told.get();
      }
    }
    throw new IOException("the stream ended");
  }
}
