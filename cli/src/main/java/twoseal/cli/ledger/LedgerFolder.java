package twoseal.cli.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.keys.Passphrases;
import twoseal.desk.Complaint;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.Fsck;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.LedgerReader;

/** The options that name a ledger in a folder, and the key that signs its checkpoints. */
public final class LedgerFolder {
  /** The environment's variable with the name of the log's key file. */
  public static final String KEY_VARIABLE = "TWOSEAL_LOG_KEY";

  /** The environment's variable with the passphrase of the log's key file. */
  public static final String PASSPHRASE_VARIABLE = "TWOSEAL_LOG_PASSPHRASE";

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> folder;

  @Option(names = "--log-key", paramLabel = "FILE")
  private Optional<Path> keyFile;

  @Option(names = "--log-passphrase-file", paramLabel = "FILE")
  private Optional<Path> passphraseFile;

  /**
   * Makes sure that a folder that something is to be written into is no ledger's.
   *
   * @throws Complaint if it is
   */
  public static void requireNone(Path into) {
    if (Files.exists(Fsck.checkpoint(into))) {
      throw Complaint.input("complaint.into-ledger", into);
    }
  }

  /** Whether a folder was named. */
  public boolean isNamed() {
    return folder.isPresent();
  }

  /**
   * The folder.
   *
   * @throws Complaint if none was named
   */
  public Path folder() {
    return folder.orElseThrow(() -> Complaint.usage("complaint.no-data"));
  }

  /**
   * The log's keys.
   *
   * @throws Complaint if the file is not named, not there, or its passphrase is missing or wrong
   */
  public KeyFile key(Console console) throws IOException {
    var file =
        keyFile
            .or(() -> console.variable(KEY_VARIABLE).map(Path::of))
            .orElseThrow(() -> Complaint.usage("complaint.no-log-key", KEY_VARIABLE));
    return KeyFile.open(file, Passphrases.of(console, file, passphraseFile, PASSPHRASE_VARIABLE));
  }

  /** Opens the ledger with the machine's clock; the caller closes it. */
  public EmbeddedLedger open(Console console) throws IOException {
    return open(console, Clock.system());
  }

  /**
   * Opens the ledger to read it, which needs no key and may be done beside who writes it; the
   * caller closes it.
   *
   * @throws Complaint if the folder is not there
   */
  public LedgerReader read() {
    if (!Files.isDirectory(folder())) {
      throw Complaint.ledger("complaint.no-ledger", folder());
    }
    return LedgerReader.open(folder());
  }

  /**
   * Opens the ledger; the caller closes it.
   *
   * @throws Complaint if the folder is not there, or as {@link #key}
   */
  public EmbeddedLedger open(Console console, Clock clock) throws IOException {
    if (!Files.isDirectory(folder())) {
      throw Complaint.ledger("complaint.no-ledger", folder());
    }
    return EmbeddedLedger.open(folder(), key(console).signer(), clock, LedgerOptions.defaults());
  }
}
