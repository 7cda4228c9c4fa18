package twoseal.cli.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateEntry;
import twoseal.intake.PrivateList;

/**
 * {@code list codes}: every entry's code ([LIST-11]), for the organiser to hand to each person. Who
 * has a code finds its entry, so the file is its maker's alone.
 */
@Command(name = "codes")
public final class ListCodes extends Task {
  private static final String HEADER = "number,group,name,code\n";

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
      try (var file = Files.newBufferedWriter(out, StandardOpenOption.APPEND)) {
        written = OptionalLong.of(write(opened, file));
      } finally {
        if (written.isEmpty()) {
          Files.deleteIfExists(out);
        }
      }
      console().say("say.list.codes", written.orElseThrow(), out);
    }
    return Exit.OK;
  }

  /** How many were written: erased entries have no code. */
  private static long write(PrivateList list, Writer file) throws IOException {
    file.write(HEADER);
    var written = new AtomicLong();
    try {
      list.forEach(entry -> {
        write(entry, file);
        written.incrementAndGet();
      });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return written.get();
  }

  private static void write(PrivateEntry entry, Writer file) {
    try {
      file.write(
          entry.number() + "," + entry.group() + "," + entry.masked() + "," + entry.code() + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
