package twoseal.ledger;

import java.nio.file.Path;

/** Another process has the ledger's folder open. */
public final class LedgerLockedException extends RuntimeException {
  LedgerLockedException(Path folder, String holder) {
    super("the ledger in " + folder + " is open in process " + holder);
  }
}
