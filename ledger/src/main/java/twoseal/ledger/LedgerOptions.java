package twoseal.ledger;

/**
 * The limits of an embedded ledger, and what it stands on.
 *
 * @param disk the file system
 * @param batchEntriesMax the most commands that share one sync and one checkpoint
 * @param queueMax the commands that may wait to be ordered; who comes later waits to be let in
 * @param segmentBytes a log file of at least this length is followed by another
 * @param preallocateBytes how far ahead of the records a log file is filled with zeros
 * @param tilesUnwrittenMax the full tiles, of 26 KB, that memory holds while the disk is behind
 * @param clockBehindMaxMs how far the clock may be behind the last entry
 */
public record LedgerOptions(
    Disk disk,
    int batchEntriesMax,
    int queueMax,
    long segmentBytes,
    int preallocateBytes,
    int tilesUnwrittenMax,
    long clockBehindMaxMs) {
  private static final int BATCH_ENTRIES = 512;
  private static final int QUEUE = 4_096;
  private static final long SEGMENT_BYTES = 256L << 20;
  private static final int PREALLOCATE_BYTES = 4 << 20;
  private static final int TILES_UNWRITTEN = 1_024;
  private static final long CLOCK_BEHIND_MS = 10_000;

  public LedgerOptions {
    if (batchEntriesMax < 1
        || queueMax < 1
        || segmentBytes < 1
        || preallocateBytes < 1
        || tilesUnwrittenMax < 1) {
      throw new IllegalArgumentException("limits of at least 1");
    }
    if (clockBehindMaxMs < 0) {
      throw new IllegalArgumentException("a clock behind by " + clockBehindMaxMs + " ms");
    }
  }

  /** What a ledger runs with unless told otherwise. */
  public static LedgerOptions defaults() {
    return new LedgerOptions(
        new LocalDisk(),
        BATCH_ENTRIES,
        QUEUE,
        SEGMENT_BYTES,
        PREALLOCATE_BYTES,
        TILES_UNWRITTEN,
        CLOCK_BEHIND_MS);
  }

  /** The same on another file system. */
  public LedgerOptions on(Disk other) {
    return new LedgerOptions(
        other,
        batchEntriesMax,
        queueMax,
        segmentBytes,
        preallocateBytes,
        tilesUnwrittenMax,
        clockBehindMaxMs);
  }

  /** The same with batches of another size. */
  public LedgerOptions withBatches(int entriesMax) {
    return new LedgerOptions(
        disk,
        entriesMax,
        queueMax,
        segmentBytes,
        preallocateBytes,
        tilesUnwrittenMax,
        clockBehindMaxMs);
  }

  /** The same with log files, and steps of filling them, of another size. */
  public LedgerOptions withSegments(long bytes, int preallocated) {
    return new LedgerOptions(
        disk, batchEntriesMax, queueMax, bytes, preallocated, tilesUnwrittenMax, clockBehindMaxMs);
  }

  /** The same with another bound on unwritten tiles. */
  public LedgerOptions withTilesUnwritten(int max) {
    return new LedgerOptions(
        disk, batchEntriesMax, queueMax, segmentBytes, preallocateBytes, max, clockBehindMaxMs);
  }
}
