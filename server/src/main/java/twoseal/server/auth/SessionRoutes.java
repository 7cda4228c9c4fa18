package twoseal.server.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;
import twoseal.server.http.Route;

/** Signing in and out, and what belongs to one's own account. */
final class SessionRoutes {
  private static final int NOTE_BYTES_MAX = 4_096;
  private static final String KEY_FILE_TYPE = "application/x-pkcs12";

  private final SignIn signIn;
  private final Devices devices;
  private final Sessions sessions;
  private final Door door;
  private final KeySignIn keySignIn;
  private final Views views;
  private final KeyFiles keyFiles;
  private final AuditLog audit;

  SessionRoutes(
      SignIn signIn,
      Devices devices,
      Sessions sessions,
      Door door,
      KeySignIn keySignIn,
      Views views,
      KeyFiles keyFiles,
      AuditLog audit) {
    this.signIn = signIn;
    this.devices = devices;
    this.sessions = sessions;
    this.door = door;
    this.keySignIn = keySignIn;
    this.views = views;
    this.keyFiles = keyFiles;
    this.audit = audit;
  }

  record SignInForm(String username, String password, Optional<String> code) {}

  record PasswordForm(@JsonProperty("old") String before, @JsonProperty("new") String after) {}

  record CodeForm(String code) {}

  record PersonForm(String person) {}

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/session", "public", this::session),
        Route.of("POST", "/session", "public", this::enter),
        Route.of("DELETE", "/session", "public", this::leave),
        Route.of("PUT", "/session/password", "signed-in", this::changePassword),
        Route.of("POST", "/session/totp", "signed-in", this::beginTotp),
        Route.of("PUT", "/session/totp", "signed-in", this::confirmTotp),
        Route.of("GET", "/session/key-file", "signed-in", this::keyFile),
        Route.of("PUT", "/session/key-file", "signed-in", this::keepKeyFile),
        Route.of("DELETE", "/session/key-file", "signed-in", this::dropKeyFile),
        Route.of("POST", "/session/challenge", "public", this::challenge),
        Route.of("POST", "/session/token", "public", this::token));
  }

  private Reply session(Call call) {
    return door.current(call)
        .map(current ->
            view(current.account(), current.session(), Cookies.session(call).orElseThrow()))
        .orElseGet(() -> Reply.json(views.nobody()));
  }

  private Reply enter(Call call) {
    var form = call.json(SignInForm.class);
    if (!Accounts.isUsername(form.username())) {
      throw Problem.unreadable("username");
    }
    form.code().ifPresent(SessionRoutes::requireCode);
    var account = signIn.enter(attempt(call, form.username()), form.password(), form.code());
    var reply = begin(call, account, Sessions.By.PASSWORD);
    return Cookies.withDevice(call, reply, account.username(), devices.fresh(account.username()));
  }

  private LockOut.Attempt attempt(Call call, String username) {
    var device = Cookies.device(call, username).flatMap(value -> devices.of(username, value));
    return new LockOut.Attempt(username, call.remote(), device);
  }

  private Reply begin(Call call, Account account, Sessions.By by) {
    var begun = fresh(call, account, by);
    return Cookies.withSession(call, view(account, begun.session(), begun.token()), begun.token());
  }

  /** A sign-in never goes on with a token that was there before it. */
  Sessions.Begun fresh(Call call, Account account, Sessions.By by) {
    door.current(call).ifPresent(before -> sessions.end(before.session().hash()));
    var begun = sessions.begin(account.username(), by, Optional.empty());
    audit.record(account.username(), "session.begun", "", "", call.remote());
    return begun;
  }

  /** Ends a browser's session, and a program's. */
  private Reply leave(Call call) {
    door.current(call)
        .map(Door.Current::session)
        .or(() -> door.ofProgram(call))
        .ifPresent(session -> {
          sessions.end(session.hash());
          audit.record(session.username(), "session.ended", "", "", call.remote());
        });
    return Cookies.withoutSession(call, Reply.empty(204));
  }

  private Reply changePassword(Call call) {
    var current = current(call);
    var form = call.json(PasswordForm.class);
    var username = current.account().username();
    var account = signIn.changePassword(attempt(call, username), form.before(), form.after());
    var begun = sessions.begin(username, current.session().by(), Optional.empty());
    sessions.endAll(username, Optional.of(begun.session().hash()));
    audit.record(username, "password.changed", "", "", call.remote());
    return Cookies.withSession(call, view(account, begun.session(), begun.token()), begun.token());
  }

  private Reply beginTotp(Call call) {
    var account = current(call).account();
    var secret = signIn.beginTotp(account);
    var uri = Totp.uri(secret, views.issuer(), account.username());
    return Reply.json(new Answers.Totp(Totp.base32(secret), uri));
  }

  private Reply confirmTotp(Call call) {
    var current = current(call);
    var form = call.json(CodeForm.class);
    requireCode(form.code());
    var account = signIn.confirmTotp(current.account(), form.code());
    audit.record(account.username(), "totp.set", "", "", call.remote());
    return view(account, current.session(), Cookies.session(call).orElseThrow());
  }

  private Reply keyFile(Call call) throws IOException {
    var username = current(call).account().username();
    var bytes = keyFiles.find(username).orElseThrow(Problem::notFound);
    return Reply.bytes(KEY_FILE_TYPE, bytes).named(username + ".p12");
  }

  private Reply keepKeyFile(Call call) throws IOException {
    var username = current(call).account().username();
    var bytes = call.bytes(KeyFiles.BYTES_MAX);
    if (!KeyFiles.canBe(bytes)) {
      throw new Problem(422, "key-file.not-one");
    }
    keyFiles.keep(username, bytes);
    audit.record(username, "key-file.kept", "", "", call.remote());
    return Reply.empty(204);
  }

  private Reply dropKeyFile(Call call) throws IOException {
    var username = current(call).account().username();
    if (keyFiles.drop(username)) {
      audit.record(username, "key-file.dropped", "", "", call.remote());
    }
    return Reply.empty(204);
  }

  private Reply challenge(Call call) {
    var form = call.json(PersonForm.class);
    try {
      return Reply.json(
          new Answers.Challenge(keySignIn.challenge(PersonName.parse(form.person()))));
    } catch (MalformedException noName) {
      throw Problem.unreadable("person").because(noName);
    }
  }

  private Reply token(Call call) {
    var proved = keySignIn.prove(call.text(NOTE_BYTES_MAX));
    var person = proved.person().toString();
    var key = Optional.of(proved.key()).map(NoteKey::format);
    var begun = sessions.begin(person, Sessions.By.KEY, key);
    audit.record(person, "token.given", "", "", call.remote());
    return Reply.json(new Answers.Token(begun.token(), person, begun.session().untilMs()));
  }

  private Reply view(Account account, Sessions.Session session, String token) {
    return Reply.json(views.session(account, session.by(), token));
  }

  /** Programs have no account. */
  private Door.Current current(Call call) {
    return door.current(call)
        .filter(_ -> !call.signedIn().byToken())
        .orElseThrow(() -> new Problem(403, "session.programs-have-none"));
  }

  private static void requireCode(String code) {
    if (!code.matches("[0-9]{6}")) {
      throw Problem.unreadable("code");
    }
  }
}
