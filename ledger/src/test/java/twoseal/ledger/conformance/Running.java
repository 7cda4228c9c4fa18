package twoseal.ledger.conformance;

import java.nio.file.Path;
import java.util.List;
import twoseal.ledger.Engine;

/** A ledger that is open. */
public interface Running extends AutoCloseable {
  /** The engine, or several that hold the same ledger. */
  List<Engine> engines();

  /** The ledger's folder of each. */
  List<Path> folders();

  /** Answers what was submitted, then closes everything. */
  @Override
  void close();
}
