package twoseal.cli.list;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.intake.ListFiles;

/** {@code list show}: what a draw says of a finished list; recomputed from its lines if asked. */
@Command(name = "show")
public final class ListShow extends Task {
  @Parameters(paramLabel = "DIR")
  private Path folder;

  @Option(names = "--recompute")
  private boolean isRecomputed;

  @Mixin private Json json;

  public ListShow(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var files = ListDir.open(folder)) {
      if (isRecomputed) {
        recompute(files);
      }
      new ListTexts(console(), json).taken(files.summary());
    }
    return Exit.OK;
  }

  private void recompute(ListFiles files) throws IOException, InterruptedException {
    try {
      files.verify();
    } catch (MalformedException differs) {
      throw Complaint.refused("complaint.list-differs", folder, differs.expected())
          .because(differs);
    }
    console().hint("say.list.recomputed");
  }
}
