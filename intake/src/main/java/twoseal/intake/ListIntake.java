package twoseal.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import twoseal.core.MalformedException;

/**
 * Takes an entry list from a foreign file: checks every line, commits to every entry, builds the
 * trees and writes the files, streamed, in bounded memory whatever the length. The list is taken
 * whole or not at all.
 */
public final class ListIntake {
  private final ListSource source;
  private final Function<List<String>, ListMapping> mapping;
  private final IntakeOptions options;
  private final IntakeProgress progress;
  private final FastHash fastHash;

  /**
   * Prepares.
   *
   * @param mapping gets the column names of the file and says what they mean
   */
  public ListIntake(
      ListSource source,
      Function<List<String>, ListMapping> mapping,
      IntakeOptions options,
      IntakeProgress progress) {
    this(source, mapping, options, progress, new FastHash());
  }

  ListIntake(
      ListSource source,
      Function<List<String>, ListMapping> mapping,
      IntakeOptions options,
      IntakeProgress progress,
      FastHash fastHash) {
    this.source = source;
    this.mapping = mapping;
    this.options = options;
    this.progress = progress;
    this.fastHash = fastHash;
  }

  /**
   * Reads the list.
   *
   * @throws IOException if the file cannot be read or the output not written; no output is left
   * @throws InterruptedException if the thread was interrupted; no output is left
   */
  public IntakeResult run() throws IOException, InterruptedException {
    if (options.output().isEmpty()) {
      var scratch = Files.createTempDirectory(options.scratch(), "twoseal-intake-");
      try {
        return run(scratch);
      } finally {
        DurableFiles.delete(scratch);
      }
    }
    var folder = options.output().get().folder();
    if (Files.exists(folder.summary())) {
      throw new IOException(folder.path() + " already holds a finished list");
    }
    Files.createDirectories(folder.path());
    var lockFile = folder.path().resolve(".intake-lock");
    try (var channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      if (lock == null) {
        throw new IOException("another intake works in " + folder.path());
      }
      DurableFiles.delete(folder.scratch());
      Files.createDirectory(folder.scratch());
      try {
        return run(folder.scratch());
      } finally {
        DurableFiles.delete(folder.scratch());
        Files.deleteIfExists(lockFile);
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException("another intake works in " + folder.path(), e);
    }
  }

  /** The column names of a file, without taking it. */
  public static List<String> header(ListSource source) throws IOException {
    var scratch = Files.createTempDirectory("twoseal-intake-");
    try (var errors = new ErrorLog(IntakeLimits.STANDARD, Optional.empty());
        var in = source.open(scratch, IntakeLimits.STANDARD, errors);
        var reader = new ChunkReader(source, in, IntakeLimits.STANDARD, errors)) {
      return reader.header();
    } finally {
      DurableFiles.delete(scratch);
    }
  }

  private IntakeResult run(Path scratch) throws IOException, InterruptedException {
    try (var errors = new ErrorLog(options.limits(), options.errorsFile())) {
      var lines = 0L;
      try (InputStream in = source.open(scratch, options.limits(), errors);
          var reader = new ChunkReader(source, in, options.limits(), errors);
          var output = new ListOutput(options, scratch);
          var duplicates = new Duplicates(scratch)) {
        var meaning = mapping.apply(reader.header());
        var columns = Columns.bind(meaning, reader.header(), reader.headerLines(), errors);
        var crew =
            new Crew(
                reader, meaning, columns, options, errors, output, duplicates, progress, fastHash);
        try {
          crew.work();
        } finally {
          lines = crew.lines();
        }
        return finish(crew, output, duplicates, columns, errors, options.workers());
      } catch (IntakeStop stop) {
        return new IntakeResult.Refused(errors.report(lines));
      }
    }
  }

  private static IntakeResult finish(
      Crew crew,
      ListOutput output,
      Duplicates duplicates,
      Columns columns,
      ErrorLog errors,
      int threads)
      throws IOException, InterruptedException {
    duplicates.find(
        threads,
        (first, line) ->
            errors.add(
                new LineError(
                    line,
                    columns.identity()[0] + 1,
                    columns.header().get(columns.identity()[0]),
                    IntakeReason.DUPLICATE,
                    "line " + first)));
    if (errors.errors() == 0 && crew.entries() == 0) {
      errors.add(LineError.ofFile(IntakeReason.EMPTY_LIST, ""));
    }
    if (errors.errors() > 0) {
      return new IntakeResult.Refused(errors.report(crew.lines()));
    }
    try {
      return new IntakeResult.Taken(output.finish());
    } catch (ArithmeticException | MalformedException tooHeavy) {
      errors.add(LineError.ofFile(IntakeReason.WEIGHT_SUM, ""));
      return new IntakeResult.Refused(errors.report(crew.lines()));
    }
  }
}
