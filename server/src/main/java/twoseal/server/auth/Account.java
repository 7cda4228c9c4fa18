package twoseal.server.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalLong;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;

/**
 * An account as it is kept. A person has at most one that is not closed.
 *
 * @param password its hash ({@link Argon2}); absent once the account is closed
 * @param oneTime the password was made here and must be changed before anything else
 * @param oneTimeUsed somebody signed in with it: it opens nothing any more
 * @param oneTimeUntilMs after this it opens nothing
 * @param totp the second factor's secret, sealed, in base64
 * @param totpStep the step of the last code that counted; no earlier one counts again
 * @param replaceKey the vkey that the person must not keep: it was made by who set the service up
 * @param issuer the identity provider to which the person is {@code subject}
 * @param lockedUntilMs nobody signs in before; 0 is the past
 * @param locks how often in a row it was locked
 */
public record Account(
    String username,
    String name,
    String person,
    String role,
    State state,
    Optional<String> password,
    boolean oneTime,
    boolean oneTimeUsed,
    OptionalLong oneTimeUntilMs,
    Optional<String> totp,
    long totpStep,
    Optional<String> replaceKey,
    Optional<String> issuer,
    Optional<String> subject,
    Optional<String> email,
    long openedMs,
    OptionalLong lastSeenMs,
    long lockedUntilMs,
    int locks) {
  /** The words of the contract. */
  public enum State {
    /** Its one-time password has not been changed yet. */
    @JsonProperty("invited")
    INVITED,
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("closed")
    CLOSED
  }

  /**
   * Checks the names.
   *
   * @throws MalformedException if one of them cannot be
   */
  public Account {
    PersonName.parse(person);
    Role.of(role);
    password.ifPresent(Argon2::require);
  }

  /** A new account with a one-time password. */
  static Account invited(
      String username, String name, PersonName person, Role role, String password, long nowMs) {
    return new Account(
        username,
        name,
        person.toString(),
        role.word(),
        State.INVITED,
        Optional.of(password),
        true,
        false,
        OptionalLong.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        nowMs,
        OptionalLong.empty(),
        0,
        0);
  }

  /** Whose account it is. */
  PersonName personName() {
    return PersonName.parse(person);
  }

  /** What it may call. */
  Role roleOf() {
    return Role.of(role);
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /** A copy to be changed. */
  Draft draft() {
    return new Draft(this);
  }

  /** Whether its one-time password opens anything at a time. */
  boolean oneTimeHolds(long nowMs) {
    return !oneTimeUsed && nowMs <= oneTimeUntilMs.orElse(Long.MAX_VALUE);
  }

  /** An account while it is changed; records have no copy with one member replaced. */
  static final class Draft {
    private final Account from;
    private State state;
    private Optional<String> password;
    private boolean oneTime;
    private boolean oneTimeUsed;
    private OptionalLong oneTimeUntilMs;
    private Optional<String> totp;
    private long totpStep;
    private Optional<String> replaceKey;
    private Optional<String> issuer;
    private Optional<String> subject;
    private Optional<String> email;
    private OptionalLong lastSeenMs;
    private long lockedUntilMs;
    private int locks;

    private Draft(Account from) {
      this.from = from;
      this.state = from.state;
      this.password = from.password;
      this.oneTime = from.oneTime;
      this.oneTimeUsed = from.oneTimeUsed;
      this.oneTimeUntilMs = from.oneTimeUntilMs;
      this.totp = from.totp;
      this.totpStep = from.totpStep;
      this.replaceKey = from.replaceKey;
      this.issuer = from.issuer;
      this.subject = from.subject;
      this.email = from.email;
      this.lastSeenMs = from.lastSeenMs;
      this.lockedUntilMs = from.lockedUntilMs;
      this.locks = from.locks;
    }

    /** A password of the person's own. */
    Draft password(String hash) {
      state = State.ACTIVE;
      password = Optional.of(hash);
      oneTime = false;
      oneTimeUsed = false;
      oneTimeUntilMs = OptionalLong.empty();
      return this;
    }

    /** A password that was made here; the account is as good as new, but keeps its past. */
    Draft oneTime(String hash, OptionalLong untilMs) {
      state = State.INVITED;
      password = Optional.of(hash);
      oneTime = true;
      oneTimeUsed = false;
      oneTimeUntilMs = untilMs;
      totp = Optional.empty();
      return unlocked();
    }

    Draft oneTimeUsed() {
      oneTimeUsed = true;
      return this;
    }

    Draft totp(String sealed, long step) {
      totp = Optional.of(sealed);
      totpStep = step;
      return this;
    }

    Draft totpStep(long step) {
      totpStep = step;
      return this;
    }

    Draft replaceKey(String vkey) {
      replaceKey = Optional.of(vkey);
      return this;
    }

    Draft identity(
        Optional<String> newIssuer, Optional<String> newSubject, Optional<String> newEmail) {
      issuer = newIssuer;
      subject = newSubject;
      email = newEmail;
      return this;
    }

    Draft seen(long nowMs) {
      lastSeenMs = OptionalLong.of(nowMs);
      return this;
    }

    Draft locked(long untilMs) {
      lockedUntilMs = untilMs;
      locks++;
      return this;
    }

    Draft unlocked() {
      lockedUntilMs = 0;
      locks = 0;
      return this;
    }

    Draft closed() {
      state = State.CLOSED;
      password = Optional.empty();
      totp = Optional.empty();
      issuer = Optional.empty();
      subject = Optional.empty();
      email = Optional.empty();
      return this;
    }

    Account done() {
      return new Account(
          from.username,
          from.name,
          from.person,
          from.role,
          state,
          password,
          oneTime,
          oneTimeUsed,
          oneTimeUntilMs,
          totp,
          totpStep,
          replaceKey,
          issuer,
          subject,
          email,
          from.openedMs,
          lastSeenMs,
          lockedUntilMs,
          locks);
    }
  }
}
