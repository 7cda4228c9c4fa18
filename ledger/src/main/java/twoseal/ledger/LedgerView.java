package twoseal.ledger;

import java.util.List;
import java.util.Optional;
import twoseal.core.Blobs;
import twoseal.core.Digest;
import twoseal.core.SignedNote;
import twoseal.core.TilePath;

/**
 * A ledger as it can be read and proved, whoever writes it. Any thread may call any method. What is
 * read is never ahead of the last checkpoint, and every index below that checkpoint's size can be
 * read.
 */
public interface LedgerView extends AutoCloseable {
  /** The last checkpoint, signed by the log key; durable before it is shown. */
  SignedNote checkpoint();

  /**
   * An entry.
   *
   * @throws IndexOutOfBoundsException unless it is under the last checkpoint
   */
  LedgerEntry read(long index);

  /** An entry's receipt at the last checkpoint; see {@link #read}. */
  Receipt receipt(long index);

  /**
   * The root over the first entries.
   *
   * @throws IndexOutOfBoundsException unless size is at most that of the last checkpoint
   */
  Digest root(long size);

  /**
   * The path of an entry in the tree of the first {@code size} entries (RFC 6962 section 2.1.1).
   *
   * @throws IndexOutOfBoundsException unless index < size, and size is at most that of the last
   *     checkpoint
   */
  List<Digest> prove(long index, long size);

  /**
   * The proof that the tree of {@code size} entries begins with that of {@code oldSize} (RFC 6962
   * section 2.1.2).
   *
   * @throws IndexOutOfBoundsException unless oldSize <= size, and size is at most that of the last
   *     checkpoint
   */
  List<Digest> proveConsistency(long oldSize, long size);

  /** The bytes of a tile or entry bundle (C2SP tlog-tiles), full or partial; empty if not there. */
  Optional<byte[]> tile(TilePath path);

  /** The state as of now, as it was after one entry; the caller closes it. */
  StateView state();

  /** The files that commands name by their digest. */
  Blobs blobs();

  @Override
  void close();
}
