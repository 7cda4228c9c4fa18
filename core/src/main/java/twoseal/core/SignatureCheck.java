package twoseal.core;

/**
 * Whether an Ed25519 signature holds. Every implementation gives the answers of {@link
 * Ed25519#STRICT}: two nodes that judge a signature differently fork.
 */
@FunctionalInterface
public interface SignatureCheck {
  /** Arguments of any length and content; false, never an exception, on what is not a signature. */
  boolean holds(byte[] publicKey, byte[] message, byte[] signature);
}
