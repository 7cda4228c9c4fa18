package twoseal.server.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.server.http.Problem;

/**
 * Names, passwords and codes to accounts. What it refuses looks the same, and costs the same,
 * whether the name is nobody's or the password is wrong.
 */
final class SignIn {
  /** How long a one-time password for a colleague opens anything. */
  static final Duration ONE_TIME = Duration.ofDays(7);

  private static final long PENDING_MS = 600_000;
  private static final int PENDING_MAX = 1_000;
  private static final String TOTP = "totp ";

  private final Accounts accounts;
  private final Passwords passwords;
  private final Secrets secrets;
  private final InstantSource clock;
  private final LockOut lockOut;
  private final AuditLog audit;
  private final PasswordRules rules = new PasswordRules();
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Pending> pending = new HashMap<>();

  SignIn(
      Accounts accounts,
      Passwords passwords,
      Secrets secrets,
      InstantSource clock,
      AuditLog audit) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.secrets = secrets;
    this.clock = clock;
    this.audit = audit;
    this.lockOut = new LockOut(clock);
    for (var account : accounts.all()) {
      if (account.locks() > 0) {
        lockOut.restore(account.username(), account.lockedUntilMs(), account.locks());
      }
    }
  }

  /** A second factor that is not confirmed yet. */
  private record Pending(String sealed, long untilMs) {}

  /** An account with the one-time password that opens it. */
  record Opened(Account account, String oneTimePassword) {}

  /**
   * The account of a name, a password and, where it has one, a code.
   *
   * @throws Problem 401 if they do not fit, 429 if there were too many attempts
   */
  Account enter(LockOut.Attempt attempt, String password, Optional<String> code) {
    lockOut.begin(attempt);
    try {
      var username = attempt.username();
      var account = accounts.find(username);
      var isRight = isPassword(account.flatMap(Account::password), password, attempt);
      if (account.isEmpty() || !isRight || account.get().isClosed()) {
        throw failed(attempt, new Problem(401, "session.wrong"));
      }
      if (account.get().oneTime() && !account.get().oneTimeHolds(clock.millis())) {
        throw failed(attempt, new Problem(401, "session.one-time-over"));
      }
      if (account.get().totp().isPresent() && code.isEmpty()) {
        lockOut.undecided(attempt);
        throw new Problem(401, "session.code-needed");
      }
      return accept(attempt, code);
    } catch (Problem problem) {
      if (problem.reason().equals("session.busy")) {
        lockOut.undecided(attempt);
      }
      throw problem;
    }
  }

  /**
   * A line too long ago read the account; what a code or one-time password is worth is asked of it
   * now.
   */
  private Account accept(LockOut.Attempt attempt, Optional<String> code) {
    var username = attempt.username();
    var accepted =
        accounts.change(
            username,
            now -> {
              var draft = now.draft();
              if (now.isClosed() || (now.oneTime() && !now.oneTimeHolds(clock.millis()))) {
                throw failed(attempt, new Problem(401, "session.wrong"));
              }
              if (now.oneTime()) {
                draft.oneTimeUsed();
              }
              if (now.totp().isPresent()) {
                var step =
                    Totp.step(
                        secret(username, now.totp().get()),
                        code.orElse(""),
                        clock.millis(),
                        now.totpStep());
                draft.totpStep(
                    step.orElseThrow(
                        () -> failed(attempt, new Problem(401, "session.code-wrong"))));
              }
              // Of strangers a known device says nothing: what they tried is not forgotten.
              return (attempt.device().isPresent() ? draft : draft.unlocked())
                  .seen(clock.millis())
                  .done();
            });
    lockOut.succeeded(attempt);
    return accepted;
  }

  private boolean isPassword(Optional<String> kept, String password, LockOut.Attempt attempt) {
    if (isText(password) && password.length() <= 2 * PasswordRules.CHARACTERS_MAX) {
      return passwords.matches(kept, password);
    }
    throw failed(attempt, new Problem(401, "session.wrong"));
  }

  private Problem failed(LockOut.Attempt attempt, Problem problem) {
    var username = attempt.username();
    var remote = attempt.address();
    var isKnown = accounts.find(username).isPresent();
    // What is typed into the wrong field may be a password.
    var who = isKnown ? username : "-";
    audit.record(who, "session.refused", "", problem.reason(), remote);
    var lock = lockOut.failed(attempt);
    if (lock.isPresent()) {
      if (isKnown && attempt.device().isEmpty()) {
        accounts.change(username, a -> a.draft().locked(lock.get().untilMs()).done());
      }
      audit.record(
          who, "account.locked", "", attempt.device().map(_ -> "known device").orElse(""), remote);
    }
    return problem;
  }

  /** The account that an identity provider vouches for. */
  Account enterBy(Account account, Oidc.Somebody somebody, String remote) {
    return accounts.change(
        account.username(),
        now -> {
          if (now.isClosed() || !now.issuer().equals(Optional.of(somebody.issuer()))) {
            audit.record(now.username(), "session.refused", "", "account.closed", remote);
            throw new Problem(401, "session.oidc-nobody");
          }
          return now.draft()
              .identity(now.issuer(), Optional.of(somebody.subject()), now.email())
              .seen(clock.millis())
              .done();
        });
  }

  /**
   * Puts the person's own password in the place of the old one.
   *
   * @throws Problem 422 if the old one is wrong or the new one may not be
   */
  Account changePassword(LockOut.Attempt attempt, String before, String after) {
    var username = attempt.username();
    lockOut.begin(attempt);
    var account = accounts.find(username).orElseThrow(Problem::notFound);
    try {
      if (!isText(before) || !passwords.matches(account.password(), before)) {
        throw failed(attempt, new Problem(422, "password.wrong"));
      }
    } catch (Problem problem) {
      if (problem.reason().equals("session.busy")) {
        lockOut.undecided(attempt);
      }
      throw problem;
    }
    lockOut.undecided(attempt);
    if (!isText(after)) {
      throw Problem.unreadable("new");
    }
    if (after.equals(before)) {
      throw new Problem(422, "password.same");
    }
    rules
        .refusal(username, after)
        .ifPresent(problem -> {
          throw problem;
        });
    var hash = passwords.hash(after);
    return accounts.change(
        username,
        now -> {
          if (!now.password().equals(account.password())) {
            throw new Problem(422, "password.wrong");
          }
          return now.draft().password(hash).done();
        });
  }

  /**
   * A fresh second factor, which counts once a code confirmed it.
   *
   * @throws Problem 409 if the account has one
   */
  byte[] beginTotp(Account account) {
    if (account.totp().isPresent()) {
      throw new Problem(409, "totp.there");
    }
    var secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    synchronized (pending) {
      pending.values().removeIf(waiting -> clock.millis() >= waiting.untilMs);
      if (pending.size() >= PENDING_MAX) {
        throw new Problem(429, "session.busy");
      }
      pending.put(
          account.username(),
          new Pending(seal(account.username(), secret), clock.millis() + PENDING_MS));
    }
    return secret;
  }

  /**
   * Confirms a second factor.
   *
   * @throws Problem 409 if none was begun, 422 if the code is not its
   */
  Account confirmTotp(Account account, String code) {
    Pending begun;
    synchronized (pending) {
      begun = pending.get(account.username());
    }
    if (begun == null || clock.millis() >= begun.untilMs) {
      throw new Problem(409, "totp.not-begun");
    }
    var step = Totp.step(secret(account.username(), begun.sealed), code, clock.millis(), 0);
    if (step.isEmpty()) {
      throw new Problem(422, "totp.wrong");
    }
    var sealed = begun.sealed;
    var after =
        accounts.change(
            account.username(),
            now -> {
              if (now.totp().isPresent()) {
                throw new Problem(409, "totp.there");
              }
              return now.draft().totp(sealed, step.getAsLong()).done();
            });
    synchronized (pending) {
      pending.remove(account.username());
    }
    return after;
  }

  /** Opens an account with a one-time password. */
  Opened open(String username, String name, PersonName person, Role role) {
    var password = OneTime.password(random);
    var hash = passwords.hash(password);
    var account = Account.invited(username, name, person, role, hash, clock.millis());
    var opened = account.draft().oneTime(hash, until()).done();
    accounts.add(opened);
    return new Opened(opened, password);
  }

  /** Opens the first administrator's account, whose one-time password has no end. */
  void openFirst(
      String username, String name, PersonName person, String password, String replaceKey) {
    var hash = passwords.hash(password);
    var account = Account.invited(username, name, person, Role.ADMINISTRATOR, hash, clock.millis());
    accounts.add(account.draft().replaceKey(replaceKey).done());
  }

  /** Opens an account of a demonstration, whose password everybody knows. */
  void openDemo(DemoSignIn demo) {
    var hash = passwords.hash(demo.password());
    var account =
        Account.invited(
            demo.username(), demo.name(), demo.person(), demo.roleOf(), hash, clock.millis());
    accounts.add(account.draft().password(hash).done());
  }

  /** A new one-time password; the second factor and the lock are gone. */
  Opened reset(String username) {
    var password = OneTime.password(random);
    var hash = passwords.hash(password);
    var account =
        accounts.change(
            username,
            now -> {
              if (now.isClosed()) {
                throw new Problem(409, "account.closed", username);
              }
              return now.draft().oneTime(hash, until()).done();
            });
    lockOut.forget(username);
    return new Opened(account, password);
  }

  private OptionalLong until() {
    return OptionalLong.of(clock.millis() + ONE_TIME.toMillis());
  }

  private String seal(String username, byte[] secret) {
    return Base64.getEncoder().encodeToString(secrets.seal(TOTP + username, secret));
  }

  private byte[] secret(String username, String sealed) {
    return secrets
        .unseal(TOTP + username, Base64.getDecoder().decode(sealed))
        .orElseThrow(() -> new IllegalStateException("a second factor of another service"));
  }

  /** JSON can hold halves of characters, which have no bytes. */
  private static boolean isText(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
