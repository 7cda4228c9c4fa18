package twoseal.network;

import com.hedera.hapi.node.base.SemanticVersion;
import com.hedera.hapi.platform.event.StateSignatureTransaction;
import com.swirlds.platform.state.ConsensusStateEventHandler;
import com.swirlds.platform.system.InitTrigger;
import com.swirlds.platform.system.Platform;
import com.swirlds.state.State;
import com.swirlds.state.merkle.VirtualMapState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hiero.consensus.model.event.Event;
import org.hiero.consensus.model.hashgraph.Round;
import org.hiero.consensus.model.node.NodeId;
import org.hiero.consensus.model.transaction.ScopedSystemTransaction;
import org.jspecify.annotations.Nullable;
import twoseal.ledger.LedgerDamagedException;
import twoseal.ledger.LedgerStoppedException;
import twoseal.ledger.Ordered;
import twoseal.ledger.Replica;

/**
 * Hears from the platform: rounds, whose commands the replica takes in their order, and, as soon as
 * they are gossiped, the lines that complete checkpoints.
 */
final class Rounds implements ConsensusStateEventHandler {
  private final NodeId self;
  private final Replica replica;
  private final Cosigning cosigning;
  private final Pool pool;

  Rounds(long self, Replica replica, Cosigning cosigning, Pool pool) {
    this.self = NodeId.of(self);
    this.replica = replica;
    this.cosigning = cosigning;
    this.pool = pool;
  }

  /** The time of a position is that of the consensus, in whole milliseconds ([LOG-10]). */
  static long timeMs(Instant consensus) {
    return consensus.toEpochMilli();
  }

  @Override
  public void onPreHandle(
      Event event,
      State state,
      Consumer<ScopedSystemTransaction<StateSignatureTransaction>> signatures) {
    var transactions = event.transactionIterator();
    while (transactions.hasNext()) {
      var message = Message.parse(transactions.next().getApplicationTransaction());
      switch (message.orElse(null)) {
        case Message.StateSignature(var signature) -> signatures.accept(scoped(event, signature));
        case Message.CheckpointLine(var size, var line) -> cosigning.heard(size, line);
        case Message.LinesWanted(var size) -> {
          if (!event.getCreatorId().equals(self)) {
            cosigning.wanted(size);
          }
        }
        case Message.Command _ -> {} // Has its turn once it is ordered.
        case null -> {}
      }
    }
  }

  @Override
  public void onHandleConsensusRound(
      Round round,
      State state,
      Consumer<ScopedSystemTransaction<StateSignatureTransaction>> signatures) {
    var commands = new ArrayList<Ordered>();
    for (var event : round) {
      var transactions = event.consensusTransactionIterator();
      while (transactions.hasNext()) {
        var transaction = transactions.next();
        switch (Message.parse(transaction.getApplicationTransaction()).orElse(null)) {
          case Message.Command(var note) ->
              commands.add(
                  new Ordered(note.toByteArray(), timeMs(transaction.getConsensusTimestamp())));
          case Message.StateSignature(var signature) -> signatures.accept(scoped(event, signature));
          case Message.CheckpointLine _, Message.LinesWanted _ -> {} // Heard before.
          case null -> {}
        }
      }
    }
    take(commands, state);
  }

  /** Every round's state is signed: the tip stands in it. */
  @Override
  public boolean onSealConsensusRound(Round round, State state) {
    return true;
  }

  @Override
  public void onStateInitialized(
      State state,
      Platform platform,
      InitTrigger trigger,
      @Nullable SemanticVersion previousVersion) {
    if (trigger == InitTrigger.RECONNECT) {
      TipInState.define((VirtualMapState) state);
    }
    try {
      replica.resume(TipInState.read(state));
    } catch (LedgerDamagedException damaged) {
      // After a reconnect: the entries in between are on the other nodes only.
      replica.stop(damaged);
    }
  }

  @Override
  public void onNewRecoveredState(State recovered) {
    // Only the platform's own tool for event streams recovers states, and we write no streams.
  }

  /** An event of this node will never be ordered: what stood in it goes into another. */
  void lost() {
    replica.proposeAll();
  }

  private void take(List<Ordered> commands, State state) {
    try {
      var tip = replica.apply(commands);
      TipInState.write(state, tip);
      if (pool.isAmongOthers()) {
        cosigning.handled(tip);
        replica.proposeRest();
      }
    } catch (LedgerStoppedException _) {
      // The tip stays behind, which the others see; whoever waits here was told by the replica.
    }
  }

  private static ScopedSystemTransaction<StateSignatureTransaction> scoped(
      Event event, StateSignatureTransaction signature) {
    return new ScopedSystemTransaction<>(event.getCreatorId(), event.getBirthRound(), signature);
  }
}
