package twoseal.cli.draw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Digest;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.draw.Desk;
import twoseal.desk.draw.ListChanges;
import twoseal.desk.draw.Register;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.ListBlock;
import twoseal.draw.PublishList;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;
import twoseal.intake.ListSummary;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.list.GroupRoot;

/**
 * {@code draw list}: every draw of a ledger, the public register; with a draw and a folder it
 * publishes a draft or the final list of that draw.
 */
@Command(name = "list")
public final class DrawList extends Task {
  @Option(names = "--draw", paramLabel = "CASE")
  private Optional<String> draw = Optional.empty();

  @Option(names = "--folder", paramLabel = "LISTDIR")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--draft")
  private boolean isDraft;

  @Option(names = "--against", paramLabel = "LISTDIR")
  private Optional<Path> against = Optional.empty();

  @Mixin private Signatures signatures = new Signatures();

  public DrawList(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (draw.isPresent() != folder.isPresent()) {
      throw Complaint.usage("complaint.draw.draw-and-folder");
    }
    return draw.isPresent()
        ? publish(DrawOption.number(draw.get()), folder.orElseThrow())
        : register();
  }

  private int register() throws IOException {
    try (var reader = signatures.ledger().read()) {
      var register = Register.of(reader, Clock.system().nowMs());
      if (signatures.asksJson()) {
        console().json(out -> RegisterText.json(register, out));
      } else {
        RegisterText.print(register, console());
      }
    }
    return Exit.OK;
  }

  private int publish(CaseNumber number, Path list) throws IOException, InterruptedException {
    try (var files = ListFiles.open(list)) {
      var changes =
          against.isPresent() ? ListChanges.between(against.get(), list) : ListChanges.NONE;
      return signatures.completeFrom(
          console(),
          signatures.keys(console()),
          1,
          (engine, header) ->
              new Desk(engine)
                  .look(number, file -> text(engine, file, list, files.summary(), changes))
                  .text(header));
    }
  }

  private PublishList text(
      Engine engine, CaseFile file, Path list, ListSummary summary, ListChanges changes) {
    var announced = file.announcement().rules().groups();
    var labels = summary.root().groups().stream().map(GroupRoot::label).toList();
    if (!labels.equals(announced)) {
      throw Complaint.input("complaint.draw.groups", list, labels, announced);
    }
    putWeights(engine, list, summary);
    return new PublishList(
        file.number(),
        file.attempt(),
        !isDraft,
        block(summary),
        isDraft ? Optional.<Digest>empty() : file.draft(),
        changes.added(),
        changes.removed(),
        changes.changed(),
        summary.root().groups());
  }

  /** The rules look into the weights file: it must be with the ledger before the command is. */
  private static void putWeights(Engine engine, Path list, ListSummary summary) {
    if (summary.weights().isPresent()) {
      try (var file = Files.newInputStream(new ListFolder(list).weights())) {
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
