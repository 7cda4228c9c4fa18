package twoseal.cli.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.Restore;
import twoseal.ledger.Survey;

/** {@code log restore}: puts a backup in its ledger's place, once the witnesses were heard. */
@Command(name = "restore")
public final class LogRestore extends Task {
  @Parameters(paramLabel = "BACKUP")
  private Path backup;

  @Option(names = "--file", paramLabel = "FILE")
  private List<Path> files = List.of();

  @Option(names = "--unwitnessed", paramLabel = "REASON")
  private Optional<String> unwitnessed;

  @Option(names = "--key", paramLabel = "FILE")
  private Optional<Path> keyFile;

  @Mixin private LogServers servers;
  @Mixin private LedgerFolder ledger;
  @Mixin private Passphrases passphrases;
  @Mixin private Json json;

  public LogRestore(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    requireBackup(backup);
    requireFree(folder());
    var said = unwitnessed();
    Survey survey;
    try (var progress = console().progress("say.fsck.reading", 0, Progress.Unit.ENTRIES)) {
      survey =
          Survey.of(
              backup, servers.witnesses(), servers.peers(), (part, done) -> progress.at(done));
    }
    var restored = Restore.run(survey, backup, folder(), files, said, LedgerOptions.defaults());
    if (json.asked()) {
      console()
          .json(out ->
              out.text("folder", folder().toString())
                  .number("size", restored.checkpoint().size())
                  .text("root", restored.checkpoint().root().hex())
                  .number("fetched", restored.fetched())
                  .texts("unheard", survey.unheard()));
    } else {
      survey.unheard().forEach(line -> console().line(console().bad(line)));
      console().say("say.log.restored", restored.checkpoint().size(), folder(), restored.fetched());
      if (!survey.hasWitnesses()) {
        console().say("say.log.restored-unseen");
      }
    }
    return Exit.OK;
  }

  /** Refuses a backup that is not there. */
  public static void requireBackup(Path backup) {
    if (!Files.isDirectory(backup)) {
      throw Complaint.ledger("complaint.no-ledger", backup);
    }
  }

  /** Refuses a folder with something in it; what an attempt left that did not end is nothing. */
  public static void requireFree(Path folder) throws IOException {
    if (!Restore.mayBegin(folder)) {
      throw Complaint.input("complaint.folder-not-empty", folder);
    }
  }

  private Path folder() {
    return ledger.folder();
  }

  /** Who goes on without having heard every witness signs a remark that says so. */
  private Optional<Restore.Unwitnessed> unwitnessed() throws IOException {
    if (unwitnessed.isEmpty()) {
      return Optional.empty();
    }
    var file = keyFile.orElseThrow(() -> Complaint.usage("complaint.restore.no-key"));
    var person = KeyFile.open(file, passphrases.existing(console(), file)).signer();
    return Optional.of(
        new Restore.Unwitnessed(
            unwitnessed.get(), person, ledger.key(console()).signer(), Clock.system()));
  }
}
