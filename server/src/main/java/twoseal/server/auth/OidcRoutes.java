package twoseal.server.auth;

import java.util.List;
import java.util.Optional;
import twoseal.server.http.Call;
import twoseal.server.http.Handler;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;
import twoseal.server.http.Route;

/** Signing in by an identity provider, where one is set up. */
final class OidcRoutes {
  private static final String CONSOLE = "/console/";
  private static final String REFUSED = CONSOLE + "sign-in?refused=";

  private final Optional<Oidc> oidc;
  private final Accounts accounts;
  private final SignIn signIn;
  private final SessionRoutes sessions;

  OidcRoutes(Optional<Oidc> oidc, Accounts accounts, SignIn signIn, SessionRoutes sessions) {
    this.oidc = oidc;
    this.accounts = accounts;
    this.signIn = signIn;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/session/oidc", "public", call -> led(call, this::begin)),
        Route.of("GET", "/session/oidc/callback", "public", call -> led(call, this::end)));
  }

  /** A person is led here by a link, so their browser would show what only programs read. */
  private static Reply led(Call call, Handler step) throws Exception {
    try {
      return step.handle(call);
    } catch (Problem refused) {
      if (call.header("Accept").filter(types -> types.contains("text/html")).isEmpty()) {
        throw refused;
      }
      return Reply.redirect(REFUSED + refused.reason());
    }
  }

  private Reply begin(Call call) {
    var begun = provider().begin(call);
    var reply = Reply.redirect(begun.provider().toString());
    return Cookies.withOidc(call, reply, begun.cookie(), Oidc.LIFE);
  }

  private Reply end(Call call) {
    var somebody = provider().end(call);
    var account = find(somebody).orElseThrow(() -> new Problem(401, "session.oidc-nobody"));
    var entered = signIn.enterBy(account, somebody, call.remote());
    var begun = sessions.fresh(call, entered, Sessions.By.OIDC);
    var reply = Cookies.withoutOidc(call, Reply.redirect(CONSOLE));
    return Cookies.withSession(call, reply, begun.token());
  }

  /** By the provider's own name for somebody; by a verified address only where that is allowed. */
  private Optional<Account> find(Oidc.Somebody somebody) {
    return accounts.all().stream()
        .filter(account -> !account.isClosed() && isSubject(account, somebody))
        .findFirst()
        .or(() ->
            provider().byEmail()
                ? accounts.all().stream()
                    .filter(account -> !account.isClosed() && isEmail(account, somebody))
                    .findFirst()
                : Optional.empty());
  }

  private static boolean isSubject(Account account, Oidc.Somebody somebody) {
    return account.issuer().equals(Optional.of(somebody.issuer()))
        && account.subject().equals(Optional.of(somebody.subject()));
  }

  /** Once the address led here, the subject is kept: an address may pass to somebody else. */
  private static boolean isEmail(Account account, Oidc.Somebody somebody) {
    return account.issuer().equals(Optional.of(somebody.issuer()))
        && account.subject().isEmpty()
        && account.email().isPresent()
        && somebody.email().filter(account.email().get()::equalsIgnoreCase).isPresent();
  }

  private Oidc provider() {
    return oidc.orElseThrow(() -> new Problem(404, "session.oidc-off"));
  }
}
