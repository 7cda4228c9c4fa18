package twoseal.ledger;

import java.nio.file.Path;

/** Another process has the ledger's folder open. */
public final class LedgerLockedException extends RuntimeException {
  private final transient Path folder;
  private final String holder;

  LedgerLockedException(Path folder, String holder) {
    super("the ledger in " + folder + " is open in process " + holder);
    this.folder = folder;
    this.holder = holder;
  }

  /** The ledger's folder. */
  public Path folder() {
    return folder;
  }

  /** The number of the process that has it open, and what it says of itself. */
  public String holder() {
    return holder;
  }
}
