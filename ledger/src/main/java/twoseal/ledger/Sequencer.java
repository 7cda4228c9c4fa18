package twoseal.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import twoseal.core.MalformedException;
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
  private final Failure failure;
  private long lastMs;

  /** Who waits, and the entry that has the id of what was sent. */
  private record Answer(Pending pending, LedgerEntry entry) {}

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
      Failure failure) {
    this.stores = stores;
    this.machine = machine;
    this.signer = signer;
    this.clock = clock;
    this.options = options;
    this.queue = queue;
    this.heads = heads;
    this.tiles = tiles;
    this.lastMs = lastMs;
    this.failure = failure;
  }

  @Override
  public void run() {
    for (var taken = next(); !taken.isEmpty(); taken = next()) {
      try {
        if (failure.cause() == null) {
          sequence(taken);
        }
      } catch (IOException | SQLException | RuntimeException | Error failed) {
        failure.because(failed);
      }
      if (failure.cause() != null) {
        // It closed the queue: what is left in it is all that will ever be.
        taken.forEach(pending -> pending.answer().completeExceptionally(failure.stopped()));
      }
    }
  }

  private List<Pending> next() {
    return queue.take(options.batchEntriesMax());
  }

  private void sequence(List<Pending> taken) throws IOException, SQLException {
    var batch = new Batch(stores, machine, lastMs);
    var answers = new ArrayList<Answer>();
    for (var pending : taken) {
      place(pending, batch, answers);
    }
    lastMs = batch.lastMs();
    if (!batch.isEmpty()) {
      store(batch);
    }
    answers.forEach(this::answer);
  }

  /** Gives a command its place in the batch, or refuses it at once if it gets none. */
  private void place(Pending pending, Batch batch, List<Answer> answers) throws IOException {
    var command = pending.command();
    var known = batch.known(command.id());
    if (known.isPresent()) {
      answers.add(new Answer(pending, known.get()));
      return;
    }
    var nowMs = clock.nowMs();
    if (nowMs < batch.lastMs() - options.clockBehindMaxMs()) {
      pending.answer().completeExceptionally(new ClockBehindException(nowMs, batch.lastMs()));
      return;
    }
    try {
      answers.add(new Answer(pending, batch.enter(command, nowMs)));
    } catch (MalformedException malformed) {
      pending.answer().completeExceptionally(malformed);
    }
  }

  private void store(Batch batch) throws IOException, SQLException {
    var before = heads.now().checkpoint();
    var checkpoint = batch.append(before.origin());
    var note = SignedNote.sign(checkpoint.text(), signer);
    stores.slots().swap(before, note);
    stores.state().commit(stores.mark(checkpoint.size(), checkpoint.root()));
    heads.publish(new Head(note, checkpoint));
    // After the head: who finds an id finds its entry under it.
    batch.addIds();
    tiles.more();
  }

  /** The first answer for the same bytes, a refusal for others ([LOG-4]). */
  private void answer(Answer answer) {
    var command = answer.pending().command();
    if (answer.entry().isCommand(command.bytes())) {
      answer.pending().answer().complete(new Placed(answer.entry(), heads.now()));
    } else {
      var index = answer.entry().position().index();
      answer.pending().answer().completeExceptionally(new IdTakenException(command.id(), index));
    }
  }
}
