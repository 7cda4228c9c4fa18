package twoseal.cli.draw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Complaint;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.draw.CaseFile;
import twoseal.draw.ListBlock;
import twoseal.draw.PublishList;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;
import twoseal.intake.ListSummary;
import twoseal.ledger.Engine;
import twoseal.list.GroupRoot;

/** {@code draw list}: publishes a draft or the final list of a draw. */
@Command(name = "list")
public final class DrawList extends Task {
  @Option(names = "--folder", required = true, paramLabel = "LISTDIR")
  private Path folder = Path.of("");

  @Option(names = "--draft")
  private boolean isDraft;

  @Option(names = "--against", paramLabel = "LISTDIR")
  private Optional<Path> against = Optional.empty();

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawList(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var files = ListFiles.open(folder)) {
      var changes =
          against.isPresent() ? ListChanges.between(against.get(), folder) : ListChanges.NONE;
      return signatures.completeFrom(
          console(),
          signatures.keys(console()),
          1,
          (engine, header) -> text(engine, header, files.summary(), changes));
    }
  }

  private String text(Engine engine, Header header, ListSummary summary, ListChanges changes) {
    var announced = draw.look(engine, file -> file.announcement().rules().groups());
    var labels = summary.root().groups().stream().map(GroupRoot::label).toList();
    if (!labels.equals(announced)) {
      throw Complaint.input("complaint.draw.groups", folder, labels, announced);
    }
    putWeights(engine, summary);
    var draft = isDraft ? Optional.<Digest>empty() : draw.look(engine, CaseFile::draft);
    return new PublishList(
            draw.number(),
            1,
            !isDraft,
            block(summary),
            draft,
            changes.added(),
            changes.removed(),
            changes.changed(),
            summary.root().groups())
        .text(header);
  }

  /** The rules look into the weights file: it must be with the ledger before the command is. */
  private void putWeights(Engine engine, ListSummary summary) {
    if (summary.weights().isPresent()) {
      try (var file = Files.newInputStream(new ListFolder(folder).weights())) {
        engine.blobs().put(file);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  static ListBlock block(ListSummary summary) {
    return new ListBlock(
        summary.root().digest(),
        summary.root().entries(),
        summary.root().weight(),
        summary.fileHash().orElseThrow(),
        summary.weights());
  }
}
