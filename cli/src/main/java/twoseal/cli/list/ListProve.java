package twoseal.cli.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateEntry;
import twoseal.intake.PrivateList;
import twoseal.list.EntryCode;
import twoseal.list.Label;

/** {@code list prove}: an entrant's proof ([LIST-13]), with the private side or without. */
@Command(name = "prove")
public final class ListProve extends Task {
  @Parameters(paramLabel = "DIR")
  private Path folder;

  @Option(names = "--draw", required = true, paramLabel = "CASE")
  private String draw;

  @Option(names = "--code", paramLabel = "CODE")
  private Optional<String> code;

  @Option(names = "--public")
  private boolean isPublic;

  @Option(names = "--out", paramLabel = "FILE")
  private Optional<Path> out;

  @Mixin private OneEntry one;
  @Mixin private Passphrases passphrases;

  public ListProve(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (code.isPresent() == one.isNamed()) {
      throw Complaint.usage("complaint.which-entry");
    }
    try (var files = ListDir.open(folder)) {
      var text = code.isPresent() ? byCode(files, code.get()) : byNumber(files);
      if (out.isPresent()) {
        NewFile.write(out.get(), Bytes.utf8(text), NewFile.Access.OWNER);
        console().say("say.list.proved", out.get());
      } else {
        console().out().print(text);
      }
    }
    return Exit.OK;
  }

  private String byCode(ListFiles files, String typed) throws IOException {
    var entry = open().entry(code(typed)).orElseThrow(ListProve::noSuchEntry);
    var shown = isPublic ? Optional.<PrivateEntry>empty() : Optional.of(entry);
    return text(files, entry.group(), entry.number(), shown);
  }

  private String byNumber(ListFiles files) throws IOException {
    var group = one.group(files.summary().root());
    var entry =
        isPublic ? Optional.<PrivateEntry>empty() : Optional.of(open().entry(group, one.number()));
    return text(files, group, one.number(), entry);
  }

  private String text(ListFiles files, Label group, long number, Optional<PrivateEntry> entry)
      throws IOException {
    try {
      return files.proofText(draw, group, number, entry).text();
    } catch (MalformedException noSuchEntry) {
      throw noSuchEntry().because(noSuchEntry);
    }
  }

  private PrivateList open() throws IOException {
    return PrivateList.open(new ListFolder(folder), passphrases.existing(console(), folder));
  }

  private static Complaint noSuchEntry() {
    return Complaint.input("complaint.no-such-entry");
  }

  private static EntryCode code(String typed) {
    try {
      return EntryCode.parse(typed.strip());
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.code").because(malformed);
    }
  }
}
