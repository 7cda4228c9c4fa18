package twoseal.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import twoseal.core.SignedNote;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.Engine;
import twoseal.ledger.FastSignatures;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.Office;
import twoseal.ledger.Ordered;
import twoseal.ledger.Replica;
import twoseal.ledger.conformance.EngineConformance;
import twoseal.ledger.conformance.Frozen;
import twoseal.ledger.conformance.Running;
import twoseal.ledger.conformance.Subject;

/** Four nodes keep the law of engines. */
// Cites: LOG-10.
class HieroConformanceTest extends EngineConformance {
  HieroConformanceTest() {
    super(new Network());
  }

  /** Four nodes in this process. */
  public static final class Network implements Subject {
    /** For the process that is killed too. */
    public Network() {}

    @Override
    public Running open(Path folder, Office office) throws Exception {
      return Four.open(folder, office, _ -> FastSignatures.best());
    }

    /** Through the replica that each node hands its rounds to; consensus times cannot be set. */
    @Override
    public Running play(Path folder, Frozen frozen) {
      var options = LedgerOptions.defaults();
      var genesis = frozen.given().getFirst();
      EmbeddedLedger.create(folder, genesis.command(), frozen.log(), genesis::timeMs, options)
          .close();
      var replica =
          Replica.open(folder, frozen.log().key(), FastSignatures.best(), _ -> false, options);
      var round = new ArrayList<Ordered>();
      for (var given : frozen.given().subList(1, frozen.given().size())) {
        round.add(new Ordered(given.command(), given.timeMs()));
      }
      var tip = replica.apply(round);
      var text = replica.checkpointOf(tip.size()).text();
      replica.publish(SignedNote.sign(text, frozen.log()));
      return new One(replica, folder);
    }
  }

  private record One(Replica replica, Path folder) implements Running {
    @Override
    public List<Engine> engines() {
      return List.of(replica);
    }

    @Override
    public List<Path> folders() {
      return List.of(folder);
    }

    @Override
    public void close() {
      replica.close();
    }
  }
}
