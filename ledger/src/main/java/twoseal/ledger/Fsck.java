package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import twoseal.core.Checkpoint;
import twoseal.core.Ed25519;
import twoseal.core.NoteKey;
import twoseal.core.State;

/**
 * Reads everything in a ledger's folder and proves it: records, entries, tree, checkpoints, tiles,
 * blobs, and the state against a replay of the whole log. Changes nothing, needs no key.
 */
public final class Fsck {
  private final Disk disk = new LocalDisk();
  private final Findings findings = new Findings();
  private final Layout layout;
  private final Progress progress;

  /** Hears how far the check is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * So much is done.
     *
     * @param part what is being read: {@code log}, {@code state}, {@code tiles}, {@code blobs}
     * @param done entries or files so far
     */
    void at(String part, long done);
  }

  private Fsck(Path folder, Progress progress) {
    this.layout = new Layout(folder);
    this.progress = progress;
  }

  /** The mark that no other folder has; one of any use may have a log. */
  public static Path checkpoint(Path folder) {
    return new Layout(folder).checkpoint();
  }

  /**
   * What makes a folder a ledger's, however damaged: the log's folder, the last checkpoint, the
   * state. Where none of them is, there is nothing to check.
   */
  public static List<Path> marks(Path folder) {
    var layout = new Layout(folder);
    return List.of(layout.log(), layout.checkpoint(), layout.state());
  }

  /**
   * Checks a folder that no process has open.
   *
   * @throws LedgerLockedException if one has
   */
  public static FsckReport run(Path folder, Progress progress) {
    try {
      var examined = examine(folder, progress);
      var restoring = new Layout(folder).restoring();
      if (!new LocalDisk().exists(restoring)) {
        return examined.report();
      }
      var found = new Findings();
      examined.report().findings().forEach(found::add);
      found.damage(restoring, "the ledger was not made to the end; make it again");
      return examined.report().with(found.all());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * What a check leaves behind.
   *
   * @param state after a replay of the whole log
   * @param logKey that the genesis names
   */
  record Examined(FsckReport report, State state, @Nullable NoteKey logKey) {}

  /** As {@link #run}, also for a folder that is still being made. */
  static Examined examine(Path folder, Progress progress) throws IOException {
    var check = new Fsck(folder, progress);
    if (!check.disk.exists(check.layout.lock())) {
      return check.run();
    }
    try (var _ = FolderLock.share(check.layout)) {
      return check.run();
    }
  }

  private Examined run() throws IOException {
    var slots = CheckpointSlots.read(disk, layout.checkpoint());
    try (var state = FsckState.open(disk, layout, findings)) {
      var log = new FsckLog(disk, layout, findings, progress, slots, state);
      log.run();
      var checkpoint = checkpoints(slots, log.logKey(), log.entries());
      var files = new FsckFiles(disk, layout, findings, progress);
      files.run(log.entries(), log.tilesMissing());
      var report =
          new FsckReport(
              log.entries(),
              log.segments(),
              files.tiles(),
              files.blobs(),
              state.rows(),
              checkpoint,
              log.stateDigest(),
              findings.all());
      return new Examined(report, log.state(), log.logKey());
    }
  }

  /** Checks the stored checkpoints' own form; that the log has their roots, the log's part did. */
  private Optional<Checkpoint> checkpoints(
      List<CheckpointSlots.Slot> slots, @Nullable NoteKey logKey, long entries) {
    var file = layout.checkpoint();
    if (slots.isEmpty()) {
      findings.damage(file, "there is no checkpoint");
    }
    var signed = new ArrayList<CheckpointSlots.Slot>();
    for (var slot : slots) {
      switch (slot) {
        case CheckpointSlots.Slot.Empty _ -> findings.damage(file, "an empty slot");
        case CheckpointSlots.Slot.Damaged(var offset, var why) ->
            findings.damage(file, offset, why + " (a crash can do this, and opening repairs it)");
        case CheckpointSlots.Stored stored -> {
          if (isSigned(stored, logKey, entries)) {
            signed.add(stored);
          }
        }
      }
    }
    return CheckpointSlots.last(signed).map(CheckpointSlots.Stored::checkpoint);
  }

  private boolean isSigned(CheckpointSlots.Stored stored, @Nullable NoteKey logKey, long entries) {
    var checkpoint = stored.checkpoint();
    if (logKey == null
        || !logKey.name().equals(checkpoint.origin())
        || !stored.note().isSignedBy(logKey, Ed25519.STRICT)) {
      findings.damage(layout.checkpoint(), "a checkpoint that the log key did not sign");
      return false;
    }
    if (checkpoint.size() > entries) {
      findings.damagedEntry(
          layout.checkpoint(),
          entries,
          "a checkpoint was signed for "
              + checkpoint.size()
              + " entries, the log can be read up to "
              + entries);
    }
    return true;
  }
}
