package twoseal.cli.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;

/** {@code keys passphrase}: the same keys under another passphrase. */
@Command(name = "passphrase")
public final class KeysPassphrase extends Task {
  @Parameters(paramLabel = "FILE")
  private Path file;

  @Mixin private Passphrases passphrases;

  @Option(names = "--new-passphrase-file", paramLabel = "FILE")
  private Optional<Path> newFile;

  public KeysPassphrase(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var from = passphrases.existing(console(), file);
    KeyFile.open(file, from);
    KeyFile.changePassphrase(file, from, Passphrases.fresh(console(), file, newFile));
    console().say("say.keys.passphrase", file);
    return Exit.OK;
  }
}
