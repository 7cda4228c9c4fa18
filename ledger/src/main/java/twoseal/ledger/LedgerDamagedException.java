package twoseal.ledger;

/** What is stored contradicts itself or what was signed; the ledger refuses to run on it. */
public final class LedgerDamagedException extends RuntimeException {
  LedgerDamagedException(String what) {
    super(what);
  }

  LedgerDamagedException(String what, Throwable cause) {
    super(what, cause);
  }
}
