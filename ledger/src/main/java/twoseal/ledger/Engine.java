package twoseal.ledger;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Puts signed commands in order, asks the rules, keeps and proves what they said. Any thread may
 * call any method.
 */
public interface Engine extends LedgerView {
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

  /** The entry whose command has an idempotency id ([NOTE-5]), if one has. */
  Optional<LedgerEntry> find(String id);

  /** Tells every entry from an index on, in order, each once it is under a checkpoint. */
  Subscription follow(long fromIndex, Listener listener);

  @Override
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

  /**
   * Ends a {@link #follow}. An entry that is being told is told to its end; closing waits for that,
   * so that afterwards the listener uses nothing any more. Only a listener that ends its own follow
   * goes on.
   */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
