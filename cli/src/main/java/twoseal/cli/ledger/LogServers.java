package twoseal.cli.ledger;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;
import twoseal.ledger.LogSource;
import twoseal.witness.HttpSource;

/** The options that name who is asked over the network how far a log went. */
public final class LogServers {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

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
    return addresses.stream().<LogSource>map(at -> new HttpSource(at, TIMEOUT)).toList();
  }
}
