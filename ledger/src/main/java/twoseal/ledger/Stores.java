package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.LongPredicate;
import twoseal.core.Digest;
import twoseal.core.Frontier;

/**
 * What a ledger is made of once it is open. The sequencer writes it; the log, tree and ids may be
 * read by any thread up to the head.
 *
 * @param frontier a second, independent account of the tree's root
 * @param chained the state, as the rules write it
 */
record Stores(
    SegmentLog log,
    CheckpointSlots slots,
    TreeTiles tree,
    Frontier frontier,
    IdTable ids,
    StateStore state,
    ChainedState chained) {

  /** An entry. */
  LedgerEntry entry(long index) throws IOException {
    return LedgerEntry.decode(log.read(index));
  }

  /** The entry whose command has an id, if one has; it may not be under the head yet. */
  Optional<LedgerEntry> find(String id) {
    var index = ids.find(id, hasId(id));
    try {
      return index < 0 ? Optional.empty() : Optional.of(entry(index));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whether an entry has an id. */
  LongPredicate hasId(String id) {
    return index -> {
      try {
        return CommandNotes.id(entry(index).command()).equals(id);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    };
  }

  /** How far the state is, once the log has entries up to a size with this root. */
  StateRows.Mark mark(long size, Digest root) {
    return new StateRows.Mark(size, root, chained.digest());
  }
}
