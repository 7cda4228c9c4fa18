package twoseal.server.auth;

import java.time.Duration;
import java.util.Optional;
import twoseal.server.http.Call;
import twoseal.server.http.Reply;

/**
 * The cookies: never for scripts, never for other sites; where the connection is encrypted, for
 * this host alone ({@code __Host-}, RFC 6265bis section 4.1.3.2).
 */
final class Cookies {
  private static final String SESSION = "twoseal";
  private static final String OIDC = "twoseal-oidc";
  private static final String HOST = "__Host-";

  private Cookies() {}

  /** The token of the browser's session. */
  static Optional<String> session(Call call) {
    return call.cookie(name(call, SESSION));
  }

  static Reply withSession(Call call, Reply reply, String token) {
    return reply.with("Set-Cookie", cookie(call, SESSION, token) + "; SameSite=Strict");
  }

  static Reply withoutSession(Call call, Reply reply) {
    return reply.with("Set-Cookie", cookie(call, SESSION, "") + "; SameSite=Strict; Max-Age=0");
  }

  /** By what the browser is known to an account, if it is. */
  static Optional<String> device(Call call, String username) {
    return call.cookie(name(call, Devices.cookie(username)));
  }

  static Reply withDevice(Call call, Reply reply, String username, String value) {
    return reply.with(
        "Set-Cookie",
        cookie(call, Devices.cookie(username), value)
            + "; SameSite=Strict; Max-Age="
            + Devices.LIFE.toSeconds());
  }

  /** What the browser brings back from the identity provider. */
  static Optional<String> oidc(Call call) {
    return call.cookie(name(call, OIDC));
  }

  /** The provider leads back from another site, so Strict would keep this one away. */
  static Reply withOidc(Call call, Reply reply, String value, Duration life) {
    return reply.with(
        "Set-Cookie", cookie(call, OIDC, value) + "; SameSite=Lax; Max-Age=" + life.toSeconds());
  }

  static Reply withoutOidc(Call call, Reply reply) {
    return reply.with("Set-Cookie", cookie(call, OIDC, "") + "; SameSite=Lax; Max-Age=0");
  }

  private static String cookie(Call call, String name, String value) {
    return name(call, name)
        + "="
        + value
        + "; Path=/; HttpOnly"
        + (call.isSecure() ? "; Secure" : "");
  }

  private static String name(Call call, String name) {
    return call.isSecure() ? HOST + name : name;
  }
}
