package twoseal.beacon;

import org.bouncycastle.crypto.bls.BLS12_381SubgroupCheck;
import twoseal.beacon.BeaconCheck.Holds;
import twoseal.beacon.BeaconCheck.Reason;
import twoseal.beacon.BeaconCheck.Refused;

/**
 * Says whether a signature is the one value that a chain gives for a round. A BLS signature is
 * unique: for every chain and round exactly one string of 48 bytes holds, whoever brings it and
 * whenever.
 */
public final class BeaconVerifier {
  private BeaconVerifier() {}

  /**
   * Checks the signature of a round (drand scheme bls-unchained-g1-rfc9380: signature on G1, key on
   * G2, message SHA-256 of the round as 8 big-endian bytes).
   *
   * @param round in [1, {@link BeaconChain#ROUND_MAX}]
   * @param signature as published, 48 bytes compressed; any other bytes are answered, not thrown
   * @throws IllegalArgumentException if the round is out of range
   */
  public static BeaconCheck holds(BeaconChain chain, long round, byte[] signature) {
    BeaconChain.requireRound(round);
    if (signature.length != Bls12381.SIGNATURE_BYTES) {
      return new Refused(Reason.LENGTH);
    }
    var decoded = Bls12381.decodeSignature(signature);
    if (decoded.isEmpty()) {
      return new Refused(Reason.ENCODING);
    }
    var point = decoded.get();
    if (point.isInfinity()) {
      return new Refused(Reason.INFINITY);
    }
    if (!BLS12_381SubgroupCheck.isInG1Subgroup(point)) {
      return new Refused(Reason.SUBGROUP);
    }
    var key = Bls12381.decodeKey(chain.publicKey());
    return Bls12381.signed(key, Bls12381.roundMessage(round), point)
        ? new Holds()
        : new Refused(Reason.MISMATCH);
  }

  /**
   * The 32 bytes that drand relays publish as a round's {@code randomness}: SHA-256 of the
   * signature, in hexadecimal. For people who compare with a relay; seeds never use it.
   */
  public static String randomness(byte[] signature) {
    return Bls12381.HEX.formatHex(Bls12381.sha256(signature));
  }
}
