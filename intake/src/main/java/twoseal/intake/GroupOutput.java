package twoseal.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.list.Label;
import twoseal.list.PublicLine;

/** What one group has given so far; touched only by the worker whose turn it is. */
final class GroupOutput implements AutoCloseable {
  static final byte[] PUBLIC_HEAD = Bytes.utf8(PublicLine.HEADER + "\n");
  static final byte[] NAMES_HEAD = Bytes.utf8("number,group,name,salt,record-digest\n");

  private static final int ONES_BYTES = 1 << 16;

  final Label label;
  final GroupBlocks blocks = new GroupBlocks();

  /** Public text so far, whether it is kept or not. */
  long publicBytes;

  final Optional<PartFile> publicPart;
  final Optional<PartFile> namesPart;
  private final DirectBlocks direct;
  private final Path weightsPath;
  private Optional<PartFile> weightsPart = Optional.empty();

  GroupOutput(int id, Label label, Path scratch, DirectBlocks direct, boolean files, boolean names)
      throws IOException {
    this.label = label;
    this.direct = direct;
    publicPart =
        files
            ? Optional.of(new PartFile(scratch.resolve("public-" + id), direct, PUBLIC_HEAD))
            : Optional.empty();
    namesPart =
        files && names
            ? Optional.of(new PartFile(scratch.resolve("names-" + id), direct, NAMES_HEAD))
            : Optional.empty();
    weightsPath = scratch.resolve("weights-" + id);
  }

  /** Adds a run's weights; entries so far are those of the tree before the run. */
  List<PartFile.Write> addWeights(GroupRun run, byte[] weights) throws IOException {
    if (run.uniform && weightsPart.isEmpty()) {
      return List.of();
    }
    if (weightsPart.isEmpty()) {
      weightsPart = Optional.of(new PartFile(weightsPath, direct, new byte[0]));
      ones(weightsPart.get(), run.first);
    }
    return weightsPart.get().append(weights, run.weightsFrom, run.weightsTo - run.weightsFrom);
  }

  boolean uniform() {
    return weightsPart.isEmpty();
  }

  /** Appends this group's part of the weights-and-seats file. */
  void appendWeights(PartFile whole) throws IOException {
    if (weightsPart.isPresent()) {
      whole.append(weightsPart.get());
    } else {
      ones(whole, blocks.frontier().size());
    }
  }

  @Override
  public void close() throws IOException {
    for (var part : List.of(publicPart, namesPart, weightsPart)) {
      if (part.isPresent()) {
        part.get().close();
      }
    }
  }

  /** Entries of weight 1 and one seat: two bytes each. */
  private static void ones(PartFile part, long entries) throws IOException {
    var ones = new byte[ONES_BYTES];
    Arrays.fill(ones, (byte) 1);
    for (var left = 2 * entries; left > 0; ) {
      var length = (int) Math.min(left, ones.length);
      for (var write : part.append(ones, 0, length)) {
        write.run();
      }
      left -= length;
    }
  }
}
