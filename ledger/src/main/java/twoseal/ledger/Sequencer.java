package twoseal.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.Position;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.machine.Machine;

/**
 * The one thread that gives commands their places. A batch is whatever waits: the rules answer each
 * command, then the entries are made durable together, then one checkpoint over them, then the
 * state; only then does anybody hear of it. The first failure stops it for good.
 */
final class Sequencer implements Runnable {
  private final Stores stores;
  private final Machine machine;
  private final Signer signer;
  private final Clock clock;
  private final LedgerOptions options;
  private final CommandQueue queue;
  private final Heads heads;
  private final TileWriter tiles;
  private final Consumer<Throwable> onFailure;
  private long lastMs;

  /** The entries of a batch, and who waits for them. */
  private static final class Batch {
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<byte[]> encoded = new ArrayList<>();
    private final List<Pending> entered = new ArrayList<>();
    private final Map<String, Integer> byId = new HashMap<>();

    /** Commands whose id an earlier one of this batch has, and which of them. */
    private final List<Pending> echoes = new ArrayList<>();

    private final List<Integer> echoed = new ArrayList<>();
  }

  Sequencer(
      Stores stores,
      Machine machine,
      Signer signer,
      Clock clock,
      LedgerOptions options,
      CommandQueue queue,
      Heads heads,
      TileWriter tiles,
      long lastMs,
      Consumer<Throwable> onFailure) {
    this.stores = stores;
    this.machine = machine;
    this.signer = signer;
    this.clock = clock;
    this.options = options;
    this.queue = queue;
    this.heads = heads;
    this.tiles = tiles;
    this.lastMs = lastMs;
    this.onFailure = onFailure;
  }

  @Override
  public void run() {
    var taken = List.<Pending>of();
    try {
      for (taken = next(); !taken.isEmpty(); taken = next()) {
        sequence(taken);
      }
    } catch (IOException | SQLException | RuntimeException | Error failed) {
      onFailure.accept(failed);
      stop(taken, failed);
    }
  }

  private List<Pending> next() {
    return queue.take(options.batchEntriesMax());
  }

  private void stop(List<Pending> taken, Throwable cause) {
    // The failure closed the queue: what is left in it is all that will ever be.
    for (var left = taken; !left.isEmpty(); left = next()) {
      for (var pending : left) {
        var stopped = new LedgerStoppedException("the ledger stopped: " + cause, cause);
        pending.answer().completeExceptionally(stopped);
      }
    }
  }

  private void sequence(List<Pending> taken) throws IOException, SQLException {
    var batch = new Batch();
    for (var pending : taken) {
      place(pending, batch);
    }
    if (!batch.entries.isEmpty()) {
      store(batch);
    }
    answer(batch);
  }

  /** Gives a command its place in the batch, or answers it at once if it gets none. */
  private void place(Pending pending, Batch batch) throws IOException {
    var command = pending.command();
    var inBatch = batch.byId.get(command.id());
    if (inBatch != null) {
      batch.echoes.add(pending);
      batch.echoed.add(inBatch);
      return;
    }
    var known = stores.ids().find(command.id(), stores.hasId(command.id()));
    if (known >= 0) {
      echo(pending, new Placed(stores.entry(known), heads.now()));
      return;
    }
    var nowMs = clock.nowMs();
    if (nowMs < lastMs - options.clockBehindMaxMs()) {
      pending.answer().completeExceptionally(new ClockBehindException(nowMs, lastMs));
      return;
    }
    var index = heads.now().size() + batch.entries.size();
    var position = new Position(index, Math.max(lastMs, nowMs));
    try {
      var answer = machine.apply(position, command, stores.chained());
      var entry = new LedgerEntry(position, command.bytes(), answer.outcome());
      stores.chained().seal(index);
      lastMs = position.timeMs();
      batch.byId.put(command.id(), batch.entries.size());
      batch.entries.add(entry);
      batch.encoded.add(entry.encode());
      batch.entered.add(pending);
    } catch (MalformedException malformed) {
      if (!stores.chained().isSealed()) {
        throw new IllegalStateException("the rules wrote before they refused", malformed);
      }
      pending.answer().completeExceptionally(malformed);
    }
  }

  private void store(Batch batch) throws IOException, SQLException {
    stores.log().append(batch.encoded);
    stores.log().sync();
    for (var entry : batch.encoded) {
      var leafHash = MerkleTree.leafHash(entry);
      stores.tree().append(leafHash);
      stores.frontier().append(leafHash);
    }
    var before = heads.now().checkpoint();
    var size = stores.frontier().size();
    var checkpoint = new Checkpoint(before.origin(), size, root(size));
    var note = SignedNote.sign(checkpoint.text(), signer);
    stores.slots().swap(before, note);
    stores.state().commit(stores.mark(size, checkpoint.root()));
    for (var entry : batch.entries) {
      stores.ids().add(CommandNotes.id(entry.command()), entry.position().index());
    }
    heads.publish(new Head(note, checkpoint));
    tiles.more();
  }

  /** The root, which two independent accounts must agree on before it is signed. */
  private Digest root(long size) {
    var root = stores.frontier().root();
    if (!root.equals(MerkleTree.root(size, stores.tree()))) {
      throw new IllegalStateException("two roots of the tree of " + size + " entries");
    }
    return root;
  }

  private void answer(Batch batch) {
    var head = heads.now();
    for (var i = 0; i < batch.entries.size(); i++) {
      batch.entered.get(i).answer().complete(new Placed(batch.entries.get(i), head));
    }
    for (var i = 0; i < batch.echoes.size(); i++) {
      echo(batch.echoes.get(i), new Placed(batch.entries.get(batch.echoed.get(i)), head));
    }
  }

  /** The first answer for the same bytes, a refusal for others ([LOG-4]). */
  private static void echo(Pending pending, Placed first) {
    if (first.entry().isCommand(pending.command().bytes())) {
      pending.answer().complete(first);
    } else {
      var index = first.entry().position().index();
      pending.answer().completeExceptionally(new IdTakenException(pending.command().id(), index));
    }
  }
}
