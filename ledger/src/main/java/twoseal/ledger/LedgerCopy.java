package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.NoteKey;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.machine.Machine;

/**
 * A copy of another's ledger, without its key, whose rules were asked again about every entry: what
 * a replaying witness keeps. The folder has the form of a ledger's own, so that {@link Fsck} and
 * {@link LedgerReader} read it, and a lost ledger can be had from it.
 *
 * <p>It grows in three steps, each durable: a checkpoint is stored as the one to come to ({@link
 * #begin}), entries are replayed and stored ({@link #append}), and when they are those of the
 * checkpoint it becomes the last ({@link #complete}). For one thread at a time; what {@link
 * LedgerView} has, for any.
 */
public final class LedgerCopy extends LogUpToHead {
  private static final int SIGNATURE_BYTES = 64;

  private final FolderLock lock;
  private final Disk disk;
  private final Layout layout;
  private final NoteKey logKey;
  private final FolderBlobs blobs;
  private final Stores stores;
  private final TileFiles tiles;
  private final Replay replay;
  private final StateReaders states;
  private volatile Head head;
  private long lastMs;
  private boolean isBroken;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private LedgerCopy(
      FolderLock lock,
      Layout layout,
      NoteKey logKey,
      FolderBlobs blobs,
      Machine machine,
      Disk disk,
      Opening.Opened opened) {
    super(opened.stores().log(), opened.stores().tree());
    this.lock = lock;
    this.disk = disk;
    this.layout = layout;
    this.logKey = logKey;
    this.blobs = blobs;
    this.stores = opened.stores();
    this.tiles = opened.tiles();
    this.replay = new Replay(machine, stores.chained(), stores.frontier().size());
    this.states = new StateReaders(layout.state(), StateRows::open);
    this.head = opened.head();
    this.lastMs = opened.lastMs();
  }

  /**
   * Opens the copy in a folder, or begins an empty one where there is nothing.
   *
   * @throws LedgerLockedException if another process has it open
   * @throws LedgerDamagedException if what is stored contradicts itself or what was signed
   */
  public static LedgerCopy open(Path folder, NoteKey logKey, LedgerOptions options) {
    var layout = new Layout(folder);
    var disk = options.disk();
    try {
      disk.createFolders(folder);
      var lock = FolderLock.take(layout);
      try {
        if (!disk.exists(layout.checkpoint())) {
          create(layout, logKey, options);
        }
        var blobs = new FolderBlobs(disk, layout);
        blobs.start();
        var machine = new Machine(FastSignatures.best(), blobs);
        var opened = Opening.open(layout, logKey, Optional.empty(), machine, options);
        return new LedgerCopy(lock, layout, logKey, blobs, machine, disk, opened);
      } catch (IOException | SQLException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
  }

  /** The last checkpoint whose entries are all here; of size 0 before there is one. */
  public Checkpoint known() {
    return head.checkpoint();
  }

  /** How many entries were replayed and stored; not less than {@link #known} has. */
  public long entries() {
    return stores.frontier().size();
  }

  /** The time of the last entry in milliseconds; 0 before there is one. */
  public long lastMs() {
    return lastMs;
  }

  /** The root over the first entries, at most {@link #entries}. */
  @Override
  public Digest root(long size) {
    if (size < 0 || size > entries()) {
      throw new IndexOutOfBoundsException("size " + size + " of " + entries());
    }
    return MerkleTree.root(size, stores.tree());
  }

  /** The checkpoint that was begun last; it may be completed since. */
  public Optional<SignedNote> begun() {
    var file = begunFile();
    if (!disk.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedNote.parse(disk.readAll(file)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Stores the checkpoint to come to, before any of its entries.
   *
   * @throws MalformedException if the log's key did not sign it, or it is not larger
   */
  public void begin(SignedNote checkpoint) {
    requireWhole();
    var next = requireSigned(checkpoint);
    if (next.size() <= known().size()) {
      throw new MalformedException("a checkpoint above size " + known().size());
    }
    try {
      NewFile.write(disk, begunFile(), checkpoint.bytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Replays the next entries and stores them. After a refusal nothing more can be taken until the
   * folder is opened anew.
   *
   * @param entries their bytes, in order, known to be those of the checkpoint that was begun
   * @throws RefusedEntryException at the first that must not be there ([WIT-6])
   */
  public void append(List<byte[]> entries) {
    requireWhole();
    isBroken = true;
    var first = entries();
    var decoded = new ArrayList<LedgerEntry>();
    var ids = new HashSet<String>();
    for (var bytes : entries) {
      decoded.add(checked(first + decoded.size(), bytes, ids));
    }
    try {
      replay.apply(decoded);
    } catch (LedgerDamagedException refused) {
      throw new RefusedEntryException(replay.applied(), "" + refused.getMessage());
    }
    try {
      store(entries, decoded);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
    isBroken = false;
  }

  /**
   * Stores a checkpoint as the last one; when this returns it is durable.
   *
   * @throws MalformedException if the log's key did not sign it, or its entries are not exactly
   *     those here
   */
  public void complete(SignedNote checkpoint) {
    requireWhole();
    var next = requireSigned(checkpoint);
    if (next.size() != entries() || !next.root().equals(stores.frontier().root())) {
      throw new MalformedException("the checkpoint of the " + entries() + " entries here");
    }
    try {
      var isFirst = known().size() == 0;
      stores.slots().swap(known(), checkpoint);
      if (isFirst) {
        // Nothing is left of what stood for the empty copy.
        stores.slots().settle();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    head = new Head(checkpoint, next);
  }

  @Override
  Head head() {
    return head;
  }

  @Override
  public StateView state() {
    return states.open();
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    try (var _ = lock;
        var _ = stores.slots();
        var log = stores.log();
        var _ = stores.state();
        var _ = states) {
      if (!isBroken) {
        log.finish();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
  }

  /** What can be seen without the rules: the form, the place, the time and the id. */
  private LedgerEntry checked(long index, byte[] bytes, Set<String> ids) {
    try {
      var entry = LedgerEntry.decode(bytes);
      var position = entry.position();
      if (position.index() != index) {
        throw new MalformedException("index " + index + " and not " + position.index());
      }
      if (position.timeMs() < lastMs) {
        throw new MalformedException("a time from " + lastMs + " on, not " + position.timeMs());
      }
      if (index == 0 && !CommandNotes.logKey(entry.command()).equals(logKey)) {
        throw new MalformedException("a genesis of the log key " + logKey.format());
      }
      var id = CommandNotes.id(entry.command());
      if (!ids.add(id) || stores.find(id).isPresent()) {
        throw new MalformedException("an id that did not come before, not " + id);
      }
      lastMs = position.timeMs();
      return entry;
    } catch (MalformedException malformed) {
      throw new RefusedEntryException(
          index, "entry " + index + " must not be here: expected " + malformed.expected());
    }
  }

  /** The log before the state, which must never be ahead of it. */
  private void store(List<byte[]> entries, List<LedgerEntry> decoded)
      throws IOException, SQLException {
    stores.log().append(entries);
    stores.log().sync();
    for (var i = 0; i < entries.size(); i++) {
      var leafHash = MerkleTree.leafHash(entries.get(i));
      stores.tree().append(leafHash);
      stores.frontier().append(leafHash);
      var entry = decoded.get(i);
      stores.ids().add(CommandNotes.id(entry.command()), entry.position().index());
    }
    stores.state().commit(stores.mark(entries(), stores.frontier().root()));
    for (var full = stores.tree().nextFull(); full != null; full = stores.tree().nextFull()) {
      tiles.write(full);
    }
  }

  private Checkpoint requireSigned(SignedNote note) {
    var checkpoint = Checkpoint.parse(note.text());
    if (!checkpoint.origin().equals(logKey.name()) || !note.isSignedBy(logKey, Ed25519.STRICT)) {
      throw new MalformedException("a checkpoint signed by " + logKey.format());
    }
    return checkpoint;
  }

  private void requireWhole() {
    if (isBroken) {
      throw new IllegalStateException("an entry was refused or could not be stored");
    }
  }

  private Path begunFile() {
    return layout.folder().resolveSibling(layout.folder().getFileName() + ".next");
  }

  private static void create(Layout layout, NoteKey logKey, LedgerOptions options)
      throws IOException {
    try (var log = new SegmentLog(options.disk(), layout, options)) {
      log.create();
    }
    var empty = new Checkpoint(logKey.name(), 0, MerkleTree.EMPTY_ROOT);
    var nobody = Bytes.concat(new byte[Integer.BYTES], new byte[SIGNATURE_BYTES]);
    var line = new SignatureLine(logKey.name(), Bytes.base64(nobody));
    CheckpointSlots.create(
            options.disk(), layout.checkpoint(), new SignedNote(empty.text(), List.of(line)))
        .close();
  }
}
