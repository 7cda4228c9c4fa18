package twoseal.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import twoseal.core.Digest;
import twoseal.core.MapState;
import twoseal.core.MerkleTree;
import twoseal.machine.Machine;

/**
 * The entries that the order tells again after a restart, because it remembers an earlier tip than
 * the log. They are recognised by command and time; what lies between them was passed over then and
 * is passed over now. The tips on the way are those of the first time.
 */
final class Retold {
  private static final int REPLAY_BATCH = 1_024;

  private final Stores stores;
  private final long first;

  /** The state's digest at the first size and at each after it, up to the log's end. */
  private final List<Digest> states;

  private long size;

  private Retold(Stores stores, long first, List<Digest> states) {
    this.stores = stores;
    this.first = first;
    this.states = states;
    this.size = first;
  }

  /**
   * What is told again after a tip.
   *
   * @throws LedgerDamagedException if the log was never at that tip
   */
  static Retold after(Tip tip, Stores stores, Machine machine) throws IOException {
    var end = stores.frontier().size();
    if (tip.size() > end) {
      throw new LedgerDamagedException(
          "the order is at " + tip.size() + " entries but the log has " + end);
    }
    var states = new ArrayList<Digest>();
    if (tip.size() == end) {
      states.add(stores.chained().digest());
    } else {
      states.addAll(states(tip.size(), end, stores, machine));
    }
    if (!MerkleTree.root(tip.size(), stores.tree()).equals(tip.root())
        || !states.getFirst().equals(tip.state())
        || !states.getLast().equals(stores.chained().digest())) {
      throw new LedgerDamagedException("the order and the log had parted at " + tip.size());
    }
    return new Retold(stores, tip.size(), states);
  }

  boolean isOver() {
    return size == first + states.size() - 1;
  }

  /** Whether a command is the next entry, which counts as told then. */
  boolean isNext(Ordered command) throws IOException {
    var next = stores.entry(size);
    var lastMs = size == 0 ? 0 : stores.entry(size - 1).position().timeMs();
    if (!next.isCommand(command.note())
        || next.position().timeMs() != Math.max(lastMs, command.timeMs())) {
      return false;
    }
    size++;
    return true;
  }

  /** How far the order is. */
  Tip tip() {
    var state = states.get(Math.toIntExact(size - first));
    return new Tip(size, MerkleTree.root(size, stores.tree()), state);
  }

  private static List<Digest> states(long from, long to, Stores stores, Machine machine)
      throws IOException {
    var chained = new ChainedState(new MapState(), Digest.ZERO);
    var replay = new Replay(machine, chained, 0);
    for (var at = 0L; at < from; at += REPLAY_BATCH) {
      var entries = stores.log().range(at, Math.min(at + REPLAY_BATCH, from));
      replay.apply(entries.stream().map(LedgerEntry::decode).toList());
    }
    var states = new ArrayList<>(List.of(chained.digest()));
    for (var at = from; at < to; at++) {
      replay.apply(List.of(stores.entry(at)));
      states.add(chained.digest());
    }
    return states;
  }
}
