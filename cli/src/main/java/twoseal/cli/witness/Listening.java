package twoseal.cli.witness;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import twoseal.cli.console.Range;
import twoseal.desk.Complaint;

/** Where a server answers, and for how long. */
final class Listening {
  private static final Pattern FORM = Pattern.compile("(?:\\[(.+)]|([^:]+)):([0-9]{1,5})");
  private static final int PORT_MAX = 65_535;
  private static final long SECONDS_MAX = 1_000_000_000;

  @Option(names = "--listen", paramLabel = "ADDRESS:PORT", defaultValue = "127.0.0.1:0")
  private String listen = "";

  @Option(names = "--for", paramLabel = "SECONDS")
  private Optional<Long> forS = Optional.empty();

  /**
   * The address.
   *
   * @throws Complaint unless it is an IP address and a port
   */
  InetSocketAddress address() {
    var parts = FORM.matcher(listen);
    if (!parts.matches()) {
      throw Complaint.usage("complaint.listen", listen);
    }
    var host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    var port = Range.require("--listen", Integer.parseInt(parts.group(3)), 0, PORT_MAX);
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    } catch (IllegalArgumentException notOne) {
      throw Complaint.usage("complaint.listen", listen).because(notOne);
    }
  }

  /** How long to answer; without an end if nothing was said. */
  Optional<Duration> duration() {
    forS.ifPresent(seconds -> Range.require("--for", seconds, 0, SECONDS_MAX));
    return forS.map(Duration::ofSeconds);
  }
}
