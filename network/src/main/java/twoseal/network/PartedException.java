package twoseal.network;

/**
 * This node came to another state than the others, or no two thirds came to the same. Until a
 * person has looked at it, it enters and signs nothing.
 */
public final class PartedException extends RuntimeException {
  PartedException(long round, String how) {
    super("after round " + round + ": " + how);
  }
}
