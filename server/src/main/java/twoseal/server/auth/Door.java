package twoseal.server.auth;

import java.net.URI;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.registry.Registry;
import twoseal.server.http.Access;
import twoseal.server.http.Call;
import twoseal.server.http.Caller;
import twoseal.server.http.Doorkeeper;
import twoseal.server.http.Problem;
import twoseal.server.http.Route;

/**
 * Knows callers by cookie or bearer token. A browser's request that changes something has to come
 * from a page of this service, and to name the session's token; an account that still has something
 * to do first is let to that and nothing else.
 */
final class Door implements Doorkeeper {
  static final String CSRF_HEADER = "X-Twoseal-Csrf";

  private static final String BEARER = "Bearer ";
  private static final int CSRF_BYTES = 16;
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OUR_SITE = Set.of("same-origin", "none");
  private static final Set<Role> SIGNING =
      EnumSet.of(Role.ADMINISTRATOR, Role.NOTARY, Role.ORGANISER);

  private final Accounts accounts;
  private final Sessions sessions;
  private final Directory directory;
  private final Secrets secrets;
  private final Optional<URI> publicUrl;

  /**
   * Accounts of a demonstration, whose passwords everybody is shown: they need no second factor.
   */
  private final Set<String> demo;

  Door(
      Accounts accounts,
      Sessions sessions,
      Directory directory,
      Secrets secrets,
      Optional<URI> publicUrl,
      Set<String> demo) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.directory = directory;
    this.secrets = secrets;
    this.publicUrl = publicUrl;
    this.demo = Set.copyOf(demo);
  }

  /** What an account must do before anything else, in this order; the words are the contract's. */
  enum Need {
    PASSWORD,
    TOTP,
    KEY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    Problem problem() {
      return switch (this) {
        case PASSWORD -> new Problem(403, "session.needs-password");
        case TOTP -> new Problem(403, "session.needs-totp");
        case KEY -> new Problem(403, "session.needs-key");
      };
    }

    /**
     * Whether a route is on the way to have done with it. Of acts those of the caller's own key
     * alone are, which their handlers see to: {@link Caller#needsKey}.
     */
    boolean opens(String path) {
      var session =
          switch (this) {
            case PASSWORD -> path.equals("/session/password");
            case TOTP -> path.equals("/session/totp") || path.equals("/session/password");
            case KEY -> path.startsWith("/session/") || isOfActs(path);
          };
      return session || path.equals("/session");
    }

    private static boolean isOfActs(String path) {
      return path.equals("/acts") || path.startsWith("/acts/");
    }
  }

  @Override
  public Optional<Caller> caller(Call call) {
    if (!HARMLESS.contains(call.method())) {
      requireOurPage(call);
    }
    var authorization = call.header("Authorization");
    if (authorization.isPresent()) {
      return Optional.of(
          program(authorization.get()).orElseThrow(() -> new Problem(401, "session.token")));
    }
    return current(call).map(this::caller);
  }

  @Override
  public void admit(Route route, Call call, Caller caller) {
    if (caller.byToken() || route.access() instanceof Access.Public) {
      return;
    }
    var current = current(call).orElseThrow(() -> new Problem(401, "session.over"));
    if (!HARMLESS.contains(call.method())) {
      requireCsrf(call);
    }
    for (var need : needs(current.account(), current.session().by())) {
      if (!need.opens(route.path())) {
        throw need.problem();
      }
    }
  }

  /** A browser's session with its account. */
  record Current(Sessions.Session session, Account account) {}

  private Caller caller(Current current) {
    var account = current.account();
    var needsKey = needs(account, current.session().by()).contains(Need.KEY);
    return new Caller(account.username(), account.personName(), account.roleOf(), false, needsKey);
  }

  /** The session of a browser, if it has one whose account is open. */
  Optional<Current> current(Call call) {
    return Cookies.session(call)
        .flatMap(sessions::find)
        .filter(session -> session.by() != Sessions.By.KEY)
        .flatMap(session ->
            accounts
                .find(session.username())
                .filter(account -> !account.isClosed())
                .map(account -> new Current(session, account)));
  }

  /** What there is to do first. */
  List<Need> needs(Account account, Sessions.By by) {
    var needs = EnumSet.noneOf(Need.class);
    var byPassword = by == Sessions.By.PASSWORD;
    if (byPassword && account.oneTime()) {
      needs.add(Need.PASSWORD);
    }
    var needsTotp = SIGNING.contains(account.roleOf()) && !demo.contains(account.username());
    if (byPassword && account.totp().isEmpty() && needsTotp) {
      needs.add(Need.TOTP);
    }
    var key = directory.key(account.personName()).map(NoteKey::format);
    if (account.roleOf() != Role.OBSERVER && (key.isEmpty() || key.equals(account.replaceKey()))) {
      needs.add(Need.KEY);
    }
    return List.copyOf(needs);
  }

  /**
   * What a page of this service has to name with each change; it cannot be had without the cookie.
   */
  String csrf(String token) {
    var mac = secrets.mac("csrf", Bytes.utf8(token));
    return Bytes.hex(Arrays.copyOf(mac, CSRF_BYTES));
  }

  /** The session of a program's token, if it has one. */
  Optional<Sessions.Session> ofProgram(Call call) {
    return call.header("Authorization").flatMap(this::ofProgram);
  }

  private Optional<Sessions.Session> ofProgram(String authorization) {
    return Optional.of(authorization)
        .filter(text -> text.startsWith(BEARER))
        .flatMap(text -> sessions.find(text.substring(BEARER.length())))
        .filter(session -> session.by() == Sessions.By.KEY);
  }

  /** A program's token holds while its key is its person's on the ledger. */
  private Optional<Caller> program(String authorization) {
    return ofProgram(authorization).flatMap(this::program);
  }

  private Optional<Caller> program(Sessions.Session session) {
    var person = PersonName.parse(session.username());
    return directory
        .person(person)
        .filter(Registry.PersonRow::active)
        .filter(row -> Optional.of(row.key().format()).equals(session.key()))
        .map(row -> new Caller(session.username(), person, row.role(), true));
  }

  /** Fetch Metadata where the browser sends it, Origin in any case. */
  private void requireOurPage(Call call) {
    var site = call.header("Sec-Fetch-Site");
    var origin = call.header("Origin");
    var isOurs =
        OUR_SITE.contains(site.orElse("none"))
            && (origin.isEmpty() || origin.get().equals(ourOrigin(call)));
    if (!isOurs) {
      throw new Problem(403, "session.foreign-page");
    }
  }

  private String ourOrigin(Call call) {
    return publicUrl
        .map(url -> url.getScheme() + "://" + url.getRawAuthority())
        .orElseGet(
            () -> (call.isSecure() ? "https://" : "http://") + call.header("Host").orElse("-"));
  }

  private void requireCsrf(Call call) {
    var token = Cookies.session(call).orElse("");
    var named = call.header(CSRF_HEADER).orElse("");
    try {
      if (MessageDigest.isEqual(Bytes.utf8(csrf(token)), Bytes.utf8(named))) {
        return;
      }
    } catch (IllegalArgumentException | MalformedException noText) {
      throw new Problem(403, "session.csrf").because(noText);
    }
    throw new Problem(403, "session.csrf");
  }
}
