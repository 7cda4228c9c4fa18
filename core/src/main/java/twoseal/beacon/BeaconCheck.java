package twoseal.beacon;

/** What {@link BeaconVerifier} says of a signature: it holds, or the first rule that it breaks. */
public sealed interface BeaconCheck {

  /** The chain's key signed this round. */
  record Holds() implements BeaconCheck {}

  /** The signature is worth nothing for this round of this chain. */
  record Refused(Reason reason) implements BeaconCheck {}

  /** In the order the rules look. */
  enum Reason {
    /** Not 48 bytes. */
    LENGTH,
    /**
     * Not the one compressed form of a point of the curve: wrong flag bits, a coordinate that is
     * not below the field's prime, or a coordinate that no point has.
     */
    ENCODING,
    /** The point at infinity, which every key of zero would sign. */
    INFINITY,
    /** A point of the curve outside the subgroup of prime order. */
    SUBGROUP,
    /** A well-formed signature, but not of this round by this chain's key. */
    MISMATCH
  }
}
