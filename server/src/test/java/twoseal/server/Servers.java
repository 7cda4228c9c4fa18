package twoseal.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import twoseal.core.Ed25519;
import twoseal.core.Signer;
import twoseal.server.auth.Auth;
import twoseal.server.auth.Secrets;

/** Services for tests: on this machine alone, on any port, with nobody signed in. */
final class Servers {
  private Servers() {}

  static Server start(Rehearsal rehearsal) throws IOException {
    var settings =
        Settings.read(rehearsal.data, _ -> null).with(Settings.Key.LISTEN, "127.0.0.1:0");
    var auth =
        new Auth(
            rehearsal.data.resolve("server"),
            Secrets.passing(),
            rehearsal.engine(),
            () -> Instant.ofEpochMilli(rehearsal.nowMs.get()),
            Auth.Options.defaults());
    var key = Signer.of("office/service", new byte[Ed25519.SEED_BYTES]);
    var proceedings =
        Proceedings.open(
            rehearsal.engine(),
            rehearsal.data.resolve("server"),
            new Proceedings.Service(key, Optional.empty(), List.of()),
            rehearsal.nowMs::get);
    return Server.start(
        rehearsal.data,
        settings,
        rehearsal.engine(),
        rehearsal.nowMs::get,
        new Server.Acting(auth, proceedings));
  }
}
