package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twoseal.server.http.Problem;

/** Who guesses waits, longer each time; who shares a name's or address's fate hears so. */
class LockOutTest {
  private final SetClock clock = new SetClock();
  private final LockOut lockOut = new LockOut(clock);

  private static LockOut.Attempt from(String name, String address) {
    return new LockOut.Attempt(name, address, Optional.empty());
  }

  private void fail(String name, String address) {
    lockOut.begin(from(name, address));
    lockOut.failed(from(name, address));
  }

  private void assertLocked(String name, String address, String reason) {
    assertThatThrownBy(() -> lockOut.begin(from(name, address)))
        .isInstanceOfSatisfying(
            Problem.class,
            p -> {
              assertThat(p.reason()).isEqualTo(reason);
              assertThat(p.retryS()).isPresent();
            });
  }

  @Test
  void theFifthFailureLocksAndEachLockIsTwiceAsLong() {
    var minutes = new int[] {1, 2, 4, 8, 16, 32, 60, 60};
    for (var length : minutes) {
      for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
        fail("ann", "192.0.2." + i);
      }
      assertLocked("ann", "192.0.2.99", "session.locked");
      clock.pass(Duration.ofMinutes(length).minusMillis(1));
      assertLocked("ann", "192.0.2.99", "session.locked");
      clock.pass(Duration.ofMillis(1));
    }
    lockOut.begin(from("ann", "192.0.2.99"));
    lockOut.succeeded(from("ann", "192.0.2.99"));
    for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
      fail("ann", "192.0.2.9");
    }
    clock.pass(Duration.ofMinutes(1));
    lockOut.begin(from("ann", "192.0.2.9"));
  }

  @Test
  void attemptsThatRunAtOnceAreCountedFromTheirBeginning() {
    for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
      lockOut.begin(from("ann", "192.0.2.1"));
    }
    assertThatThrownBy(() -> lockOut.begin(from("ann", "192.0.2.1")))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.reason()).isEqualTo("session.busy"));
    lockOut.undecided(from("ann", "192.0.2.1"));
    lockOut.begin(from("ann", "192.0.2.1"));
  }

  @Test
  void anAddressThatTriesManyNamesWaits() {
    for (var i = 0; i < LockOut.FAILURES_PER_ADDRESS; i++) {
      fail("name" + i, "192.0.2.7");
    }
    assertLocked("somebody-else", "192.0.2.7", "session.address");
    lockOut.begin(from("somebody-else", "192.0.2.8"));
    clock.pass(Duration.ofMillis(LockOut.ADDRESS_WINDOW_MS));
    lockOut.begin(from("somebody-else", "192.0.2.7"));
  }

  @Test
  void aKnownDeviceIsCountedApartFromStrangersAndFromItsAddress() {
    var known = new LockOut.Attempt("ann", "192.0.2.7", Optional.of("d1"));
    for (var i = 0; i < LockOut.FAILURES_PER_ADDRESS; i++) {
      fail("name" + i, "192.0.2.7");
    }
    for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
      fail("ann", "192.0.2.1");
    }
    assertLocked("ann", "192.0.2.2", "session.locked");
    lockOut.begin(known);
    lockOut.succeeded(known);
    assertLocked("ann", "192.0.2.2", "session.locked");
    for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
      lockOut.begin(known);
      lockOut.failed(known);
    }
    assertThatThrownBy(() -> lockOut.begin(known))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.reason()).isEqualTo("session.locked"));
    lockOut.begin(new LockOut.Attempt("ann", "192.0.2.7", Optional.of("d2")));
    lockOut.forget("ann");
    lockOut.begin(known);
  }

  @Test
  void allAddressesOfOneIpv6NetworkAreOne() {
    for (var i = 0; i < LockOut.FAILURES_PER_ADDRESS; i++) {
      fail("name" + i, "2001:db8:0:1::" + i);
    }
    assertLocked("ann", "2001:db8:0:1:ffff::1", "session.address");
    lockOut.begin(from("ann", "2001:db8:0:2::1"));
  }

  @Test
  void whatWasLockedBeforeARestartStaysLocked() {
    lockOut.restore("ann", clock.millis() + 1_000, 3);
    assertLocked("ann", "192.0.2.1", "session.locked");
    clock.pass(Duration.ofSeconds(1));
    for (var i = 0; i < LockOut.FAILURES_PER_NAME; i++) {
      fail("ann", "192.0.2.1");
    }
    clock.pass(Duration.ofMinutes(8).minusMillis(1));
    assertLocked("ann", "192.0.2.1", "session.locked");
    lockOut.forget("ann");
    lockOut.begin(from("ann", "192.0.2.1"));
  }
}
