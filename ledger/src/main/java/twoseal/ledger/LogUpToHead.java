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

/** What can be read and proved of a log up to its head; the same for whoever keeps the head. */
abstract class LogUpToHead implements LedgerView {
  private final SegmentLog log;
  private final TreeTiles tree;

  LogUpToHead(SegmentLog log, TreeTiles tree) {
    this.log = log;
    this.tree = tree;
  }

  /** The last checkpoint as of now. */
  abstract Head head();

  @Override
  public SignedNote checkpoint() {
    return head().note();
  }

  @Override
  public LedgerEntry read(long index) {
    requireIndex(index, head().size());
    return entry(index);
  }

  @Override
  public Receipt receipt(long index) {
    var now = head();
    requireIndex(index, now.size());
    return receipt(new Placed(entry(index), now));
  }

  @Override
  public Digest root(long size) {
    requireSize(size);
    return MerkleTree.root(size, tree);
  }

  @Override
  public List<Digest> prove(long index, long size) {
    requireSize(size);
    requireIndex(index, size);
    return MerkleTree.inclusionProof(index, size, tree);
  }

  @Override
  public List<Digest> proveConsistency(long oldSize, long size) {
    requireSize(size);
    if (oldSize < 0 || oldSize > size) {
      throw new IndexOutOfBoundsException("size " + oldSize + " of " + size);
    }
    return MerkleTree.consistencyProof(oldSize, size, tree);
  }

  @Override
  public Optional<byte[]> tile(TilePath path) {
    var level = path.isEntries() ? 0 : path.level();
    if (path.width() > TilePath.widthIn(level, path.index(), head().size())) {
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

  /** The receipt of an entry that its head covers. */
  final Receipt receipt(Placed placed) {
    var under = placed.head();
    var index = placed.entry().position().index();
    var path = MerkleTree.inclusionProof(index, under.size(), tree);
    return Receipt.of(placed.entry(), TlogProof.of(index, path, under.note()));
  }

  private LedgerEntry entry(long index) {
    try {
      return LedgerEntry.decode(log.read(index));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void requireSize(long size) {
    var covered = head().size();
    if (size < 0 || size > covered) {
      throw new IndexOutOfBoundsException("size " + size + " of " + covered);
    }
  }

  private static void requireIndex(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("entry " + index + " of " + size);
    }
  }
}
