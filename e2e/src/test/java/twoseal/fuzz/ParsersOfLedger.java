package twoseal.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Bytes;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.Fsck;
import twoseal.ledger.LedgerDamagedException;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.StateFailedException;
import twoseal.ledger.WrongLogKeyException;
import twoseal.registry.RegistryCommand;

/** The files of a ledger's folder: it does not run on damaged ones, and fsck reports on any. */
final class ParsersOfLedger {
  private static final String ORIGIN = "fuzz.example/ledger";
  private static final long START_MS = 1_767_225_600_000L;
  private static final int ENTRIES = 300;
  private static final LedgerOptions OPTIONS =
      LedgerOptions.defaults().withSegments(64 << 10, 4 << 10);

  private final Signer log = Signer.of(ORIGIN, new byte[32]);
  private final Signer admin = Signer.of("office/admin", Bytes.parseHex("22".repeat(32), 32));
  private final Path whole;
  private final Path copy;

  private ParsersOfLedger(Path folder) {
    whole = folder.resolve("ledger");
    copy = folder.resolve("copy");
  }

  static List<Parser> all(Path folder) throws IOException {
    var made = new ParsersOfLedger(folder);
    made.create();
    var parsers = new ArrayList<Parser>();
    try (var files = Files.walk(made.whole)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var name = made.whole.relativize(file).toString();
        if (Files.size(file) > 0) {
          parsers.add(
              new Parser(
                  "ledger " + name.replace('/', ' '),
                  Set.of(
                      LedgerDamagedException.class,
                      StateFailedException.class,
                      WrongLogKeyException.class),
                  List.of(Files.readAllBytes(file)),
                  in -> made.open(name, in),
                  1L << 30));
        }
      }
    }
    return parsers;
  }

  private void create() {
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            START_MS / 1000,
            "system",
            "client",
            "office",
            "公证处",
            Optional.empty(),
            PersonName.parse("office/admin"),
            "Admin",
            admin.key());
    try (var ledger =
        EmbeddedLedger.create(whole, sign(genesis, 0), log, () -> START_MS, OPTIONS)) {
      for (var i = 1; i < ENTRIES; i++) {
        var remark = new RegistryCommand.Remark(Optional.empty(), Optional.empty(), "remark " + i);
        ledger.submit(sign(remark, i));
      }
    }
  }

  private byte[] sign(RegistryCommand command, int id) {
    var header = new Header(Bytes.hex(Bytes.concat(Bytes.be64(0), Bytes.be64(id))), ORIGIN);
    return SignedNote.sign(command.text(header), admin).bytes();
  }

  private void open(String name, byte[] bytes) throws IOException {
    delete(copy);
    try (var files = Files.walk(whole)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(whole.relativize(file).toString()));
      }
    }
    Files.write(copy.resolve(name), bytes);
    var report = Fsck.run(copy, (part, done) -> {});
    if (report.entries() < 0) {
      throw new IllegalStateException("fewer entries than none");
    }
    try (var ledger = EmbeddedLedger.open(copy, log, () -> START_MS, OPTIONS)) {
      ledger.read(ENTRIES / 2);
      ledger.receipt(1);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
