package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.EntryBundle;
import twoseal.core.MerkleTree;
import twoseal.core.SignedNote;
import twoseal.core.TilePath;
import twoseal.core.TlogProof;

/** What can be read of an open ledger, never beyond its head. Any thread may ask. */
final class Reading {
  private final Stores stores;
  private final Heads heads;
  private final StateReaders readers;

  Reading(Stores stores, Heads heads, StateReaders readers) {
    this.stores = stores;
    this.heads = heads;
    this.readers = readers;
  }

  SignedNote checkpoint() {
    return heads.now().note();
  }

  LedgerEntry read(long index) {
    requireIndex(index, heads.now().size());
    return entry(index);
  }

  Receipt receipt(long index) {
    var head = heads.now();
    requireIndex(index, head.size());
    return receipt(new Placed(entry(index), head));
  }

  List<Digest> prove(long index, long size) {
    requireSize(size);
    requireIndex(index, size);
    return MerkleTree.inclusionProof(index, size, stores.tree());
  }

  List<Digest> proveConsistency(long oldSize, long size) {
    requireSize(size);
    if (oldSize < 0 || oldSize > size) {
      throw new IndexOutOfBoundsException("size " + oldSize + " of " + size);
    }
    return MerkleTree.consistencyProof(oldSize, size, stores.tree());
  }

  Optional<byte[]> tile(TilePath path) {
    var level = path.isEntries() ? 0 : path.level();
    if (path.width() > TilePath.widthIn(level, path.index(), heads.now().size())) {
      return Optional.empty();
    }
    if (!path.isEntries()) {
      return Optional.of(stores.tree().tile(path));
    }
    var from = path.index() * TilePath.FULL_WIDTH;
    try {
      return Optional.of(EntryBundle.format(stores.log().range(from, from + path.width())));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  StateView state() {
    return readers.open();
  }

  Engine.Subscription follow(long fromIndex, Engine.Listener listener) {
    if (fromIndex < 0) {
      throw new IndexOutOfBoundsException("entry " + fromIndex);
    }
    var follower = new Follower(stores, heads, fromIndex, listener);
    Thread.ofVirtual().name("follower").start(follower);
    return follower;
  }

  /** The receipt of an entry that its head covers. */
  Receipt receipt(Placed placed) {
    var head = placed.head();
    var path =
        MerkleTree.inclusionProof(placed.entry().position().index(), head.size(), stores.tree());
    return Receipt.of(
        placed.entry(), TlogProof.of(placed.entry().position().index(), path, head.note()));
  }

  /** An entry of the log, whether or not the head covers it yet. */
  LedgerEntry entry(long index) {
    try {
      return stores.entry(index);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void requireSize(long size) {
    if (size < 0 || size > heads.now().size()) {
      throw new IndexOutOfBoundsException("size " + size + " of " + heads.now().size());
    }
  }

  private static void requireIndex(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("entry " + index + " of " + size);
    }
  }
}
