package twoseal.ledger;

import java.nio.file.Path;

/**
 * A backup was to be opened as a ledger. Going on from it would fork the ledger from every receipt
 * given since it was made ([LOG-9]); {@link Restore} puts it in its ledger's place.
 */
public final class LedgerIsBackupException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String folder;

  LedgerIsBackupException(Path folder) {
    super(folder + " is a backup: it is no ledger before it was restored");
    this.folder = folder.toString();
  }

  /** Where it lies. */
  public String folder() {
    return folder;
  }
}
