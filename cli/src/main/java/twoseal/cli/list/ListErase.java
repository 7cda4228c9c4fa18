package twoseal.cli.list;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.draw.EntryNumber;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateList;
import twoseal.list.ListRoot;
import twoseal.server.view.CodeIndex;

/**
 * {@code list erase}: erases a person's private side; root and proofs stay ([LIST-12]). In the
 * folder of a list that a service has, the person's code finds nothing from then on.
 */
@Command(name = "erase")
public final class ListErase extends Task {
  @Parameters(paramLabel = "DIR")
  private Path folder;

  @Option(names = "--yes")
  private boolean isAgreed;

  @Mixin private OneEntry one;
  @Mixin private Passphrases passphrases;

  public ListErase(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ListRoot root;
    try (var files = ListDir.open(folder)) {
      root = files.summary().root();
    }
    var group = one.group(root);
    long number = one.number();
    var list = PrivateList.open(new ListFolder(folder), passphrases.existing(console(), folder));
    if (!isAgreed && !console().confirm("ask.erase", group.text(), number)) {
      throw Complaint.refused("complaint.not-erased");
    }
    CodeIndex.erase(new ListFolder(folder), root, new EntryNumber(number, group));
    list.erase(group, number);
    console().say("say.list.erased", group.text(), number);
    return Exit.OK;
  }
}
