package twoseal.beacon;

import java.math.BigInteger;

/**
 * A beacon of one's own for rehearsals and tests: same scheme as {@link BeaconChain#QUICKNET}, but
 * whoever holds the secret knows every round in advance. It has no clock: the caller decides when a
 * round's signature is shown.
 */
public final class TestBeacon {
  private final BigInteger secret;
  private final BeaconChain chain;

  /**
   * @param secret a scalar in [1, r - 1], 32 bytes big-endian, r the order of the curve's groups
   * @throws IllegalArgumentException if the secret is not that, or the times are out of range
   */
  public TestBeacon(byte[] secret, long genesisTimeS, long periodS) {
    this.secret = new BigInteger(1, secret);
    if (secret.length != Bls12381.SECRET_BYTES
        || this.secret.signum() == 0
        || this.secret.compareTo(Bls12381.ORDER) >= 0) {
      throw new IllegalArgumentException(
          "A test beacon's secret is 32 bytes, above zero and below the order of the curve's"
              + " group.");
    }
    this.chain = BeaconChain.test(Bls12381.publicKey(this.secret), genesisTimeS, periodS);
  }

  public BeaconChain chain() {
    return chain;
  }

  /**
   * The one signature of a round, 48 bytes; {@link BeaconVerifier} says that it holds.
   *
   * @throws IllegalArgumentException if the round is not in [1, {@link BeaconChain#ROUND_MAX}]
   */
  public byte[] signature(long round) {
    BeaconChain.requireRound(round);
    return Bls12381.sign(secret, Bls12381.roundMessage(round));
  }
}
