package twoseal.cli.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.OptionValue;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.cli.ledger.Answers;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.cli.note.Signatures;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.desk.Complaint;
import twoseal.desk.keys.KeyFile;
import twoseal.desk.note.FreshHeader;
import twoseal.desk.note.NoteFile;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.registry.RegistryCommand;

/** {@code ledger new}: opens a ledger with its first entry ([REG-2]). */
@Command(name = "new")
public final class LedgerNew extends Task {
  private static final int MS_PER_S = 1_000;

  @Option(names = "--origin", required = true, paramLabel = "ORIGIN")
  private String origin;

  @Option(names = "--office", required = true, paramLabel = "ID")
  private String office;

  @Option(names = "--office-name", required = true, paramLabel = "NAME")
  private String officeName;

  @Option(names = "--office-name-en", paramLabel = "NAME")
  private Optional<String> officeNameEn;

  @Option(names = "--admin-key", required = true, paramLabel = "FILE")
  private Path adminKey;

  @Option(names = "--admin-name", required = true, paramLabel = "NAME")
  private String adminName;

  @Option(names = "--clock", paramLabel = "system|set", defaultValue = "system")
  private ClockKind clock;

  @Option(names = "--custody", paramLabel = "client|server", defaultValue = "client")
  private Custody custody;

  @Option(names = "--yes")
  private boolean isAgreed;

  @Mixin private LedgerFolder ledger;
  @Mixin private Passphrases passphrases;
  @Mixin private Json json;

  /** Where the ledger's time comes from ([REG-2]). */
  enum ClockKind {
    SYSTEM,
    SET
  }

  /** Who holds people's keys ([REG-2]). */
  enum Custody {
    CLIENT,
    SERVER
  }

  public LedgerNew(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    OptionValue.id("--office", office);
    OptionValue.text("--office-name", officeName);
    officeNameEn.ifPresent(english -> OptionValue.text("--office-name-en", english));
    OptionValue.text("--admin-name", adminName);
    var folder = ledger.folder();
    if (Files.exists(folder) && !isEmpty(folder)) {
      throw Complaint.input("complaint.folder-not-empty", folder);
    }
    var logKey = ledger.key(console());
    if (!logKey.signer().key().name().equals(origin)) {
      throw Complaint.input("complaint.log-key-origin", logKey.signer().key().name(), origin);
    }
    var admin = KeyFile.open(adminKey, passphrases.existing(console(), adminKey));
    var note = NoteFile.unsigned(text(logKey, admin)).signedBy(admin.signer());
    Signatures.agree(console(), note, admin.signer().key().name(), isAgreed);
    try (var engine =
        EmbeddedLedger.create(
            folder, note.bytes(), logKey.signer(), Clock.system(), LedgerOptions.defaults())) {
      return Answers.print(console(), engine.receipt(0), json.asked());
    }
  }

  private String text(KeyFile logKey, KeyFile admin) {
    Header header = FreshHeader.of(origin);
    var key = admin.signer().key();
    try {
      return new RegistryCommand.Genesis(
              logKey.signer().key(),
              Clock.system().nowMs() / MS_PER_S,
              word(clock),
              word(custody),
              PersonName.requireId(office),
              officeName,
              officeNameEn,
              PersonName.parse(key.name()),
              adminName,
              key)
          .text(header);
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.command-value", malformed.expected()).because(malformed);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
