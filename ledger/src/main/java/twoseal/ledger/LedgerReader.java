package twoseal.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.Frontier;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.NoteKey;

/**
 * A ledger's folder, read without its key and without its lock, also while another process writes
 * it: what a stored checkpoint covers is durable and never changes. Every entry up to it is read
 * when it is opened, and must give its root. Changes nothing in the folder.
 */
public final class LedgerReader extends LogUpToHead {
  private final Disk disk;
  private final Layout layout;
  private final SegmentLog log;
  private final TreeTiles tree;
  private final TileFiles tiles;
  private final Frontier frontier = new Frontier();
  private final StateReaders states;
  private final FolderBlobs blobs;
  private @Nullable NoteKey logKey;
  private volatile @Nullable Head head;

  private LedgerReader(Disk disk, Layout layout, SegmentLog log, TreeTiles tree) {
    super(log, tree);
    this.disk = disk;
    this.layout = layout;
    this.log = log;
    this.tree = tree;
    this.tiles = new TileFiles(disk, layout, log, tree);
    this.states = new StateReaders(layout.state(), StateRows::openToRead);
    this.blobs = new FolderBlobs(disk, layout);
  }

  /**
   * Reads a folder up to its last checkpoint.
   *
   * @throws LedgerDamagedException if there is no ledger, or what is stored contradicts itself or
   *     what was signed
   */
  public static LedgerReader open(Path folder) {
    var disk = new LocalDisk();
    var layout = new Layout(folder);
    var log = new SegmentLog(disk, layout, LedgerOptions.defaults());
    var reader = new LedgerReader(disk, layout, log, new TreeTiles(disk, layout));
    reader.refresh();
    return reader;
  }

  /**
   * Looks whether there is a larger checkpoint by now; {@link #checkpoint} is then that one.
   *
   * @throws LedgerDamagedException as {@link #open}, also where the folder was set back
   */
  public synchronized void refresh() {
    try {
      if (disk.exists(layout.restoring())) {
        throw new LedgerDamagedException(
            layout.folder() + " was not made to the end, it is no ledger yet");
      }
      var last = CheckpointSlots.last(CheckpointSlots.read(disk, layout.checkpoint()));
      var stored =
          last.orElseThrow(() ->
              new LedgerDamagedException(
                  "there is no ledger in "
                      + layout.folder()
                      + ", or its creation was not finished"));
      var before = head;
      if (before != null && stored.checkpoint().equals(before.checkpoint())) {
        return;
      }
      if (before != null && stored.checkpoint().size() <= before.size()) {
        throw new LedgerDamagedException(layout.folder() + " was set back while it was read");
      }
      log.advance(stored.checkpoint().size(), this::take);
      head = checked(stored);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The log's key, as the first entry names it. */
  public NoteKey logKey() {
    if (logKey == null) {
      throw new IllegalStateException("nothing was read");
    }
    return logKey;
  }

  /**
   * The state, which may be some entries behind the last checkpoint; where there is none beside the
   * log, as in a copy that was never opened, it is derived ({@link DerivedState}).
   */
  @Override
  public StateView state() {
    try {
      return disk.exists(layout.state())
          ? states.open()
          : DerivedState.of(log, head().size(), blobs);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  /** A file's bytes and how many they are; see {@link BlobStore#open}. */
  public Optional<Blob> blob(Digest sha256) {
    if (!blobs.has(sha256)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Blob(disk.size(layout.blob(sha256)), blobs.open(sha256)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A file as it is read; the caller closes the stream. */
  public record Blob(long length, InputStream bytes) {}

  @Override
  public void close() {
    try {
      states.close();
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
  }

  @Override
  Head head() {
    var now = head;
    if (now == null) {
      throw new IllegalStateException("nothing was read");
    }
    return now;
  }

  private Head checked(CheckpointSlots.Stored stored) {
    var checkpoint = stored.checkpoint();
    if (checkpoint.size() == 0) {
      throw new LedgerDamagedException("there is no entry yet in " + layout.folder());
    }
    if (!logKey().name().equals(checkpoint.origin())
        || !stored.note().isSignedBy(logKey(), Ed25519.STRICT)) {
      throw new LedgerDamagedException("the last checkpoint is not signed by " + logKey().format());
    }
    if (!frontier.root().equals(checkpoint.root())) {
      throw new LedgerDamagedException(
          "the log's first "
              + checkpoint.size()
              + " entries are not those that the last checkpoint was signed for");
    }
    return new Head(stored.note(), checkpoint);
  }

  private void take(long index, byte[] entry, Path file, long offset) {
    if (index == 0) {
      try {
        logKey = CommandNotes.logKey(LedgerEntry.decode(entry).command());
      } catch (MalformedException malformed) {
        throw new LedgerDamagedException(
            "entry 0 in " + file + " at offset " + offset + ": " + malformed.getMessage(),
            malformed);
      }
    }
    var leafHash = MerkleTree.leafHash(entry);
    frontier.append(leafHash);
    tree.append(leafHash);
    for (var full = tree.nextFull();
        full != null && tiles.isWritten(full);
        full = tree.nextFull()) {
      tree.written();
    }
  }
}
