package twoseal.intake;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The workers of one intake. Each takes the next chunk, reads its rows, waits its turn to number
 * them, hashes and encrypts, waits its turn to append. So chunks overlap, numbers and files have
 * the order of the input, and memory is one chunk a worker; what is full goes to the disk's thread.
 */
final class Crew {
  /** Lists of fewer chunks, some hundred thousand entries, are done before it would pay. */
  private static final int FAST_AFTER_CHUNKS = 20;

  private final ChunkReader reader;
  private final ListMapping mapping;
  private final Columns columns;
  private final IntakeOptions options;
  private final ErrorLog errors;
  private final ListOutput output;
  private final Duplicates duplicates;
  private final IntakeProgress progress;
  private final Groups groups;
  private final Optional<Fingerprint> fingerprint;
  private final FastHash fastHash;
  private final Turns numbering = new Turns();
  private final Turns appending = new Turns();

  /** Lines read, and entries so far per group: of the worker whose turn to number it is. */
  private final AtomicLong lines;

  private long[] counted = new long[0];

  Crew(
      ChunkReader reader,
      ListMapping mapping,
      Columns columns,
      IntakeOptions options,
      ErrorLog errors,
      ListOutput output,
      Duplicates duplicates,
      IntakeProgress progress,
      FastHash fastHash) {
    this.reader = reader;
    this.mapping = mapping;
    this.columns = columns;
    this.options = options;
    this.errors = errors;
    this.output = output;
    this.duplicates = duplicates;
    this.progress = progress;
    this.fastHash = fastHash;
    groups = new Groups(mapping.allowed());
    fingerprint = options.duplicates() ? Optional.of(Fingerprint.random()) : Optional.empty();
    lines = new AtomicLong(reader.headerLines());
  }

  /** Lines read, header included. */
  long lines() {
    return lines.get();
  }

  /** Good entries, once the work is done. */
  long entries() {
    return Arrays.stream(counted).sum();
  }

  /**
   * Works through the whole file.
   *
   * @throws IntakeStop if reading had to stop; the errors say why
   */
  void work() throws IOException, InterruptedException {
    try (fastHash;
        var disk = new DiskThread();
        var threads = Executors.newFixedThreadPool(options.workers())) {
      try {
        var done = new ExecutorCompletionService<Boolean>(threads);
        for (var i = 0; i < options.workers(); i++) {
          done.submit(() -> new Worker(disk).run());
        }
        var stopped = Optional.<IntakeStop>empty();
        for (var i = 0; i < options.workers(); i++) {
          try {
            done.take().get();
          } catch (ExecutionException failed) {
            stopped = Optional.of(stop(failed));
          }
        }
        if (stopped.isPresent()) {
          throw stopped.get();
        }
        disk.finish();
      } catch (InterruptedException interrupted) {
        // Before the pool is closed, which waits for the workers.
        breakUp();
        threads.shutdownNow();
        throw interrupted;
      }
    }
  }

  private static IntakeStop stop(ExecutionException failed) throws IOException {
    return switch (failed.getCause()) {
      case IntakeStop stop -> stop;
      case IOException broken -> throw broken;
      case null, default -> throw new IllegalStateException(failed);
    };
  }

  private void breakUp() {
    numbering.breakUp();
    appending.breakUp();
  }

  private final class Worker {
    private final Chunk chunk = new Chunk();
    private final EntryRows rows =
        new EntryRows(
            columns, mapping, groups, options.limits(), reader, fingerprint.map(Fingerprint::copy));
    private final RunHashing hashing =
        new RunHashing(
            rows,
            groups,
            fastHash.forOneThread(),
            options.names() && options.output().isPresent(),
            options.output().isPresent(),
            output.fileId(),
            options.codes().map(CodeListener::forOneThread));
    private final DiskThread disk;
    private long firstLine;
    private int[] counts = {};
    private long[] firsts = {};

    Worker(DiskThread disk) {
      this.disk = disk;
    }

    /** Until the end of the file; true so that it can be submitted. */
    boolean run() throws IOException, InterruptedException {
      var whole = false;
      try {
        while (reader.next(chunk)) {
          if (chunk.number == FAST_AFTER_CHUNKS) {
            fastHash.prepare();
          }
          rows.read(chunk);
          number();
          var good = errors.errors() == 0;
          if (good) {
            hashing.work(counts, firsts);
          }
          disk.write(append(good));
        }
        whole = true;
      } finally {
        if (!whole) {
          breakUp();
        }
      }
      return whole;
    }

    private void number() throws IOException, InterruptedException {
      count();
      numbering.await(chunk.number);
      firstLine = lines.getAndAdd(rows.lines) + 1;
      firsts = Arrays.copyOf(firsts, counts.length);
      counted = Arrays.copyOf(counted, Math.max(counted.length, counts.length));
      for (var group = 0; group < counts.length; group++) {
        firsts[group] = counted[group];
        counted[group] += counts[group];
      }
      for (var error : rows.errors) {
        errors.add(
            new LineError(
                firstLine + error.line(),
                error.column(),
                error.columnName(),
                error.reason(),
                error.detail()));
      }
      progress.at(lines.get(), chunk.offset + chunk.length, errors.errors());
      numbering.pass();
    }

    private void count() {
      counts = new int[groups.labels().size()];
      for (var row = 0; row < rows.rows; row++) {
        counts[rows.group[row]]++;
      }
    }

    private List<PartFile.Write> append(boolean good) throws IOException, InterruptedException {
      appending.await(chunk.number);
      if (rows.duplicates()) {
        duplicates.add(rows.prints, rows.rows, firstLine, rows.line);
      }
      // Once a chunk is bad, later ones cannot follow in the trees; they are checked only.
      List<PartFile.Write> writes =
          good && errors.errors() == 0 ? output.append(hashing, groups) : List.of();
      appending.pass();
      return writes;
    }
  }
}
