package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import twoseal.core.Digest;
import twoseal.core.EntryBundle;
import twoseal.core.MerkleTree;
import twoseal.core.TilePath;
import twoseal.core.TlogProof;

/** What can be read and proved of a log up to its head, for {@link LedgerView}. */
record HeadView(SegmentLog log, TreeTiles tree, Supplier<Head> head) {

  LedgerEntry read(long index) {
    requireIndex(index, head.get().size());
    return entry(index);
  }

  Receipt receipt(long index) {
    var now = head.get();
    requireIndex(index, now.size());
    return receipt(new Placed(entry(index), now));
  }

  Receipt receipt(Placed placed) {
    var under = placed.head();
    var index = placed.entry().position().index();
    var path = MerkleTree.inclusionProof(index, under.size(), tree);
    return Receipt.of(placed.entry(), TlogProof.of(index, path, under.note()));
  }

  List<Digest> prove(long index, long size) {
    requireSize(size);
    requireIndex(index, size);
    return MerkleTree.inclusionProof(index, size, tree);
  }

  List<Digest> proveConsistency(long oldSize, long size) {
    requireSize(size);
    if (oldSize < 0 || oldSize > size) {
      throw new IndexOutOfBoundsException("size " + oldSize + " of " + size);
    }
    return MerkleTree.consistencyProof(oldSize, size, tree);
  }

  Digest root(long size) {
    requireSize(size);
    return MerkleTree.root(size, tree);
  }

  Optional<byte[]> tile(TilePath path) {
    var level = path.isEntries() ? 0 : path.level();
    if (path.width() > TilePath.widthIn(level, path.index(), head.get().size())) {
      return Optional.empty();
    }
    if (!path.isEntries()) {
      return Optional.of(tree.tile(path));
    }
    var from = path.index() * TilePath.FULL_WIDTH;
    try {
      return Optional.of(EntryBundle.format(log.range(from, from + path.width())));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** An entry that may not be under the head yet. */
  LedgerEntry entry(long index) {
    try {
      return LedgerEntry.decode(log.read(index));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void requireSize(long size) {
    if (size < 0 || size > head.get().size()) {
      throw new IndexOutOfBoundsException("size " + size + " of " + head.get().size());
    }
  }

  private static void requireIndex(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("entry " + index + " of " + size);
    }
  }
}
