package twoseal.server;

import java.io.IOException;
import twoseal.server.http.Nobody;

/** Services for tests: on this machine alone, on any port, for nobody who is signed in. */
final class Servers {
  private Servers() {}

  static Server start(Rehearsal rehearsal) throws IOException {
    var settings =
        Settings.read(rehearsal.data, _ -> null).with(Settings.Key.LISTEN, "127.0.0.1:0");
    return Server.start(
        rehearsal.data, settings, rehearsal.engine(), rehearsal.nowMs::get, new Nobody());
  }
}
