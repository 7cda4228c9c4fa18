package twoseal.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/**
 * Reads a public list as a stranger would: every line in its one form and place, then root, file
 * hash and weights. Streamed, several threads, bounded memory whatever the length.
 */
public final class PublicList {
  private static final int CHUNK_BYTES = 1 << 20;

  private final InputStream in;
  private final Turns appending = new Turns();
  private final MessageDigest fileHash = ListOutput.sha256();
  private final MessageDigest weightsHash = ListOutput.sha256();
  private final List<ListIndex.Group> groups = new ArrayList<>();
  private Optional<Open> open = Optional.empty();
  private byte[] rest = new byte[2 * CHUNK_BYTES];
  private int restLength;
  private long chunks;
  private long offset;
  private boolean uniform = true;

  /** A group whose lines are being read. */
  private record Open(Label label, GroupBlocks blocks, long base) {}

  private PublicList(InputStream in) {
    this.in = in;
  }

  /**
   * Recomputes what a draw says of its list.
   *
   * @throws MalformedException if a line is not in its one form, out of place or beyond a limit
   */
  public static ListSummary summary(Path publicLines) throws IOException, InterruptedException {
    return read(publicLines, ListFiles.defaultWorkers()).summary();
  }

  /** What a reading gives. */
  record Read(ListSummary summary, ListIndex index) {}

  static Read read(Path publicLines, int workers) throws IOException, InterruptedException {
    try (var in = Files.newInputStream(publicLines)) {
      return new PublicList(in).read(workers);
    }
  }

  private Read read(int workers) throws IOException, InterruptedException {
    header();
    try (var threads = Executors.newFixedThreadPool(workers)) {
      await(threads, workers);
    }
    close();
    var root = new ListRoot(groups.stream().map(ListIndex.Group::root).toList());
    Optional<Digest> weights =
        uniform ? Optional.empty() : Optional.of(Digest.of(weightsHash.digest()));
    var summary = new ListSummary(root, Optional.of(Digest.of(fileHash.digest())), weights);
    return new Read(summary, new ListIndex(offset, groups));
  }

  private void await(ExecutorService threads, int workers)
      throws IOException, InterruptedException {
    var done = new ExecutorCompletionService<Boolean>(threads);
    for (var i = 0; i < workers; i++) {
      done.submit(this::work);
    }
    var failure = Optional.<Throwable>empty();
    for (var i = 0; i < workers; i++) {
      try {
        done.take().get();
      } catch (ExecutionException failed) {
        // What broke the turns up says more than what that made of the others.
        if (failure.isEmpty() || failure.get() instanceof IntakeStop) {
          failure = Optional.ofNullable(failed.getCause());
        }
      } catch (InterruptedException interrupted) {
        // Before the pool is closed, which waits for the workers.
        appending.breakUp();
        threads.shutdownNow();
        throw interrupted;
      }
    }
    if (failure.isPresent()) {
      throw raise(failure.get());
    }
  }

  private static IOException raise(Throwable failure) {
    return switch (failure) {
      case MalformedException malformed -> throw malformed;
      case ArithmeticException tooHeavy -> throw new MalformedException("sums below 2^63");
      case IOException io -> io;
      default -> new IOException(failure);
    };
  }

  private void header() throws IOException {
    var head = in.readNBytes(GroupOutput.PUBLIC_HEAD.length);
    if (!Arrays.equals(head, GroupOutput.PUBLIC_HEAD)) {
      throw new MalformedException(1, "number,group,weight,seats,commitment");
    }
    fileHash.update(head);
    offset = head.length;
  }

  private boolean work() throws IOException, InterruptedException {
    var lines = new PublicLines();
    var whole = false;
    try {
      for (var chunk = next(lines); chunk >= 0; chunk = next(lines)) {
        lines.read();
        appending.await(chunk);
        append(lines);
        appending.pass();
      }
      whole = true;
    } finally {
      if (!whole) {
        appending.breakUp();
      }
    }
    return whole;
  }

  /** Gives the worker the next whole lines; their place in the order, or -1 at the end. */
  private synchronized long next(PublicLines lines) throws IOException {
    restLength += in.readNBytes(rest, restLength, CHUNK_BYTES);
    if (restLength == 0) {
      return -1;
    }
    var cut = restLength;
    while (cut > 0 && rest[cut - 1] != '\n') {
      cut--;
    }
    if (cut == 0) {
      throw new MalformedException("lines that end with a line feed");
    }
    lines.take(rest, cut);
    System.arraycopy(rest, cut, rest, 0, restLength - cut);
    restLength -= cut;
    return chunks++;
  }

  private void append(PublicLines lines) {
    fileHash.update(lines.text(), 1, lines.length());
    for (var run : lines.runs()) {
      if (open.isEmpty() || !open.get().label().equals(run.label)) {
        close();
        if (!groups.isEmpty() && groups.getLast().root().label().compareTo(run.label) >= 0) {
          throw new MalformedException("groups in ascending order of their labels' bytes");
        }
        open = Optional.of(new Open(run.label, new GroupBlocks(), offset + run.from - 1));
      }
      var group = open.get();
      if (run.sums.first() != group.blocks().frontier().size()) {
        throw new MalformedException("numbers from 1 without gaps in " + run.label);
      }
      for (var i = 0; i < run.blocks; i++) {
        group.blocks().begin(offset + run.blockStarts[i] - 1 - group.base());
      }
      run.sums.appendTo(group.blocks().frontier());
      uniform &= run.uniform;
    }
    weightsHash.update(lines.weights(), 0, lines.weightsLength());
    offset += lines.length();
  }

  private void close() {
    open.ifPresent(group -> groups.add(group.blocks().finish(group.label(), group.base())));
    open = Optional.empty();
    if (groups.size() > ListRoot.GROUPS_MAX) {
      throw new MalformedException("at most " + ListRoot.GROUPS_MAX + " groups");
    }
  }
}
