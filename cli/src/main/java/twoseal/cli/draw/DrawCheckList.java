package twoseal.cli.draw;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Header;
import twoseal.desk.Complaint;
import twoseal.draw.CaseFile;
import twoseal.draw.DrawCommand;
import twoseal.draw.ListBlock;
import twoseal.intake.PublicList;
import twoseal.ledger.LedgerView;

/**
 * {@code draw check-list}: a witness recomputes the final list from its public lines, keeps a copy
 * and says so on the ledger ([DRAW-6]).
 */
@Command(name = "check-list")
public final class DrawCheckList extends Task {
  @Option(names = "--public", required = true, paramLabel = "FILE")
  private Path publicLines = Path.of("");

  @Option(names = "--keep", paramLabel = "DIR", defaultValue = "checked-lists")
  private Path keep = Path.of("");

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawCheckList(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(keep);
    // What is recomputed is the copy that is kept, whatever happens to the file meanwhile.
    var unfinished = keep.resolve(draw.number() + ".unfinished");
    Files.copy(publicLines, unfinished, StandardCopyOption.REPLACE_EXISTING);
    try {
      sync(unfinished);
      var block = DrawList.block(PublicList.summary(unfinished));
      var kept = keep.resolve(draw.number() + "-" + block.fileHash().hex() + ".csv");
      Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
      console().hint("say.draw.list-kept", kept);
      return signatures.completeReading(
          console(),
          signatures.keys(console()),
          1,
          (ledger, header) -> text(ledger, header, block));
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private String text(LedgerView ledger, Header header, ListBlock block) {
    var onLedger =
        draw.look(ledger, CaseFile::list)
            .orElseThrow(() -> Complaint.refused("complaint.draw.no-list", draw.number()))
            .list();
    if (!onLedger.equals(block)) {
      throw Complaint.refused(
          "complaint.draw.other-list", publicLines, words(block), words(onLedger));
    }
    console().hint("say.draw.list-checked", block.entries(), block.tickets(), block.root().hex());
    return new DrawCommand.CheckList(draw.number(), draw.attempt(ledger), block).text(header);
  }

  private static String words(ListBlock block) {
    return block.root().hex()
        + " "
        + block.entries()
        + " "
        + block.tickets()
        + " "
        + block.fileHash().hex()
        + " "
        + block.weights().map(Object::toString).orElse("uniform");
  }

  private static void sync(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
