package twoseal.ledger;

import java.sql.SQLException;

/** The state's file could not be read or written. */
public final class StateFailedException extends RuntimeException {
  StateFailedException(SQLException cause) {
    super("the state: " + cause.getMessage(), cause);
  }
}
