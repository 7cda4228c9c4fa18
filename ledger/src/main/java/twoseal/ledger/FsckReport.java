package twoseal.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;

/**
 * What {@link Fsck} read and found.
 *
 * @param checkpoint the last one that is signed by the log key of the genesis
 * @param stateDigest of the replayed state; zero if there was no entry to replay
 * @param findings in the order they were found; at most {@link #FINDINGS_MAX}
 */
public record FsckReport(
    long entries,
    long segments,
    long tiles,
    long blobs,
    long stateRows,
    Optional<Checkpoint> checkpoint,
    Digest stateDigest,
    List<Finding> findings) {
  /** Findings beyond this many are not listed. */
  public static final int FINDINGS_MAX = 1_000;

  public FsckReport {
    findings = List.copyOf(findings);
  }

  /** How much a finding says. */
  public enum Weight {
    /** What is stored is not what was stored. */
    DAMAGE,
    /**
     * What a crash leaves behind; nothing that was acknowledged is touched, and opening clears it.
     */
    UNFINISHED
  }

  /**
   * Something that is not as it should be.
   *
   * @param offset in the file, in bytes, where that is known
   * @param index of the entry concerned, where that is known
   */
  public record Finding(
      Weight weight, Path file, Optional<Long> offset, Optional<Long> index, String what) {
    @Override
    public String toString() {
      return weight
          + " "
          + file
          + offset.map(o -> " offset " + o).orElse("")
          + index.map(i -> " entry " + i).orElse("")
          + ": "
          + what;
    }
  }

  /** The same with other findings. */
  FsckReport with(List<Finding> others) {
    return new FsckReport(
        entries, segments, tiles, blobs, stateRows, checkpoint, stateDigest, others);
  }

  /** Whether nothing is damaged. */
  public boolean isSound() {
    return findings.stream().noneMatch(f -> f.weight() == Weight.DAMAGE);
  }
}
