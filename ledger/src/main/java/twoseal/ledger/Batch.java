package twoseal.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.Position;
import twoseal.machine.Command;
import twoseal.machine.Machine;

/**
 * Entries that become durable together. The rules have answered each, and memory holds what they
 * wrote, before any of it is stored. For the one thread that writes the stores.
 */
final class Batch {
  private final Stores stores;
  private final Machine machine;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<byte[]> encoded = new ArrayList<>();
  private final Map<String, Integer> byId = new HashMap<>();
  private long lastMs;

  /**
   * An empty batch.
   *
   * @param lastMs the time of the last entry
   */
  Batch(Stores stores, Machine machine, long lastMs) {
    this.stores = stores;
    this.machine = machine;
    this.lastMs = lastMs;
  }

  /** The entry that has an id, on the log or in this batch. */
  Optional<LedgerEntry> known(String id) {
    var inBatch = byId.get(id);
    if (inBatch != null) {
      return Optional.of(entries.get(inBatch));
    }
    return stores.find(id);
  }

  /**
   * Gives a command, whose id is not known, the next place.
   *
   * @param timeMs the time it gets, unless the entry before it has a later one
   * @throws MalformedException if it must not enter: nothing was written
   */
  LedgerEntry enter(Command command, long timeMs) {
    var index = stores.frontier().size() + entries.size();
    var position = new Position(index, Math.max(lastMs, timeMs));
    try {
      var answer = machine.apply(position, command, stores.chained());
      var entry = new LedgerEntry(position, command.bytes(), answer.outcome());
      stores.chained().seal(index);
      lastMs = position.timeMs();
      byId.put(command.id(), entries.size());
      entries.add(entry);
      encoded.add(entry.encode());
      return entry;
    } catch (MalformedException malformed) {
      if (!stores.chained().isSealed()) {
        throw new IllegalStateException("the rules wrote before they refused", malformed);
      }
      throw malformed;
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The time of the last entry, here or before. */
  long lastMs() {
    return lastMs;
  }

  /**
   * Makes the entries durable in the log and takes them into the tree.
   *
   * @return what a checkpoint over everything says
   */
  Checkpoint append(String origin) throws IOException {
    stores.log().append(encoded);
    stores.log().sync();
    for (var entry : encoded) {
      var leafHash = MerkleTree.leafHash(entry);
      stores.tree().append(leafHash);
      stores.frontier().append(leafHash);
    }
    var size = stores.frontier().size();
    return new Checkpoint(origin, size, root(size));
  }

  /** Lets the ids of what was appended be found. */
  void addIds() {
    var first = stores.frontier().size() - entries.size();
    byId.forEach((id, place) -> stores.ids().add(id, first + place));
  }

  /** The root, which two independent accounts must agree on before it is signed. */
  private Digest root(long size) {
    var root = stores.frontier().root();
    if (!root.equals(MerkleTree.root(size, stores.tree()))) {
      throw new IllegalStateException("two roots of the tree of " + size + " entries");
    }
    return root;
  }
}
