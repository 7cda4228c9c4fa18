package twoseal.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestBeaconTest {
  private static final String ORDER =
      "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";

  private static final String ZERO =
      "0000000000000000000000000000000000000000000000000000000000000000";
  private static final String TOP =
      "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

  @Test
  void whatItSignsHoldsForThatRoundAndThatKeyAlone() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var secret = new byte[32];
    random.nextBytes(secret);
    secret[0] &= 0x3f;
    var beacon = new TestBeacon(secret, 1_000_000, 3);
    var round = random.nextLong(1, BeaconChain.ROUND_MAX);
    var signature = beacon.signature(round);
    var refused = new BeaconCheck.Refused(BeaconCheck.Reason.MISMATCH);
    assertThat(BeaconVerifier.holds(beacon.chain(), round, signature))
        .as("seed %d", seed)
        .isEqualTo(new BeaconCheck.Holds());
    assertThat(BeaconVerifier.holds(beacon.chain(), round + 1, signature))
        .as("seed %d", seed)
        .isEqualTo(refused);
    assertThat(BeaconVerifier.holds(BeaconChain.QUICKNET, round, signature))
        .as("seed %d", seed)
        .isEqualTo(refused);
  }

  @Test
  void itsChainIsATestChainWithItsTimes() {
    var beacon = new TestBeacon(HexFormat.of().parseHex("00".repeat(31) + "01"), 1_000_000, 7);
    assertThat(beacon.chain().isTest()).isTrue();
    assertThat(beacon.chain().timeOf(2)).isEqualTo(1_000_007);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", ZERO, ORDER, "00" + ORDER, TOP})
  void aSecretOutOfRangeIsRefused(String hex) {
    var secret = HexFormat.of().parseHex(hex);
    assertThatIllegalArgumentException().isThrownBy(() -> new TestBeacon(secret, 0, 3));
  }

  @Test
  void aRoundOutOfRangeIsNotSigned() {
    var beacon = new TestBeacon(HexFormat.of().parseHex("00".repeat(31) + "05"), 0, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> beacon.signature(0));
  }
}
