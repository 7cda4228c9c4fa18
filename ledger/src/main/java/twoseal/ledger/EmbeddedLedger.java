package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import twoseal.core.Checkpoint;
import twoseal.core.MalformedException;
import twoseal.core.MapState;
import twoseal.core.MerkleTree;
import twoseal.core.Position;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.machine.Machine;

/**
 * The ledger in one process and one folder. The segment log is the truth; the last signed
 * checkpoint says how much of it was ever shown; tiles, state and ids are derived from it.
 *
 * <p>Signatures are checked in the threads that submit; one thread orders, applies, stores and
 * signs; another writes tiles. After the first failure of disk or rules nothing more is entered,
 * and the next start recovers.
 */
public final class EmbeddedLedger extends LogUpToHead implements Engine {
  private final FolderLock lock;
  private final Disk disk;
  private final Layout layout;
  private final Machine machine;
  private final FolderBlobs blobs;
  private final Stores stores;
  private final Recovery recovery;
  private final StateReaders readers;
  private final Heads heads;
  private final CommandQueue queue;
  private final Failure failure;
  private final TileWriter tileWriter;
  private final Thread sequencer;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  /** What stands ready before the log is read. */
  private record Base(
      FolderLock lock, Layout layout, LedgerOptions options, FolderBlobs blobs, Machine machine) {}

  private EmbeddedLedger(Base base, Opening.Opened opened, Signer signer, Clock clock) {
    super(opened.stores().log(), opened.stores().tree());
    this.lock = base.lock;
    this.disk = base.options.disk();
    this.layout = base.layout;
    this.machine = base.machine;
    this.blobs = base.blobs;
    this.stores = opened.stores();
    this.recovery = opened.recovery();
    this.readers = new StateReaders(base.layout.state(), StateRows::open);
    this.heads = new Heads(opened.head());
    this.queue = new CommandQueue(base.options.queueMax());
    this.failure = new Failure(queue::close);
    this.tileWriter = new TileWriter(opened.tiles(), base.options.tilesUnwrittenMax(), failure);
    var sequencing =
        new Sequencer(
            stores,
            machine,
            signer,
            clock,
            base.options,
            queue,
            heads,
            tileWriter,
            opened.lastMs(),
            failure);
    this.sequencer = Thread.ofPlatform().daemon().name("sequencer").unstarted(sequencing);
  }

  /**
   * Makes a ledger in a folder that is empty or not there, and opens it.
   *
   * @param genesisNote the first command, which the rules must accept
   * @param signer of the log key that the genesis names
   * @throws MalformedException if the genesis is not well-formed and correctly signed, names
   *     another log key, or is refused
   * @throws IllegalStateException if there is something in the folder
   */
  public static EmbeddedLedger create(
      Path folder, byte[] genesisNote, Signer signer, Clock clock, LedgerOptions options) {
    make(folder, genesisNote, signer, clock, options);
    return open(folder, signer, clock, options);
  }

  /** Writes a ledger's first entry into a folder; see {@link #create}. */
  static void make(
      Path folder, byte[] genesisNote, Signer signer, Clock clock, LedgerOptions options) {
    var layout = new Layout(folder);
    var disk = options.disk();
    try {
      var first = first(genesisNote, signer, clock, options, layout);
      if (disk.list(folder).stream().anyMatch(file -> !file.equals(layout.restoring()))) {
        throw new IllegalStateException(folder + " is not empty");
      }
      disk.createFolders(folder);
      try (var _ = FolderLock.take(layout);
          var log = new SegmentLog(disk, layout, options)) {
        log.create();
        log.append(List.of(first.encode()));
        log.finish();
        var root = MerkleTree.root(List.of(first.leafHash()));
        var checkpoint = new Checkpoint(signer.key().name(), 1, root);
        // Comes last: a folder without it is no ledger yet.
        CheckpointSlots.create(
                disk, layout.checkpoint(), SignedNote.sign(checkpoint.text(), signer))
            .close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Opens a ledger, after a clean end or a crash.
   *
   * @param signer of the ledger's log key
   * @throws LedgerLockedException if another process has it open
   * @throws LedgerIsBackupException if it is a backup that was not restored
   * @throws LedgerDamagedException if it must not run: what is stored contradicts itself or what
   *     was signed
   */
  public static EmbeddedLedger open(
      Path folder, Signer signer, Clock clock, LedgerOptions options) {
    var layout = new Layout(folder);
    if (options.disk().exists(layout.restoring())) {
      throw new LedgerDamagedException(
          folder + " was not made to the end, it is no ledger yet: make it again");
    }
    if (options.disk().exists(layout.backup())) {
      throw new LedgerIsBackupException(folder);
    }
    return openUnfinished(layout, signer, clock, options);
  }

  /** Opens a ledger also while it is still being made. */
  static EmbeddedLedger openUnfinished(
      Layout layout, Signer signer, Clock clock, LedgerOptions options) {
    if (!options.disk().exists(layout.checkpoint())) {
      throw new LedgerDamagedException(
          "there is no ledger in " + layout.folder() + ", or its creation was not finished");
    }
    try {
      var lock = FolderLock.take(layout);
      try {
        var blobs = new FolderBlobs(options.disk(), layout);
        blobs.start();
        var machine = new Machine(FastSignatures.best(), blobs);
        var opened = Opening.open(layout, signer.key(), Optional.of(signer), machine, options);
        var base = new Base(lock, layout, options, blobs, machine);
        var ledger = new EmbeddedLedger(base, opened, signer, clock);
        ledger.start();
        return ledger;
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

  /** What opening found and did. */
  public Recovery recovery() {
    return recovery;
  }

  @Override
  public Receipt submit(byte[] commandNote) {
    try {
      return receipt(place(commandNote).join());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw failed;
    }
  }

  @Override
  public CompletableFuture<Receipt> submitAsync(byte[] commandNote) {
    try {
      return place(commandNote).thenApply(this::receipt);
    } catch (MalformedException | IdTakenException | LedgerStoppedException refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
  }

  @Override
  public Optional<LedgerEntry> find(String id) {
    return stores.find(id);
  }

  @Override
  Head head() {
    return heads.now();
  }

  @Override
  public StateView state() {
    return readers.open();
  }

  @Override
  public Subscription follow(long fromIndex, Listener listener) {
    return Follower.start(stores, heads, fromIndex, listener);
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  /**
   * Copies the ledger as of the last checkpoint, while it goes on, into a folder that is empty or
   * not there: log, checkpoint and blobs; the rest is derived when the copy is opened. Unlike a
   * {@link Backup}, the copy opens as it is: it is for who becomes one of several.
   */
  public void backup(Path folder) {
    try {
      Backup.copy(disk, layout, new Layout(folder), heads.now().note());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    queue.close();
    Threads.join(sequencer);
    tileWriter.close();
    heads.stop();
    // Closed from the last to the first, whatever fails: the lock goes in any case, and last.
    try (var _ = lock;
        var slots = stores.slots();
        var log = stores.log();
        var _ = stores.state();
        var _ = readers) {
      if (failure.cause() == null) {
        slots.settle();
        log.finish();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new StateFailedException(failed);
    }
  }

  private void start() {
    tileWriter.start();
    sequencer.start();
  }

  /** Checks a command as far as that goes without its place, then queues it for one. */
  private CompletableFuture<Placed> place(byte[] commandNote) {
    var command = machine.read(commandNote);
    var known = find(command.id());
    if (known.isPresent()) {
      // Before its signatures: the key may have been replaced since the first answer.
      var first = known.get();
      if (!first.isCommand(commandNote)) {
        throw new IdTakenException(command.id(), first.position().index());
      }
      return CompletableFuture.completedFuture(new Placed(first, heads.now()));
    }
    machine.authenticate(command, stores.chained()::key);
    var pending = new Pending(command, new CompletableFuture<>());
    if (!queue.put(pending)) {
      throw failure.stopped();
    }
    return pending.answer();
  }

  /** The entry of a genesis; rehearsed on an empty state, so that nothing is made in vain. */
  private static LedgerEntry first(
      byte[] genesisNote, Signer signer, Clock clock, LedgerOptions options, Layout layout) {
    var blobs = new FolderBlobs(options.disk(), layout);
    var machine = new Machine(FastSignatures.best(), blobs);
    var command = machine.read(genesisNote);
    if (!CommandNotes.logKey(command.bytes()).equals(signer.key())) {
      throw new MalformedException("a genesis that names the log key " + signer.key());
    }
    var position = new Position(0, clock.nowMs());
    var answer = machine.apply(position, command, new MapState());
    if (!answer.accepted()) {
      throw new MalformedException("a genesis that the rules accept, not " + answer.reason());
    }
    return new LedgerEntry(position, command.bytes(), answer.outcome());
  }
}
