package twoseal.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.list.EntryProof;
import twoseal.list.Label;
import twoseal.list.ListProofText;
import twoseal.list.PublicLine;
import twoseal.list.SharedProof;
import twoseal.list.WeightsFile;

/**
 * The public side of a finished list: lines and proofs by number, each out of one block of 4,096
 * lines however long the list, or a few lines of it when the block was used before. Every proof is
 * checked against the root before it is given away. Not for several threads at once.
 */
public final class ListFiles implements AutoCloseable {
  private final ListFolder folder;
  private final ListSummary summary;
  private final FileChannel lines;
  private final ListIndex index;
  private final Map<Label, BlockTree> trees = new HashMap<>();

  /** A proof of one line, with all the entrant's text needs. */
  public record Single(PublicLine line, long start, EntryProof proof) {}

  /** A proof of several lines of one group. */
  public record Shared(List<PublicLine> lines, SharedProof proof) {
    public Shared {
      lines = List.copyOf(lines);
    }
  }

  private ListFiles(ListFolder folder, ListSummary summary, FileChannel lines, ListIndex index) {
    this.folder = folder;
    this.summary = summary;
    this.lines = lines;
    this.index = index;
    var crowns = new BlockCrowns();
    for (var group : index.groups()) {
      trees.put(group.root().label(), new BlockTree(group, crowns, lines, end(group)));
    }
  }

  /**
   * Opens a finished folder; a missing index is made anew.
   *
   * @throws MalformedException if the files do not fit each other
   */
  public static ListFiles open(Path folder) throws IOException, InterruptedException {
    var files = new ListFolder(folder);
    var summary = ListSummary.parse(Bytes.parseUtf8(Files.readAllBytes(files.summary())));
    if (!Files.exists(files.index())) {
      PublicList.read(files.publicLines(), defaultWorkers()).index().write(files.index());
    }
    var index = ListIndex.read(files.index());
    if (!index.root().equals(summary.root())
        || Files.size(files.publicLines()) != index.fileBytes()) {
      throw new MalformedException("an index of this list");
    }
    var lines = FileChannel.open(files.publicLines(), StandardOpenOption.READ);
    return new ListFiles(files, summary, lines, index);
  }

  /** What the draw says of the list. */
  public ListSummary summary() {
    return summary;
  }

  /**
   * The public line of a number.
   *
   * @throws MalformedException if the group has no such number
   */
  public PublicLine line(Label group, long number) throws IOException {
    return tree(group, number).line(number - 1);
  }

  /** The single proof of a number ([LIST-9]), and the entry's first ticket. */
  public Single prove(Label group, long number) throws IOException {
    var tree = tree(group, number);
    var line = tree.line(number - 1);
    var proof = tree.single(number - 1);
    var root = summary.root().group(group);
    require(proof.refusal(root, number - 1, line).isEmpty());
    var start = summary.root().firstTicket(group) + proof.before(root, number - 1);
    return new Single(line, start, proof);
  }

  /**
   * The shared proof of many numbers of one group ([LIST-10]).
   *
   * @param numbers ascending, at least one
   */
  public Shared prove(Label group, long[] numbers) throws IOException {
    var wanted = new long[numbers.length];
    var found = new ArrayList<PublicLine>();
    for (var i = 0; i < numbers.length; i++) {
      wanted[i] = numbers[i] - 1;
      tree(group, numbers[i]);
    }
    var tree = tree(group, 1);
    var proof = tree.shared(wanted, found);
    require(proof.refusal(summary.root().group(group), found).isEmpty());
    return new Shared(found, proof);
  }

  /**
   * The entrant's proof text ([LIST-13]).
   *
   * @param draw the case number
   * @param entry the private side, where the holder has it
   */
  public ListProofText proofText(
      String draw, Label group, long number, Optional<PrivateEntry> entry) throws IOException {
    var single = prove(group, number);
    return new ListProofText(
        draw,
        summary.root(),
        single.line(),
        single.start(),
        single.proof(),
        entry.map(PrivateEntry::masked),
        entry.map(PrivateEntry::nameSalt),
        entry.map(PrivateEntry::record),
        entry.map(PrivateEntry::recordSalt));
  }

  /** The weights-and-seats file ([LIST-8]); nothing where all are 1. */
  public Optional<WeightsFile> weights() throws IOException {
    if (summary.weights().isEmpty()) {
      return Optional.empty();
    }
    var file = Files.readAllBytes(folder.weights());
    if (!WeightsFile.digest(file).equals(summary.weights().get())) {
      throw new MalformedException("the weights file the summary names");
    }
    return Optional.of(WeightsFile.read(file, Math.toIntExact(summary.root().entries())));
  }

  /**
   * Recomputes everything from {@code list-public.csv} and opens every name of {@code
   * list-names.csv}, where there is one.
   *
   * @throws MalformedException at the first thing that does not hold
   */
  public void verify() throws IOException, InterruptedException {
    var read = PublicList.read(folder.publicLines(), defaultWorkers());
    if (!read.summary().equals(summary)) {
      throw new MalformedException("public lines that give the summary");
    }
    weights();
    if (Files.exists(folder.names())) {
      NamesFile.verify(folder.names(), folder.publicLines());
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  static int defaultWorkers() {
    return Runtime.getRuntime().availableProcessors() + 1;
  }

  private BlockTree tree(Label group, long number) {
    var tree = trees.get(group);
    if (tree == null || number < 1 || number > tree.size()) {
      throw new MalformedException("a number of a group of this list");
    }
    return tree;
  }

  private long end(ListIndex.Group group) {
    var next = index.groups().indexOf(group) + 1;
    return next < index.groups().size() ? index.groups().get(next).offsets()[0] : index.fileBytes();
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("list-public.csv or list-index.bin was changed: a proof does not hold");
    }
  }
}
