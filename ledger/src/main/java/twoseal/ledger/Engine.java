package twoseal.ledger;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import twoseal.core.Digest;
import twoseal.core.SignedNote;
import twoseal.core.TilePath;

/**
 * Puts signed commands in order, asks the rules, keeps and proves what they said. Any thread may
 * call any method. What is read is never ahead of the last checkpoint, and every index below that
 * checkpoint's size can be read.
 */
public interface Engine extends AutoCloseable {
  /**
   * Enters a command and waits until it is durable, applied and under a signed checkpoint. The same
   * bytes again get the first answer again. A key counts once the command that admits it was
   * answered.
   *
   * @throws twoseal.core.MalformedException if it is not well-formed and correctly signed: it was
   *     not entered
   * @throws IdTakenException if another command has its id: it was not entered
   * @throws ClockBehindException if there is no honest time to give: it was not entered
   * @throws LedgerStoppedException if the engine is closed or stopped
   */
  Receipt submit(byte[] commandNote);

  /**
   * As {@link #submit}, without waiting for the answer; what that throws, the future holds. Waits
   * only while the queue is full. What is done on completion holds up other answers: be quick or
   * use another executor.
   */
  CompletableFuture<Receipt> submitAsync(byte[] commandNote);

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

  /** Tells every entry from an index on, in order, each once it is under a checkpoint. */
  Subscription follow(long fromIndex, Listener listener);

  /** The files that commands name by their digest. */
  BlobStore blobs();

  /** Answers what was submitted, then closes everything. */
  @Override
  void close();

  /** Hears entries, on a thread of its own. */
  @FunctionalInterface
  interface Listener {
    /** The next entry. What this throws ends the subscription. */
    void entry(LedgerEntry entry);

    /**
     * There will be no more.
     *
     * @param cause why; empty when the subscription or the engine was closed
     */
    default void ended(Optional<Throwable> cause) {}
  }

  /** Ends a {@link #follow}; an entry that is being told is told to its end. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
