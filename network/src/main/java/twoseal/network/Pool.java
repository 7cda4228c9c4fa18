package twoseal.network;

import com.hedera.hapi.platform.event.StateSignatureTransaction;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import com.swirlds.base.time.Time;
import com.swirlds.metrics.api.Metrics;
import com.swirlds.platform.builder.ExecutionLayer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.hiero.consensus.model.status.PlatformStatus;
import org.hiero.consensus.model.transaction.TimestampedTransaction;
import org.hiero.consensus.transaction.TransactionPoolNexus;
import twoseal.ledger.Order;

/** What this node has to tell the others, until the platform puts it into its next event. */
final class Pool implements ExecutionLayer, Order {
  private final TransactionPoolNexus transactions;
  private final Consumer<PlatformStatus> onStatus;
  private volatile PlatformStatus status = PlatformStatus.STARTING_UP;

  /**
   * An empty pool.
   *
   * @param max how many commands may lie in it
   * @param onStatus hears how the node stands among the others
   */
  Pool(Metrics metrics, int max, Consumer<PlatformStatus> onStatus) {
    this.transactions =
        new TransactionPoolNexus(
            getTransactionLimits(),
            max,
            TransactionPoolNexus.DEFAULT_MAXIMUM_PERMISSIBLE_UNHEALTHY_DURATION,
            metrics,
            Time.getCurrent());
    this.onStatus = onStatus;
  }

  @Override
  public boolean propose(byte[] commandNote) {
    return transactions.submitApplicationTransaction(
        new Message.Command(Bytes.wrap(commandNote)).bytes());
  }

  /** Tells the others something that is no command, before all commands. */
  void tell(Message message) {
    transactions.submitPriorityTransaction(message.bytes());
  }

  /** Whether the node takes part, rather than catching up with its own past. */
  boolean isAmongOthers() {
    return switch (status) {
      case ACTIVE, CHECKING -> true;
      case STARTING_UP,
          REPLAYING_EVENTS,
          OBSERVING,
          BEHIND,
          RECONNECT_COMPLETE,
          FREEZING,
          FREEZE_COMPLETE,
          CATASTROPHIC_FAILURE ->
          false;
    };
  }

  @Override
  public void submitStateSignature(StateSignatureTransaction signature) {
    tell(new Message.StateSignature(signature));
  }

  @Override
  public List<TimestampedTransaction> getTransactionsForEvent() {
    return transactions.getTransactionsForEvent();
  }

  @Override
  public boolean hasBufferedSignatureTransactions() {
    return transactions.hasBufferedSignatureTransactions();
  }

  @Override
  public void newPlatformStatus(PlatformStatus now) {
    status = now;
    transactions.updatePlatformStatus(now);
    onStatus.accept(now);
  }

  @Override
  public void reportUnhealthyDuration(Duration duration) {
    transactions.reportUnhealthyDuration(duration);
  }
}
