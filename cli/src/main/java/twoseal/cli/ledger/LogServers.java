package twoseal.cli.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;
import twoseal.ledger.LogSource;

/** The options that name who is asked over the network how far a log went. */
public final class LogServers {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** A bundle of 256 of the longest entries. */
  private static final int ANSWER_BYTES_MAX = 17 << 20;

  private static final int STATUS_OK = 200;

  @Option(names = "--witness", paramLabel = "URL")
  private List<URI> witnesses = List.of();

  @Option(names = "--peer", paramLabel = "URL")
  private List<URI> peers = List.of();

  /** Those whose cosignatures count. */
  public List<LogSource> witnesses() {
    return sources(witnesses);
  }

  /** Those who show the log's tiles. */
  public List<LogSource> peers() {
    return sources(peers);
  }

  private static List<LogSource> sources(List<URI> addresses) {
    var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
    return addresses.stream().<LogSource>map(address -> new Server(client, address)).toList();
  }

  private record Server(HttpClient client, URI address) implements LogSource {
    @Override
    public String name() {
      return address.toString();
    }

    @Override
    public byte[] get(String path) throws IOException {
      try {
        var slash = name().endsWith("/") ? "" : "/";
        var request =
            HttpRequest.newBuilder(URI.create(name() + slash + path)).timeout(TIMEOUT).build();
        var answer =
            client.send(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        if (answer.statusCode() != STATUS_OK) {
          throw new IOException("status " + answer.statusCode());
        }
        return answer.body();
      } catch (IllegalArgumentException noAddress) {
        throw new IOException("not an HTTP address", noAddress);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", stopped);
      }
    }
  }
}
