package twoseal.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * One network cannot take the service; it gets on again at its rate, and others are not hindered.
 */
class RateLimitTest {
  private final AtomicLong nowNs = new AtomicLong();
  private final RateLimit limit = new RateLimit(2, nowNs::get);

  private int taken(String address) {
    for (var n = 0; ; n++) {
      try {
        limit.take(address);
      } catch (Problem tooFast) {
        assertThat(tooFast.status()).isEqualTo(429);
        assertThat(tooFast.retryS()).hasValue(1);
        return n;
      }
    }
  }

  @Test
  void tenSecondsAtOnceThenTheRate() {
    assertThat(taken("10.0.0.1")).isEqualTo(20);
    nowNs.addAndGet(1_000_000_000);
    assertThat(taken("10.0.0.1")).isEqualTo(2);
    nowNs.addAndGet(3_600_000_000_000L);
    assertThat(taken("10.0.0.1")).isEqualTo(20);
  }

  @Test
  void othersAreNotHindered() {
    taken("10.0.0.1");
    limit.take("10.0.0.2");
    limit.take("no address at all");
  }

  @Test
  void whoHasManyAddressesOfOneNetworkHasOneBucket() {
    assertThat(taken("2001:db8::1")).isEqualTo(20);
    assertThatThrownBy(() -> limit.take("2001:db8::ffff:1")).isInstanceOf(Problem.class);
    limit.take("2001:db8:0:1::1");
  }
}
