package twoseal.intake;

import java.util.Arrays;
import twoseal.list.SumHash;
import twoseal.list.SumRun;

/** What one chunk gives to one group, worked out by one worker. Reused. */
final class GroupRun {
  final SumRun sums;
  int group;

  /** Index in the group (from 0) of the run's first entry. */
  long first;

  int rows;

  /** Where its text stands in the worker's buffers. */
  int publicFrom;

  int publicTo;
  int namesFrom;
  int namesTo;
  int weightsFrom;
  int weightsTo;

  /** Every weight and every number of seats is 1. */
  boolean uniform;

  /** Offsets of block starts in the run's public text. */
  int[] blockStarts = new int[8];

  int blocks;

  GroupRun(SumHash hash) {
    sums = new SumRun(hash);
  }

  void begin(int ofGroup, long firstIndex, int ofRows) {
    group = ofGroup;
    first = firstIndex;
    rows = ofRows;
    uniform = true;
    blocks = 0;
    sums.begin(firstIndex);
  }

  void blockStart(int offset) {
    if (blocks == blockStarts.length) {
      blockStarts = Arrays.copyOf(blockStarts, 2 * blocks);
    }
    blockStarts[blocks++] = offset;
  }
}
