package twoseal.cli.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;
import twoseal.intake.EntryCodes;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateList;

/**
 * {@code list codes}: every entry's code ([LIST-11]), for the organiser to hand to each person. Who
 * has a code finds its entry, so the file is its maker's alone.
 */
@Command(name = "codes")
public final class ListCodes extends Task {
  @Parameters(paramLabel = "DIR")
  private Path folder;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out;

  @Mixin private Passphrases passphrases;

  public ListCodes(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var _ = ListDir.open(folder)) {
      var opened =
          PrivateList.open(new ListFolder(folder), passphrases.existing(console(), folder));
      NewFile.write(out, new byte[0], NewFile.Access.OWNER);
      var written = OptionalLong.empty();
      try (var file = Files.newOutputStream(out, StandardOpenOption.APPEND)) {
        written = OptionalLong.of(EntryCodes.write(opened, file));
      } finally {
        if (written.isEmpty()) {
          Files.deleteIfExists(out);
        }
      }
      console().say("say.list.codes", written.orElseThrow(), out);
    }
    return Exit.OK;
  }
}
