package twoseal.server.auth;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;
import twoseal.server.http.Route;

/** What an administrator does with accounts, what was done, and who is on the ledger. */
final class AccountRoutes {
  private static final int ITEMS_MAX = 200;
  private static final int ITEMS = 50;
  private static final int NAME_CHARACTERS_MAX = 200;
  private static final int SUBJECT_CHARACTERS_MAX = 255;

  private final SignIn signIn;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Directory directory;
  private final Views views;
  private final KeyFiles keyFiles;
  private final AuditLog audit;
  private final Idempotency idempotency;
  private final Optional<String> issuer;

  AccountRoutes(
      SignIn signIn,
      Accounts accounts,
      Sessions sessions,
      Directory directory,
      Views views,
      KeyFiles keyFiles,
      AuditLog audit,
      Idempotency idempotency,
      Optional<String> issuer) {
    this.signIn = signIn;
    this.accounts = accounts;
    this.sessions = sessions;
    this.directory = directory;
    this.views = views;
    this.keyFiles = keyFiles;
    this.audit = audit;
    this.idempotency = idempotency;
    this.issuer = issuer;
  }

  record AccountForm(String username, String name, String person, String role) {}

  record ReasonForm(String reason) {}

  record IdentityForm(Optional<String> subject, Optional<String> email) {}

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/accounts", "administrator", this::list),
        Route.of("POST", "/accounts", "administrator", idempotency.once(this::open)),
        Route.of("POST", "/accounts/{username}/reset", "administrator", this::reset),
        Route.of("POST", "/accounts/{username}/close", "administrator", this::close),
        Route.of("PUT", "/accounts/{username}/identity", "administrator", this::identity),
        Route.of("GET", "/audit", "administrator", this::audit),
        Route.of("GET", "/people", "public", _ -> Reply.json(directory.people())));
  }

  private Reply list(Call call) {
    var after = call.query("cursor").orElse("");
    var max = (int) call.number("limit", 1, ITEMS_MAX).orElse(ITEMS);
    var found =
        accounts.all().stream()
            .filter(account -> account.username().compareTo(after) > 0)
            .limit(max + 1L)
            .toList();
    var shown = found.stream().limit(max).map(views::account).toList();
    var next =
        found.size() > max ? Optional.of(shown.getLast().username()) : Optional.<String>empty();
    return Reply.json(new Answers.Accounts(shown, next));
  }

  private Reply open(Call call) {
    var form = call.json(AccountForm.class);
    if (!Accounts.isUsername(form.username())) {
      throw new Problem(422, "account.username");
    }
    requireText("name", form.name(), NAME_CHARACTERS_MAX);
    var person = person(form.person());
    var role = role(form.role());
    if (directory.organisation(person.organisation()).isEmpty()) {
      throw new Problem(422, "account.no-such-organisation", person.organisation());
    }
    if (!directory.fits(role, person.organisation())) {
      throw new Problem(422, "account.role-of-another-organisation");
    }
    directory
        .person(person)
        .filter(row -> row.role() != role || !row.active())
        .ifPresent(row -> {
          throw new Problem(409, "account.person-differs", person, row.role().word());
        });
    if (accounts.find(form.username()).isPresent()) {
      // Asked before the password is hashed, and again when the account is added.
      throw new Problem(409, "account.exists", form.username());
    }
    var opened = signIn.open(form.username(), form.name(), person, role);
    audit.record(call, "account.opened", form.username(), person + " " + role.word());
    return Reply.json(201, opened(opened));
  }

  private Reply reset(Call call) {
    var username = username(call);
    var reason = reason(call);
    var opened = signIn.reset(username);
    sessions.endAll(username, Optional.empty());
    audit.record(call, "account.reset", username, reason);
    return Reply.json(opened(opened));
  }

  private Reply close(Call call) throws IOException {
    var username = username(call);
    var reason = reason(call);
    accounts.change(
        username,
        account -> {
          if (account.isClosed()) {
            throw new Problem(409, "account.closed", username);
          }
          if (isLastAdministrator(account)) {
            throw new Problem(409, "account.last-administrator");
          }
          return account.draft().closed().done();
        });
    sessions.endAll(username, Optional.empty());
    keyFiles.drop(username);
    audit.record(call, "account.closed", username, reason);
    return Reply.empty(204);
  }

  private Reply identity(Call call) {
    var username = username(call);
    if (issuer.isEmpty()) {
      throw new Problem(409, "session.oidc-off");
    }
    var form = call.json(IdentityForm.class);
    form.subject().ifPresent(s -> requireText("subject", s, SUBJECT_CHARACTERS_MAX));
    form.email().ifPresent(e -> requireText("email", e, SUBJECT_CHARACTERS_MAX));
    var changed =
        accounts.change(
            username,
            account -> {
              if (account.isClosed()) {
                throw new Problem(409, "account.closed", username);
              }
              requireFree(account, form);
              return account.draft().identity(issuer, form.subject(), form.email()).done();
            });
    audit.record(call, "account.identity", username, "");
    return Reply.json(views.account(changed));
  }

  /** An identity leads to one account. */
  private void requireFree(Account account, IdentityForm form) {
    for (var other : accounts.all()) {
      var isTaken =
          !other.username().equals(account.username())
              && ((form.subject().isPresent() && form.subject().equals(other.subject()))
                  || (form.email().isPresent() && form.email().equals(other.email())));
      if (isTaken) {
        throw new Problem(409, "account.identity-taken");
      }
    }
  }

  private Reply audit(Call call) {
    var before = call.number("cursor", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    var max = (int) call.number("limit", 1, ITEMS_MAX).orElse(ITEMS);
    var lines = audit.before(before, max);
    var items =
        lines.stream()
            .map(line ->
                new Answers.AuditLine(
                    line.timeMs(),
                    line.who(),
                    line.what(),
                    line.about(),
                    line.detail(),
                    line.from()))
            .toList();
    var next =
        lines.size() == max && lines.getLast().number() > 0
            ? Optional.of(Long.toString(lines.getLast().number()))
            : Optional.<String>empty();
    return Reply.json(new Answers.Audit(items, next));
  }

  private boolean isLastAdministrator(Account account) {
    return account.roleOf() == Role.ADMINISTRATOR
        && accounts.all().stream()
            .noneMatch(other ->
                other.roleOf() == Role.ADMINISTRATOR
                    && !other.isClosed()
                    && !other.username().equals(account.username()));
  }

  private Answers.Opened opened(SignIn.Opened opened) {
    return new Answers.Opened(views.account(opened.account()), opened.oneTimePassword());
  }

  /** What cannot be a username names nobody. */
  private String username(Call call) {
    var username = call.path("username");
    if (!Accounts.isUsername(username) || accounts.find(username).isEmpty()) {
      throw Problem.notFound();
    }
    return username;
  }

  private static String reason(Call call) {
    var reason = call.json(ReasonForm.class).reason();
    requireText("reason", reason, NAME_CHARACTERS_MAX);
    return reason;
  }

  private static PersonName person(String text) {
    try {
      return PersonName.parse(text);
    } catch (MalformedException notOne) {
      throw Problem.unreadable("person").because(notOne);
    }
  }

  private static Role role(String word) {
    try {
      return Role.of(word);
    } catch (MalformedException notOne) {
      throw Problem.unreadable("role").because(notOne);
    }
  }

  private static void requireText(String member, String text, int charactersMax) {
    var isText =
        !text.isBlank()
            && text.codePointCount(0, text.length()) <= charactersMax
            && text.codePoints()
                .noneMatch(
                    c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    if (!isText) {
      throw Problem.unreadable(member);
    }
  }
}
