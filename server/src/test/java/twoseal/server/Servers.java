package twoseal.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import twoseal.core.Ed25519;
import twoseal.core.Signer;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.server.auth.Auth;
import twoseal.server.auth.Secrets;

/** Services for tests: on this machine alone, on any port, with nobody signed in. */
final class Servers {
  private Servers() {}

  static Server start(Rehearsal rehearsal) throws IOException {
    return start(rehearsal, UnaryOperator.identity());
  }

  static Server start(Rehearsal rehearsal, UnaryOperator<Settings> settings) throws IOException {
    var key = Signer.of("office/service", new byte[Ed25519.SEED_BYTES]);
    var proceedings =
        Proceedings.open(
            rehearsal.engine(),
            rehearsal.data.resolve("server"),
            new Proceedings.Service(key, Optional.empty(), List.of()),
            rehearsal.nowMs::get);
    return start(rehearsal.data, settings, rehearsal.engine(), rehearsal.nowMs::get, proceedings);
  }

  /** The service of a hall, which becomes the server's to close. */
  static Server start(Hall hall) throws IOException {
    return start(
        hall.folder(), UnaryOperator.identity(), hall.ledger(), hall.clock(), hall.proceedings());
  }

  private static Server start(
      Path data,
      UnaryOperator<Settings> change,
      EmbeddedLedger ledger,
      Clock clock,
      Proceedings proceedings)
      throws IOException {
    var settings =
        change.apply(Settings.read(data, _ -> null).with(Settings.Key.LISTEN, "127.0.0.1:0"));
    var auth =
        new Auth(
            data.resolve("server"),
            Secrets.passing(),
            ledger,
            () -> Instant.ofEpochMilli(clock.nowMs()),
            Auth.Options.defaults());
    return Server.start(data, settings, ledger, clock, new Server.Acting(auth, proceedings));
  }
}
