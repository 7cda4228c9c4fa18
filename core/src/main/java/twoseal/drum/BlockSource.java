package twoseal.drum;

/** Where the drum's randomness comes from: one block of 32 bytes for every counter. */
@FunctionalInterface
public interface BlockSource {
  int BLOCK_BYTES = 32;

  /**
   * Writes the block of a counter into the first 32 bytes of {@code into}, which the caller reuses.
   * The same counter always gives the same block.
   *
   * @param counter from 0, read as an unsigned number of 64 bits
   */
  void block(long counter, byte[] into);
}
