package twoseal.ledger.conformance;

import java.nio.file.Path;
import twoseal.ledger.Office;

/**
 * A kind of engine, as the suite makes it. Has a constructor without parameters, so that the
 * process that is killed can make one too.
 */
public interface Subject {
  /**
   * Opens what an end or a kill left in a folder; founds a ledger of the office where there is
   * none.
   */
  Running open(Path folder, Office office) throws Exception;

  /**
   * Enters commands at given times, through the code that gives places in this kind of engine, into
   * a new ledger.
   */
  Running play(Path folder, Frozen frozen) throws Exception;
}
