package twoseal.server.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.desk.Complaint;

/**
 * Who is signed in. A session is 256 random bits that the browser (or program) holds and of which
 * only the hash is kept here, in a file, so that neither a restart nor a crash signs people out and
 * a thief of the file can do nothing with it. It ends when it was not used for a while, and in any
 * case after a time.
 */
public final class Sessions {
  /** The most sessions at once; the one that was longest unused ends first. */
  static final int MAX = 5_000;

  /** The most sessions of one account, likewise. */
  static final int PER_ACCOUNT_MAX = 20;

  /** How old the time of the last use may be that a crash leaves on the disk. */
  static final long SEEN_WRITTEN_MS = 60_000;

  private static final String FILE = "sessions.json";
  private static final int TOKEN_BYTES = 32;

  private final KeptFile<Kept> file;
  private final InstantSource clock;
  private final Limits limits;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new HashMap<>();
  private long writtenMs;

  /**
   * When sessions end.
   *
   * @param idle since the last use
   * @param absolute since the sign-in
   * @param token of a program: since it was given
   */
  public record Limits(Duration idle, Duration absolute, Duration token) {
    /** An hour, twelve hours, an hour. */
    public static Limits defaults() {
      return new Limits(Duration.ofHours(1), Duration.ofHours(12), Duration.ofHours(1));
    }
  }

  /** How somebody signed in. */
  enum By {
    @JsonProperty("password")
    PASSWORD,
    /** The identity provider's word; it looks after second factors. */
    @JsonProperty("oidc")
    OIDC,
    /** A key of the ledger. */
    @JsonProperty("key")
    KEY
  }

  /**
   * A session.
   *
   * @param hash SHA-256 of its token, in hexadecimal
   * @param username of its account; for a program, its person's name
   * @param key the vkey that a program signed with; the session ends with it
   */
  record Session(
      String hash, String username, By by, Optional<String> key, long seenMs, long untilMs) {
    private Session seenAt(long nowMs) {
      return new Session(hash, username, by, key, nowMs, untilMs);
    }
  }

  /** A session that was just begun. The token is told to who holds it, and to nobody else. */
  record Begun(String token, Session session) {}

  private record Kept(List<Session> sessions) {}

  /**
   * Reads the sessions of a folder, which may have none yet.
   *
   * @throws Complaint if somebody else changed the file
   */
  public Sessions(Path folder, Secrets secrets, InstantSource clock, Limits limits) {
    this.file = new KeptFile<>(folder.resolve(FILE), Kept.class, secrets);
    this.clock = clock;
    this.limits = limits;
    file.read().ifPresent(kept -> kept.sessions.forEach(s -> sessions.put(s.hash(), s)));
  }

  /** Begins a session; it is on the disk when this returns. */
  synchronized Begun begin(String username, By by, Optional<String> key) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var nowMs = clock.millis();
    var life = by == By.KEY ? limits.token : limits.absolute;
    var session = new Session(hash(token), username, by, key, nowMs, nowMs + life.toMillis());
    sessions.values().removeIf(this::isOver);
    endOldest(other -> other.username().equals(username), PER_ACCOUNT_MAX);
    endOldest(_ -> true, MAX);
    sessions.put(session.hash(), session);
    write();
    return new Begun(token, session);
  }

  /** The session of a token, if it has not ended; it counts as used. */
  synchronized Optional<Session> find(String token) {
    var found = Optional.ofNullable(sessions.get(hash(token))).filter(s -> !isOver(s));
    found.ifPresent(session -> {
      var nowMs = clock.millis();
      sessions.put(session.hash(), session.seenAt(nowMs));
      if (nowMs - writtenMs >= SEEN_WRITTEN_MS) {
        write();
      }
    });
    return found;
  }

  /** Ends a session; it stays ended after a crash. */
  synchronized void end(String hash) {
    if (sessions.remove(hash) != null) {
      write();
    }
  }

  /** Ends the sessions of an account, but for one if that is named. */
  synchronized void endAll(String username, Optional<String> exceptHash) {
    var ended =
        sessions
            .values()
            .removeIf(
                s -> s.username().equals(username) && !exceptHash.equals(Optional.of(s.hash())));
    if (ended) {
      write();
    }
  }

  private boolean isOver(Session session) {
    var nowMs = clock.millis();
    var idleMs = session.by() == By.KEY ? limits.token : limits.idle;
    return nowMs >= session.untilMs() || nowMs - session.seenMs() >= idleMs.toMillis();
  }

  private void endOldest(Predicate<Session> which, int max) {
    var all = new ArrayList<>(sessions.values().stream().filter(which).toList());
    all.sort(Comparator.comparingLong(Session::seenMs));
    all.stream().limit(Math.max(0, all.size() - max + 1)).forEach(s -> sessions.remove(s.hash()));
  }

  private void write() {
    var kept = new ArrayList<>(sessions.values());
    kept.sort(Comparator.comparing(Session::hash));
    file.write(new Kept(kept));
    writtenMs = clock.millis();
  }

  private static String hash(String token) {
    return Digest.sha256(Bytes.utf8(token)).hex();
  }
}
