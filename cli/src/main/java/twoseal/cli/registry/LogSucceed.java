package twoseal.cli.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Progress;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.cli.ledger.LogRestore;
import twoseal.cli.ledger.LogServers;
import twoseal.cli.note.Signatures;
import twoseal.core.PersonName;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;
import twoseal.desk.note.FreshHeader;
import twoseal.desk.note.NoteFile;
import twoseal.desk.registry.KeptRegistry;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.Restore;
import twoseal.ledger.Successor;
import twoseal.ledger.Survey;
import twoseal.registry.RegistryCommand;
import twoseal.registry.Succession;

/** {@code log succeed}: opens a ledger that goes on after another lost entries ([SUC-1]). */
@Command(name = "succeed")
public final class LogSucceed extends Task {
  private static final int MS_PER_S = 1_000;

  @Parameters(paramLabel = "BACKUP")
  private Path backup;

  @Option(names = "--reason", required = true, paramLabel = "TEXT")
  private String reason;

  @Option(names = "--unwitnessed", paramLabel = "REASON")
  private Optional<String> unwitnessed;

  @Option(names = "--admin-key", required = true, paramLabel = "FILE")
  private Path adminKey;

  @Option(names = "--key", paramLabel = "FILE")
  private List<Path> keyFiles = List.of();

  @Option(names = "--admissions", required = true, paramLabel = "DIR")
  private Path admissions;

  @Option(names = "--next-draw", paramLabel = "N")
  private Optional<Long> nextDraw;

  @Option(names = "--next-rehearsal", paramLabel = "N")
  private Optional<Long> nextRehearsal;

  @Option(names = "--yes")
  private boolean isAgreed;

  @Mixin private LogServers servers;
  @Mixin private LedgerFolder ledger;
  @Mixin private Passphrases passphrases;
  @Mixin private Json json;

  public LogSucceed(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    LogRestore.requireBackup(backup);
    LogRestore.requireFree(ledger.folder());
    if (Files.exists(admissions)) {
      throw Complaint.input("complaint.file-exists", admissions);
    }
    var log = ledger.key(console()).signer();
    var admin = KeyFile.open(adminKey, passphrases.existing(console(), adminKey)).signer();
    var survey = survey();
    Restore.requireNoFork(survey, ledger.folder());
    if (unwitnessed.isEmpty()) {
      survey.requireHeard();
    }
    var people = new KeptRegistry(survey);
    var succession = new SuccessionDraft(survey, nextDraw, nextRehearsal).of(unwitnessed, reason);
    if (log.key().name().equals(succession.predecessor().name())) {
      throw Complaint.input("complaint.succeed.same-origin", log.key().name());
    }
    var note = signed(succession, log, admin);
    Signatures.agree(console(), note, admin.key().name(), isAgreed);
    var commands = new ArrayList<byte[]>(List.of(note.bytes()));
    people.organisations().forEach(c -> commands.add(signed(c, log, admin).bytes()));
    var inTheRoom = keys();
    var toSign = new ArrayList<RegistryCommand.AdmitPerson>();
    for (var person : people.people(PersonName.parse(admin.key().name()))) {
      var key = inTheRoom.stream().filter(k -> isOf(k, person)).findFirst();
      if (key.isPresent()) {
        var admission = withKeysOf(person, key.get());
        commands.add(signed(admission, log, admin, key.get().signer()).bytes());
      } else {
        toSign.add(person);
      }
    }
    var genesis = people.genesis(log.key(), admin.key(), nowS());
    Successor.create(
        ledger.folder(),
        signed(genesis, log, admin).bytes(),
        commands,
        log,
        Clock.system(),
        LedgerOptions.defaults());
    Files.createDirectories(admissions);
    for (var person : toSign) {
      signed(person, log, admin).write(admissions.resolve(fileName(person)));
    }
    tell(succession, log, toSign);
    return Exit.OK;
  }

  private Survey survey() {
    try (var progress = console().progress("say.fsck.reading", 0, Progress.Unit.ENTRIES)) {
      return Survey.of(
          backup, servers.witnesses(), servers.peers(), (part, done) -> progress.at(done));
    }
  }

  private List<KeyFile> keys() throws IOException {
    var keys = new ArrayList<KeyFile>();
    for (var file : keyFiles) {
      keys.add(KeyFile.open(file, passphrases.existing(console(), file)));
    }
    return keys;
  }

  private void tell(Succession succession, Signer log, List<RegistryCommand.AdmitPerson> toSign) {
    if (json.asked()) {
      console()
          .json(out ->
              out.text("origin", log.key().name())
                  .text("predecessor", succession.predecessor().name())
                  .number("kept", succession.kept().size())
                  .number("lost", succession.lost())
                  .number("nextDraw", succession.draws().next())
                  .number("nextRehearsal", succession.rehearsals().next())
                  .texts(
                      "toSign",
                      toSign.stream()
                          .map(p -> admissions.resolve(fileName(p)).toString())
                          .toList()));
      return;
    }
    console()
        .say(
            "say.log.succeeded",
            log.key().name(),
            succession.predecessor().name(),
            succession.kept().size(),
            succession.lost(),
            succession.draws().next(),
            succession.rehearsals().next());
    if (!toSign.isEmpty()) {
      console().say("say.log.admissions", toSign.size(), admissions);
    }
  }

  private static boolean isOf(KeyFile key, RegistryCommand.AdmitPerson person) {
    return key.signer().key().name().equals(person.person().toString());
  }

  /** Who is in the room may bring other keys than the predecessor knew. */
  private static RegistryCommand.AdmitPerson withKeysOf(
      RegistryCommand.AdmitPerson person, KeyFile key) {
    return new RegistryCommand.AdmitPerson(
        person.person(),
        person.name(),
        person.role(),
        key.signer().key(),
        person.cosignKey().isPresent() ? key.cosigner().map(Signer::key) : Optional.empty());
  }

  private static String fileName(RegistryCommand.AdmitPerson person) {
    return person.person().toString().replace('/', '.') + ".note";
  }

  private static NoteFile signed(RegistryCommand command, Signer log, Signer... by) {
    var note = NoteFile.unsigned(command.text(FreshHeader.of(log.key().name())));
    for (var signer : by) {
      note = note.signedBy(signer);
    }
    return note;
  }

  private static long nowS() {
    return Clock.system().nowMs() / MS_PER_S;
  }
}
