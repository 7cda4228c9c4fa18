package twoseal.intake;

import twoseal.list.SumNode;

/**
 * The upper nodes of a block, over twigs of {@code 2^LEVEL} lines, and where the twigs begin: 21 kB
 * that spare the hashing of 4,096 lines.
 */
final class BlockCrown {
  /** The level of the lowest nodes. */
  static final int LEVEL = 4;

  private final NodeLevels levels;
  private final int[] twigs;

  /**
   * Takes over.
   *
   * @param levels from {@link #LEVEL} on
   * @param twigs where they begin in the block's text, and where the last ends
   */
  BlockCrown(NodeLevels levels, int[] twigs) {
    this.levels = levels;
    this.twigs = twigs;
  }

  /** A node of a level from {@link #LEVEL} on, by its first leaf in the block. */
  SumNode node(int level, int leaf) {
    return levels.node(level - LEVEL, leaf >> level);
  }

  int twigFrom(int twig) {
    return twigs[twig];
  }

  int twigTo(int twig) {
    return twigs[twig + 1];
  }
}
