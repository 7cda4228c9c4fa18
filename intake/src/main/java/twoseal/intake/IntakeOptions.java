package twoseal.intake;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an intake is to make.
 *
 * @param output folder and passphrase; empty to work out the root alone and leave no file
 * @param names whether {@code list-names.csv} is made
 * @param duplicates whether identities that stand twice are looked for; at 200 million entries that
 *     takes 3.2 GB of temporary files
 * @param errorsFile gets every error as CSV; made only if there is one
 * @param scratch folder for temporary files where there is no output folder
 * @param workers threads
 * @param sync whether files are forced to disk before they are put in place
 * @param codes hears of every entry's code, if anybody does
 */
public record IntakeOptions(
    Optional<Output> output,
    boolean names,
    boolean duplicates,
    Optional<Path> errorsFile,
    Path scratch,
    int workers,
    boolean sync,
    IntakeLimits limits,
    Optional<CodeListener> codes) {
  private static final int WORKERS_MAX = 64;

  /**
   * Where the files go.
   *
   * @param passphrase of the private file; the caller's to wipe
   * @param iterations of PBKDF2; fewer than 600,000 only for rehearsals and tests
   */
  @SuppressWarnings("ArrayRecordComponent") // A passphrase must be one that can be wiped.
  public record Output(ListFolder folder, char[] passphrase, int iterations) {
    public Output {
      if (passphrase.length == 0) {
        throw new IllegalArgumentException("a passphrase");
      }
      if (iterations < KeyTable.ITERATIONS_MIN || iterations > KeyTable.ITERATIONS_MAX) {
        throw new IllegalArgumentException("iterations " + iterations);
      }
    }
  }

  public IntakeOptions {
    if (workers < 1 || workers > WORKERS_MAX) {
      throw new IllegalArgumentException("workers " + workers);
    }
  }

  /** Public, private and names files into a folder. */
  public static IntakeOptions toFolder(Path folder, char[] passphrase) {
    var output = new Output(new ListFolder(folder), passphrase, KeyTable.ITERATIONS);
    return new IntakeOptions(
        Optional.of(output),
        true,
        true,
        Optional.empty(),
        folder,
        defaultWorkers(),
        true,
        IntakeLimits.STANDARD,
        Optional.empty());
  }

  /** The root alone: tells whether the list would be taken, and how fast. */
  public static IntakeOptions rootOnly() {
    return new IntakeOptions(
        Optional.empty(),
        false,
        true,
        Optional.empty(),
        Path.of(System.getProperty("java.io.tmpdir")),
        defaultWorkers(),
        false,
        IntakeLimits.STANDARD,
        Optional.empty());
  }

  public IntakeOptions withNames(boolean wanted) {
    return new IntakeOptions(
        output, wanted, duplicates, errorsFile, scratch, workers, sync, limits, codes);
  }

  public IntakeOptions withDuplicates(boolean wanted) {
    return new IntakeOptions(
        output, names, wanted, errorsFile, scratch, workers, sync, limits, codes);
  }

  public IntakeOptions withErrorsFile(Path file) {
    return new IntakeOptions(
        output, names, duplicates, Optional.of(file), scratch, workers, sync, limits, codes);
  }

  public IntakeOptions withWorkers(int threads) {
    return new IntakeOptions(
        output, names, duplicates, errorsFile, scratch, threads, sync, limits, codes);
  }

  public IntakeOptions withSync(boolean wanted) {
    return new IntakeOptions(
        output, names, duplicates, errorsFile, scratch, workers, wanted, limits, codes);
  }

  public IntakeOptions withScratch(Path folder) {
    return new IntakeOptions(
        output, names, duplicates, errorsFile, folder, workers, sync, limits, codes);
  }

  public IntakeOptions withLimits(IntakeLimits others) {
    return new IntakeOptions(
        output, names, duplicates, errorsFile, scratch, workers, sync, others, codes);
  }

  public IntakeOptions withCodes(CodeListener listener) {
    return new IntakeOptions(
        output,
        names,
        duplicates,
        errorsFile,
        scratch,
        workers,
        sync,
        limits,
        Optional.of(listener));
  }

  public IntakeOptions withIterations(int iterations) {
    return new IntakeOptions(
        output.map(o -> new Output(o.folder(), o.passphrase(), iterations)),
        names,
        duplicates,
        errorsFile,
        scratch,
        workers,
        sync,
        limits,
        codes);
  }

  /** As many as processors; the disk has a thread of its own. More were measured slower. */
  private static int defaultWorkers() {
    return Math.min(WORKERS_MAX, Runtime.getRuntime().availableProcessors());
  }
}
