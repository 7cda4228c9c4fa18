package twoseal.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The engine is closed, or stopped for good after a failure. Whether a command that was under way
 * is on the ledger is known after the restart: send it again with its id.
 */
public final class LedgerStoppedException extends RuntimeException {
  LedgerStoppedException(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
