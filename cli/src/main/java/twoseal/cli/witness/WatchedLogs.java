package twoseal.cli.witness;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.desk.Complaint;
import twoseal.witness.WatchedLog;

/** Which logs a witness knows: one by options, or many by a file. */
final class WatchedLogs {
  private static final int LOGS_MAX = 1_000;
  private static final int PARTS_MAX = 4;

  @Option(names = "--url", paramLabel = "URL")
  private Optional<URI> url = Optional.empty();

  @Option(names = "--log-vkey", paramLabel = "VKEY")
  private Optional<String> vkey = Optional.empty();

  @Option(names = "--logs", paramLabel = "FILE")
  private Optional<Path> file = Optional.empty();

  /**
   * The logs.
   *
   * @throws Complaint if they are not named, or a line of the file is not one
   */
  List<WatchedLog> read() throws IOException {
    if (file.isPresent() == (url.isPresent() || vkey.isPresent())
        || url.isPresent() != vkey.isPresent()) {
      throw Complaint.usage("complaint.watched");
    }
    if (file.isEmpty()) {
      return List.of(one("replays " + url.orElseThrow() + " " + vkey.orElseThrow()));
    }
    var logs = new ArrayList<WatchedLog>();
    for (var line : Files.readAllLines(file.get())) {
      if (!line.isBlank() && !line.startsWith("#")) {
        logs.add(one(line.strip()));
      }
    }
    if (logs.isEmpty() || logs.size() > LOGS_MAX) {
      throw Complaint.usage("complaint.watched");
    }
    return logs;
  }

  /** {@code replays|follows <URL or -> <vkey> [<origin>]}. */
  private static WatchedLog one(String line) {
    var parts = line.split(" ", PARTS_MAX);
    try {
      if (parts.length < PARTS_MAX - 1 || !parts[0].matches("replays|follows")) {
        throw new MalformedException("replays|follows <URL or -> <vkey> [<origin>]");
      }
      var key = NoteKey.parse(parts[2]);
      var at = parts[1].equals("-") ? Optional.<URI>empty() : Optional.of(address(parts[1]));
      var origin = parts.length == PARTS_MAX ? parts[3] : key.name();
      return new WatchedLog(origin, key, parts[0].equals("replays"), at);
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.watched-line", line, malformed.expected())
          .because(malformed);
    }
  }

  private static URI address(String text) {
    URI address;
    try {
      address = new URI(text);
    } catch (URISyntaxException notOne) {
      throw new MalformedException("an http or https address");
    }
    if (!List.of("http", "https").contains("" + address.getScheme()) || address.getHost() == null) {
      throw new MalformedException("an http or https address");
    }
    return address;
  }
}
