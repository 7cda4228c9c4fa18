package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import twoseal.core.Checkpoint;
import twoseal.core.Ed25519;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.NoteKey;
import twoseal.core.SignatureCheck;
import twoseal.core.SignedNote;
import twoseal.machine.Command;
import twoseal.machine.Machine;

/**
 * One of several engines that hold the same ledger, each in a folder of its own. What is submitted
 * goes to the {@link Order}; whoever runs the order calls {@link #apply} with what was agreed, on
 * every replica alike, and {@link #publish} with the checkpoints that were signed. Position,
 * outcome, leaf, root and state are functions of the order alone, so the replicas need not trust
 * each other: a tip that differs shows who parted.
 *
 * <p>An {@link EmbeddedLedger}'s folder is a replica's too, and the other way round: a ledger of
 * one becomes one of several by copying its backup.
 */
public final class Replica extends LogUpToHead implements Engine {
  private final FolderLock lock;
  private final NoteKey logKey;
  private final Order order;
  private final Machine machine;
  private final FolderBlobs blobs;
  private final Stores stores;
  private final StateReaders readers;
  private final Heads heads;
  private final Waiters waiters;
  private final Failure failure;
  private final TileWriter tileWriter;
  private final Object publishing = new Object();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private volatile long size;
  private long lastMs;
  private @Nullable Retold retold;

  private Replica(
      FolderLock lock,
      Layout layout,
      NoteKey logKey,
      Machine machine,
      FolderBlobs blobs,
      Opening.Opened opened,
      Order order,
      LedgerOptions options) {
    super(opened.stores().log(), opened.stores().tree());
    this.lock = lock;
    this.logKey = logKey;
    this.order = order;
    this.machine = machine;
    this.blobs = blobs;
    this.stores = opened.stores();
    this.size = stores.frontier().size();
    this.lastMs = opened.lastMs();
    this.readers = new StateReaders(layout.state(), StateRows::open);
    this.heads = new Heads(opened.head());
    this.waiters = new Waiters(heads, options.queueMax());
    this.failure = new Failure(this::failed);
    this.tileWriter = new TileWriter(opened.tiles(), options.tilesUnwrittenMax(), failure);
  }

  /**
   * Opens a ledger, after a clean end or a crash.
   *
   * @param logKey that the genesis names
   * @param check with the answers of {@link Ed25519#STRICT}
   * @throws LedgerLockedException if another process has it open
   * @throws LedgerDamagedException if it must not run: what is stored contradicts itself or what
   *     was signed
   */
  public static Replica open(
      Path folder, NoteKey logKey, SignatureCheck check, Order order, LedgerOptions options) {
    var layout = new Layout(folder);
    if (!options.disk().exists(layout.checkpoint())) {
      throw new LedgerDamagedException(
          "there is no ledger in " + folder + ", or its creation was not finished");
    }
    try {
      var lock = FolderLock.take(layout);
      try {
        var blobs = new FolderBlobs(options.disk(), layout);
        blobs.start();
        var machine = new Machine(check, blobs);
        var opened = Opening.open(layout, logKey, Optional.empty(), machine, options);
        var replica = new Replica(lock, layout, logKey, machine, blobs, opened, order, options);
        replica.tileWriter.start();
        return replica;
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

  /**
   * The order begins after a tip, which need not be the log's end: what the log has above it is
   * told again.
   *
   * @throws LedgerDamagedException if the log was never at that tip
   */
  public synchronized void resume(Tip after) {
    try {
      var past = Retold.after(after, stores, machine);
      retold = past.isOver() ? null : past;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
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
    } catch (MalformedException | LedgerStoppedException refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
  }

  /** Proposes again what the order did not take. */
  public void proposeRest() {
    waiters.takeUnproposed().forEach(this::propose);
  }

  /** Proposes again all that has no place, for when the order may have lost it. */
  public void proposeAll() {
    waiters.unplaced().forEach(this::propose);
  }

  /**
   * Takes the next commands of the order; when this returns they are durable and applied. What is
   * no command of this ledger, what is not signed as it must be, and what has an id that is known,
   * is passed over. They are answered once a checkpoint over them is {@link #publish published}.
   *
   * @return how far the order is now
   * @throws LedgerStoppedException if this replica is closed or stopped
   */
  public synchronized Tip apply(List<Ordered> commands) {
    if (failure.cause() != null || isClosed.get()) {
      throw failure.stopped();
    }
    try {
      var batch = new Batch(stores, machine, lastMs);
      var known = new ArrayList<Placement>();
      for (var command : commands) {
        take(command, batch, known);
      }
      if (!batch.isEmpty()) {
        store(batch);
      }
      for (var placement : known) {
        waiters.placed(placement.id(), placement.entry());
      }
      return tip();
    } catch (IOException | SQLException | RuntimeException | Error failed) {
      failure.because(failed);
      throw failure.stopped();
    }
  }

  /** How far the order is. */
  public synchronized Tip tip() {
    if (retold != null) {
      return retold.tip();
    }
    var end = stores.frontier();
    return new Tip(end.size(), end.root(), stores.chained().digest());
  }

  /**
   * What a checkpoint over so many entries says, as this replica computed it.
   *
   * @throws IndexOutOfBoundsException if it has not so many
   */
  public Checkpoint checkpointOf(long entries) {
    if (entries < 0 || entries > size) {
      throw new IndexOutOfBoundsException("size " + entries + " of " + size);
    }
    return new Checkpoint(logKey.name(), entries, MerkleTree.root(entries, stores.tree()));
  }

  /**
   * Shows a checkpoint and answers what it covers; passed over unless it is above the last.
   *
   * @throws IllegalArgumentException if the log key did not sign it, or it is not what {@link
   *     #checkpointOf} says
   */
  public void publish(SignedNote note) {
    var checkpoint = Checkpoint.parse(note.text());
    if (!note.isSignedBy(logKey, Ed25519.STRICT)
        || !checkpointOf(checkpoint.size()).equals(checkpoint)) {
      throw new IllegalArgumentException("not a checkpoint of this ledger: " + note.text());
    }
    synchronized (publishing) {
      var last = heads.now().checkpoint();
      if (checkpoint.size() <= last.size() || isClosed.get()) {
        return;
      }
      try {
        stores.slots().swap(last, note);
      } catch (IOException failed) {
        failure.because(failed);
        throw new UncheckedIOException(failed);
      }
      heads.publish(new Head(note, checkpoint));
    }
    waiters.covered();
  }

  /** Enters and answers nothing more; what was shown can still be read. */
  public void stop(Throwable cause) {
    failure.because(cause);
  }

  /** How many entries this replica has taken; a checkpoint need not cover them yet. */
  public long size() {
    return size;
  }

  /** Waits until nobody waits for an answer, or for so long; whether nobody does. */
  public boolean awaitAnswers(long timeoutMs) {
    return waiters.awaitNone(timeoutMs);
  }

  @Override
  public Optional<LedgerEntry> find(String id) {
    return stores.find(id);
  }

  @Override
  Head head() {
    return heads.now();
  }

  /** {@inheritDoc} Waits for a checkpoint over what it shows. */
  @Override
  public StateView state() {
    var now = readers.open();
    if (!heads.await(now.size() - 1, () -> failure.cause() == null)) {
      now.close();
      throw failure.stopped();
    }
    return now;
  }

  @Override
  public Subscription follow(long fromIndex, Listener listener) {
    return Follower.start(stores, heads, fromIndex, listener);
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  /** Closes everything; fails what has no answer. The order must have ended. */
  @Override
  public synchronized void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    waiters.close(failure::stopped);
    tileWriter.close();
    heads.stop();
    synchronized (publishing) {
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
  }

  /** A command's entry, new or not. */
  private record Placement(String id, LedgerEntry entry) {}

  private void take(Ordered ordered, Batch batch, List<Placement> known) throws IOException {
    if (retold != null) {
      if (retold.isNext(ordered) && retold.isOver()) {
        retold = null;
      }
      return;
    }
    Command command;
    try {
      command = machine.read(ordered.note());
    } catch (MalformedException _) {
      return; // Nobody waits for it: it is not let in where it is submitted.
    }
    var entry = batch.known(command.id());
    try {
      var placed = entry.isPresent() ? entry.get() : batch.enter(command, ordered.timeMs());
      known.add(new Placement(command.id(), placed));
    } catch (MalformedException malformed) {
      waiters.refused(command.id(), ordered.note(), malformed);
    }
  }

  private void store(Batch batch) throws IOException, SQLException {
    var checkpoint = batch.append(logKey.name());
    stores.state().commit(stores.mark(checkpoint.size(), checkpoint.root()));
    batch.addIds();
    lastMs = batch.lastMs();
    size = checkpoint.size();
    tileWriter.more();
  }

  /** Checks a command as far as that goes without its place, then proposes it. */
  private CompletableFuture<Placed> place(byte[] commandNote) {
    var command = machine.read(commandNote);
    var pending = new Pending(command, new CompletableFuture<>());
    var known = find(command.id());
    if (known.isPresent()) {
      // Before its signatures: the key may have been replaced since the first answer.
      waiters.placed(pending, known.get());
      return pending.answer();
    }
    machine.authenticate(command, stores.chained()::key);
    if (!waiters.add(pending)) {
      throw failure.stopped();
    }
    // It may have got its place before it was seen to wait.
    find(command.id())
        .ifPresentOrElse(entry -> waiters.placed(command.id(), entry), () -> propose(pending));
    return pending.answer();
  }

  private void propose(Pending pending) {
    if (!order.propose(pending.command().bytes())) {
      waiters.notProposed(pending);
    }
  }

  private void failed() {
    waiters.close(failure::stopped);
    heads.wakeAll();
  }
}
