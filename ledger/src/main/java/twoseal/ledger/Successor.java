package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import twoseal.core.MalformedException;
import twoseal.core.Signer;

/** Opens a ledger that succeeds another ([SUC-1]): with its succession, or not at all. */
public final class Successor {
  private Successor() {}

  /**
   * Makes a ledger in a folder that is empty, not there, or left by an attempt that did not end.
   * Until this returns, what lies there opens for nobody.
   *
   * @param genesis the first command
   * @param commands those after it, the succession first
   * @return the receipts of the commands
   * @throws MalformedException if a command is malformed or the rules refuse it
   */
  public static List<Receipt> create(
      Path folder,
      byte[] genesis,
      List<byte[]> commands,
      Signer signer,
      Clock clock,
      LedgerOptions options) {
    try {
      var unfinished = UnfinishedFolder.begin(options.disk(), folder);
      EmbeddedLedger.make(folder, genesis, signer, clock, options);
      List<Receipt> receipts;
      try (var ledger =
          EmbeddedLedger.openUnfinished(unfinished.layout(), signer, clock, options)) {
        receipts = commands.stream().map(ledger::submit).toList();
      }
      for (var receipt : receipts) {
        if (!receipt.accepted()) {
          throw new MalformedException("commands that the rules accept, not " + receipt.reason());
        }
      }
      unfinished.finish();
      return receipts;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
