package twoseal.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import twoseal.core.Checkpoint;
import twoseal.core.EntryBundle;
import twoseal.core.Frontier;
import twoseal.core.MerkleTree;
import twoseal.core.SignedNote;

/**
 * Copies a ledger's folder as of its last stored checkpoint: log, checkpoint, blobs and what
 * witnesses cosigned; the rest is derived when the copy is opened. Needs no key and no lock: what
 * lies below a stored checkpoint is durable and never changes, whoever has the ledger open.
 *
 * <p>A backup bears a mark and can be read but not gone on from, until {@link Restore} has heard
 * the witnesses: it is an earlier state of its ledger ([LOG-9]).
 */
public final class Backup {
  private static final int BUFFER_BYTES = 1 << 20;

  /** A file may be cut, above what is copied, while it is read. */
  private static final int ATTEMPTS_MAX = 3;

  private Backup() {}

  /**
   * Copies a ledger into a folder that is empty or not there, then reads the copy and proves it.
   *
   * @return what {@link Fsck} says of the copy
   * @throws LedgerDamagedException if there is no ledger, or its log is not the one that was signed
   * @throws IllegalStateException if there is something in the folder
   */
  public static FsckReport write(Path ledger, Path copy, Fsck.Progress progress) {
    var disk = new LocalDisk();
    var from = new Layout(ledger);
    if (disk.exists(from.restoring())) {
      throw new LedgerDamagedException(ledger + " was not made to the end, it is no ledger yet");
    }
    var to = new Layout(copy);
    try {
      requireEmpty(disk, to);
      disk.createFolders(copy);
      try (var mark = disk.open(to.backup())) {
        mark.sync();
      }
      disk.syncDirectory(copy);
      copyAll(disk, from, to, checkpoint(disk, from));
      return Fsck.run(copy, progress);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The last checkpoint that is stored in a folder. */
  static SignedNote checkpoint(Disk disk, Layout layout) throws IOException {
    return CheckpointSlots.last(CheckpointSlots.read(disk, layout.checkpoint()))
        .orElseThrow(() -> new LedgerDamagedException("no checkpoint in " + layout.checkpoint()))
        .note();
  }

  /** Copies what a checkpoint covers, without the mark of a backup; the checkpoint comes last. */
  static void copy(Disk disk, Layout from, Layout to, SignedNote note) throws IOException {
    requireEmpty(disk, to);
    copyAll(disk, from, to, note);
  }

  private static void requireEmpty(Disk disk, Layout to) throws IOException {
    if (!disk.list(to.folder()).isEmpty()) {
      throw new IllegalStateException(to.folder() + " is not empty");
    }
  }

  private static void copyAll(Disk disk, Layout from, Layout to, SignedNote note)
      throws IOException {
    copyContents(disk, from, to, Checkpoint.parse(note.text()));
    CheckpointSlots.create(disk, to.checkpoint(), note).close();
  }

  /** Copies log and blobs: a folder without a checkpoint is no ledger. */
  static void copyContents(Disk disk, Layout from, Layout to, Checkpoint checkpoint)
      throws IOException {
    disk.createFolders(to.log());
    var frontier = new Frontier();
    for (var file : disk.list(from.log())) {
      if (frontier.size() < checkpoint.size()) {
        var target = to.log().resolve(file.getFileName());
        try (var copy = new NewFile(disk, NewFile.unfinished(target))) {
          copySegment(disk, file, copy, frontier, checkpoint.size());
          copy.rename(target);
        }
      }
    }
    disk.syncDirectory(to.log());
    if (frontier.size() != checkpoint.size() || !frontier.root().equals(checkpoint.root())) {
      throw new LedgerDamagedException(
          "the log in " + from.log() + " is not the one its last checkpoint was signed for");
    }
    new FolderBlobs(disk, from).copyTo(new FolderBlobs(disk, to));
    copyCosigned(from, to, checkpoint.size());
  }

  /**
   * What witnesses left with the log: the proof that a press was seen in time stands nowhere else.
   */
  private static void copyCosigned(Layout from, Layout to, long size) {
    var left = CosignedCheckpoints.ofLedger(from.folder());
    var kept = CosignedCheckpoints.ofLedger(to.folder());
    try (var sizes = left.sizes(0)) {
      sizes.takeWhile(at -> at <= size).forEach(at -> left.find(at).ifPresent(kept::add));
    }
  }

  private static void copySegment(Disk disk, Path file, NewFile copy, Frontier frontier, long size)
      throws IOException {
    var records = ByteBuffer.allocate(BUFFER_BYTES);
    var reader = new SegmentReader(disk, file);
    var taken = 0L;
    for (var attempt = 1; frontier.size() < size; ) {
      SegmentReader.Item item;
      try {
        item = reader.next();
      } catch (EOFException cut) {
        if (attempt++ == ATTEMPTS_MAX) {
          throw cut;
        }
        reader = new SegmentReader(disk, file);
        for (var skip = 0L; skip < taken; skip++) {
          reader.next();
        }
        continue;
      }
      if (!(item instanceof SegmentReader.Item.Entry)) {
        break;
      }
      taken++;
      var entry = reader.entry();
      frontier.append(MerkleTree.leafHash(entry));
      if (records.remaining() < SegmentRecord.bytes(EntryBundle.ENTRY_BYTES_MAX)) {
        copy.append(records.flip());
        records.clear();
      }
      SegmentRecord.write(entry, records);
    }
    copy.append(records.flip());
  }
}
