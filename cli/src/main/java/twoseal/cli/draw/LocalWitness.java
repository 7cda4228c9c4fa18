package twoseal.cli.draw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import twoseal.core.PersonName;
import twoseal.core.Signer;
import twoseal.desk.draw.RunFolder;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerReader;
import twoseal.witness.Keeper;
import twoseal.witness.LogSite;
import twoseal.witness.Warning;
import twoseal.witness.WatchedLog;
import twoseal.witness.WebServer;
import twoseal.witness.Witness;

/**
 * A witness beside a rehearsal, as it would be on another machine: it reads the ledger over HTTP,
 * into a folder of its own, and leaves its cosignatures the same way.
 */
final class LocalWitness implements AutoCloseable {
  /** Who it is on the ledger. */
  static final PersonName NAME = new PersonName("court", "witness");

  private final LedgerReader reader;
  private final WebServer server;
  private final Witness witness;

  private LocalWitness(LedgerReader reader, WebServer server, Witness witness) {
    this.reader = reader;
    this.server = server;
    this.witness = witness;
  }

  /** Begins to serve the ledger of a folder and to watch it. */
  static LocalWitness open(RunFolder folder) throws IOException {
    var reader = LedgerReader.open(folder.data());
    var local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var server = LogSite.serve(folder.data(), reader, local, (name, size) -> {});
    var key = reader.logKey();
    var log = new WatchedLog(key.name(), key, true, Optional.of(server.uri()));
    var witness =
        Witness.open(
            folder.witness(),
            cosigner(folder),
            List.of(log),
            Clock.system(),
            new Silent(),
            Duration.ofMinutes(1));
    return new LocalWitness(reader, server, witness);
  }

  /** The key of its cosignatures. */
  static Signer cosigner(RunFolder folder) throws IOException {
    return folder.keys(NAME.toString(), true).cosigner().orElseThrow();
  }

  /** Looks at the ledger; how it stands with this witness then. */
  Witness.Standing look() {
    return witness.look().getFirst();
  }

  @Override
  public void close() {
    witness.close();
    server.close();
    reader.close();
  }

  /** The story tells how it stands; there is nobody else to tell. */
  private static final class Silent implements Keeper {
    @Override
    public void warn(Warning warning) {}

    @Override
    public void cosigned(String origin, long size, long timeS) {}

    @Override
    public void delivered(String origin, long size) {}

    @Override
    public void trouble(String origin, String why) {}
  }
}
