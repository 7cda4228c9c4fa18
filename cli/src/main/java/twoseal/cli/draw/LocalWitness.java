package twoseal.cli.draw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Signer;
import twoseal.desk.draw.RunFolder;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerReader;
import twoseal.witness.Keeper;
import twoseal.witness.LogSite;
import twoseal.witness.Warning;
import twoseal.witness.WatchedLog;
import twoseal.witness.Witness;

/**
 * A witness beside a rehearsal, as it would be on another machine: it reads the ledger over HTTP,
 * into a folder of its own, and leaves its cosignatures the same way.
 */
final class LocalWitness implements AutoCloseable {
  /** Who it is on the ledger. */
  static final PersonName NAME = new PersonName("court", "witness");

  private final Witness witness;
  private final Runnable end;

  private LocalWitness(Witness witness, Runnable end) {
    this.witness = witness;
    this.end = end;
  }

  /** Begins to serve the ledger of a folder and to watch it. */
  static LocalWitness open(RunFolder folder) throws IOException {
    var reader = LedgerReader.open(folder.data());
    var local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var server = LogSite.serve(folder.data(), reader, local, (name, size) -> {});
    return new LocalWitness(
        witness(folder, reader.logKey(), server.uri()),
        () -> {
          server.close();
          reader.close();
        });
  }

  /** Begins to watch a ledger that somebody else serves. */
  static LocalWitness watch(RunFolder folder, NoteKey logKey, URI log) throws IOException {
    return new LocalWitness(witness(folder, logKey, log), () -> {});
  }

  private static Witness witness(RunFolder folder, NoteKey key, URI uri) throws IOException {
    return Witness.open(
        folder.witness(),
        cosigner(folder),
        List.of(new WatchedLog(key.name(), key, true, Optional.of(uri))),
        Clock.system(),
        new Silent(),
        Duration.ofMinutes(1));
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
    end.run();
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
