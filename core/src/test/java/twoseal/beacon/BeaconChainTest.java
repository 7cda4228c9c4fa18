package twoseal.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeaconChainTest {
  private static final BeaconChain QUICKNET = BeaconChain.QUICKNET;
  private static final String KEY = QUICKNET.publicKey();

  @ParameterizedTest
  @CsvSource({
    // time from genesis, round at, first round at or after
    "-1000,0,1",
    "-1,0,1",
    "0,1,1",
    "1,1,2",
    "2,1,2",
    "3,2,2",
    "4,2,3",
    "3000,1001,1001"
  })
  void roundsFollowTheTimetable(long fromGenesisS, long at, long next) {
    var timeS = QUICKNET.genesisTimeS() + fromGenesisS;
    assertThat(QUICKNET.roundAt(timeS)).isEqualTo(at);
    assertThat(QUICKNET.firstRoundAtOrAfter(timeS)).isEqualTo(next);
  }

  @Test
  void roundAndTimeAgreeWhereverTheTimetableLies() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      var genesisS = random.nextLong(BeaconChain.GENESIS_TIME_MAX_S + 1);
      var periodS = random.nextLong(1, BeaconChain.PERIOD_MAX_S + 1);
      var chain = BeaconChain.test(KEY, genesisS, periodS);
      var round = random.nextLong(1, BeaconChain.ROUND_MAX + 1);
      var timeS = chain.timeOf(round);
      assertThat(chain.roundAt(timeS)).as("seed %d", seed).isEqualTo(round);
      assertThat(chain.roundAt(timeS - 1)).as("seed %d", seed).isEqualTo(round - 1);
      assertThat(chain.firstRoundAtOrAfter(timeS)).as("seed %d", seed).isEqualTo(round);
      assertThat(chain.firstRoundAtOrAfter(timeS + 1)).as("seed %d", seed).isEqualTo(round + 1);
    }
  }

  @Test
  void theFirstRoundIsDueAtGenesis() {
    assertThat(QUICKNET.timeOf(1)).isEqualTo(1_692_803_367);
    assertThat(QUICKNET.timeOf(1000)).isEqualTo(1_692_803_367 + 999 * 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, BeaconChain.ROUND_MAX + 1, Long.MAX_VALUE})
  void aRoundOutOfRangeIsNoRound(long round) {
    assertThatIllegalArgumentException().isThrownBy(() -> QUICKNET.timeOf(round));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BeaconVerifier.holds(QUICKNET, round, new byte[48]));
  }

  @Test
  void chainsAreWrittenAndRead() {
    var test = BeaconChain.test(KEY, 0, 30);
    assertThat(QUICKNET.text()).isEqualTo("quicknet");
    assertThat(test.text()).isEqualTo("test " + KEY + " 0 30");
    assertThat(BeaconChain.parse(QUICKNET.text())).isEqualTo(QUICKNET);
    assertThat(BeaconChain.parse(test.text())).isEqualTo(test);
    assertThat(QUICKNET.isTest()).isFalse();
    assertThat(test.isTest()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quicknet ",
        "Quicknet",
        "default",
        "test",
        "test KEY",
        "test KEY 0",
        "test KEY 0 0",
        "test KEY 00 3",
        "test KEY 0 03",
        "test KEY -1 3",
        "test KEY 0 3 ",
        "test  KEY 0 3",
        "test KEY 0 86401",
        "test KEY 1099511627777 3",
        "test KEY 99999999999999999999 3",
        "test aKEY 0 3",
        "test 00 0 3",
        "rehearsal KEY 0 3",
        "test KEY 0 3\n"
      })
  void otherTextIsNoChain(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BeaconChain.parse(text.replace("KEY", KEY)));
  }

  @Test
  void aKeyHasOneSpelling() {
    var upper = KEY.toUpperCase(Locale.ROOT);
    assertThatIllegalArgumentException().isThrownBy(() -> BeaconChain.test(upper, 0, 3));
  }

  @Test
  void aChangedFieldDoesNotFitTheHash() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quicknet("quicknet", QUICKNET.periodS() + 1, QUICKNET.hash()))
        .withMessageContaining("chain hash");
  }

  @Test
  void noOtherChainMayUseTheNameOfQuicknet() {
    var hash = BeaconChain.chainHash("quicknet", KEY, QUICKNET.genesisTimeS(), 30, "00".repeat(32));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new BeaconChain("quicknet", KEY, QUICKNET.genesisTimeS(), 30, "00".repeat(32), hash))
        .withMessageContaining("quicknet's own");
  }

  @Test
  void aChainIsNamedQuicknetOrTest() {
    var hash = BeaconChain.chainHash("mine", KEY, QUICKNET.genesisTimeS(), 3, QUICKNET.groupHash());
    assertThatIllegalArgumentException().isThrownBy(() -> quicknet("mine", 3, hash));
  }

  @Test
  void aTestChainHasNoGroup() {
    var hash = BeaconChain.chainHash("test", KEY, QUICKNET.genesisTimeS(), 3, QUICKNET.groupHash());
    assertThatIllegalArgumentException().isThrownBy(() -> quicknet("test", 3, hash));
  }

  private static BeaconChain quicknet(String id, long periodS, String hash) {
    return new BeaconChain(id, KEY, QUICKNET.genesisTimeS(), periodS, QUICKNET.groupHash(), hash);
  }
}
