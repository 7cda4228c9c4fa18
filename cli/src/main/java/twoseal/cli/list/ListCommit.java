package twoseal.cli.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;
import twoseal.intake.IntakeOptions;
import twoseal.intake.ListFolder;

/** {@code list commit}: takes a list whole: public lines, encrypted private side, list root. */
@Command(name = "commit")
public final class ListCommit extends Task {
  @Option(names = "--out", paramLabel = "DIR")
  private Optional<Path> out;

  @Option(names = "--no-names")
  private boolean hasNoNames;

  @Option(names = "--errors", paramLabel = "FILE")
  private Optional<Path> errors;

  @Mixin private ListInput input;
  @Mixin private Passphrases passphrases;
  @Mixin private Json json;

  public ListCommit(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    errors.ifPresent(NewFile::requireNone);
    var options = options();
    int exit =
        new Taking(console(), json, input)
            .run(
                errors.isPresent() ? options.withErrorsFile(errors.get()) : options,
                Taking.Telling.ROOT);
    if (exit == Exit.OK && !json.asked()) {
      out.ifPresentOrElse(
          folder -> console().hint("say.list.committed", folder),
          () -> console().hint("say.list.not-kept"));
    }
    return exit;
  }

  private IntakeOptions options() throws IOException {
    if (out.isEmpty()) {
      return IntakeOptions.rootOnly();
    }
    LedgerFolder.requireNone(out.get());
    if (Files.exists(new ListFolder(out.get()).summary())) {
      throw Complaint.input("complaint.folder-not-empty", out.get());
    }
    var passphrase = passphrases.fresh(console(), out.get());
    return IntakeOptions.toFolder(out.get(), passphrase).withNames(!hasNoNames);
  }
}
