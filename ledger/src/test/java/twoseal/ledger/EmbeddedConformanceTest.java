package twoseal.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import twoseal.core.MalformedException;
import twoseal.ledger.conformance.EngineConformance;
import twoseal.ledger.conformance.Frozen;
import twoseal.ledger.conformance.Running;
import twoseal.ledger.conformance.Subject;

/** The embedded ledger keeps the law of engines. */
class EmbeddedConformanceTest extends EngineConformance {
  EmbeddedConformanceTest() {
    super(new Embedded());
  }

  /** The ledger of one process. */
  public static final class Embedded implements Subject {
    /** For the process that is killed too. */
    public Embedded() {}

    @Override
    public Running open(Path folder, Office office) {
      var isThere = Files.exists(folder.resolve("checkpoint.last"));
      var ledger =
          isThere
              ? office.open(folder, Clock.system(), Office.small())
              : office.create(folder, Clock.system(), Office.small());
      return new One(ledger, folder);
    }

    @Override
    public Running play(Path folder, Frozen frozen) {
      var nowMs = new AtomicLong(frozen.given().getFirst().timeMs());
      var genesis = frozen.given().getFirst().command();
      var ledger = EmbeddedLedger.create(folder, genesis, frozen.log(), nowMs::get, Office.small());
      for (var given : frozen.given()) {
        nowMs.set(given.timeMs());
        try {
          ledger.submit(given.command());
        } catch (MalformedException | IdTakenException _) {
          // Whether it had to be passed over, the entries will show.
        }
      }
      return new One(ledger, folder);
    }
  }

  private record One(EmbeddedLedger ledger, Path folder) implements Running {
    @Override
    public List<Engine> engines() {
      return List.of(ledger);
    }

    @Override
    public List<Path> folders() {
      return List.of(folder);
    }

    @Override
    public void close() {
      ledger.close();
    }
  }
}
