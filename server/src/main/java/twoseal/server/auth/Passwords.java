package twoseal.server.auth;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import twoseal.server.http.Problem;

/**
 * Hashes and checks passwords, so many at a time and no more: a hash takes 19 MiB and a core's
 * twentieth of a second, and anybody may ask for one. Who comes while the line is long is sent away
 * with 429 instead of taking the machine.
 *
 * <p>For a name that nobody has, the same work is done against a hash that nothing matches, so that
 * the time does not tell who has an account.
 */
public final class Passwords {
  /** How many may wait for each that is being hashed. */
  static final int WAITING_PER_SLOT = 32;

  private static final int WAIT_S = 10;

  private final SecureRandom random;
  private final Argon2.Cost cost;
  private final Semaphore running;
  private final Semaphore inside;
  private final LongAdder hashed = new LongAdder();
  private final String nobodys;

  /** With the cost of the house. */
  public Passwords(SecureRandom random, int atOnce) {
    this(random, atOnce, Argon2.COST);
  }

  Passwords(SecureRandom random, int atOnce, Argon2.Cost cost) {
    this.random = random;
    this.cost = cost;
    this.running = new Semaphore(atOnce, true);
    this.inside = new Semaphore(atOnce * (1 + WAITING_PER_SLOT));
    this.nobodys = Argon2.hash(OneTime.password(random), salt(), cost);
  }

  /**
   * The form in which a password is kept.
   *
   * @throws Problem 429 while too many ask
   */
  public String hash(String password) {
    return inLine(() -> Argon2.hash(password, salt(), cost));
  }

  /**
   * Whether the password is that of the hash; without a hash it is never, after the same work.
   *
   * @throws Problem 429 while too many ask
   */
  public boolean matches(Optional<String> kept, String password) {
    var matches = inLine(() -> Argon2.matches(kept.orElse(nobodys), password));
    return matches && kept.isPresent();
  }

  /** How many hashes were computed so far. */
  public long hashed() {
    return hashed.sum();
  }

  private interface Work<T> {
    T run();
  }

  private <T> T inLine(Work<T> work) {
    if (!inside.tryAcquire()) {
      throw new Problem(429, "session.busy");
    }
    try {
      if (!running.tryAcquire(WAIT_S, TimeUnit.SECONDS)) {
        throw new Problem(429, "session.busy");
      }
      try {
        hashed.increment();
        return work.run();
      } finally {
        running.release();
      }
    } catch (InterruptedException isEnding) {
      Thread.currentThread().interrupt();
      throw new Problem(429, "session.busy");
    } finally {
      inside.release();
    }
  }

  private byte[] salt() {
    var salt = new byte[Argon2.SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }
}
