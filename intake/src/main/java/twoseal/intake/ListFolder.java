package twoseal.intake;

import java.nio.file.Path;

/**
 * The files of a finished list. The summary comes last: a folder without it is not finished.
 *
 * @param path of the folder
 */
public record ListFolder(Path path) {
  /** Public lines ([LIST-6]). */
  public Path publicLines() {
    return path.resolve("list-public.csv");
  }

  /** Masked names ([LIST-7]); may be missing. */
  public Path names() {
    return path.resolve("list-names.csv");
  }

  /** Weights and seats ([LIST-8]); missing where all are 1. */
  public Path weights() {
    return path.resolve("weights.bin");
  }

  /** Blocks of the public lines; derivable from them. */
  public Path index() {
    return path.resolve("list-index.bin");
  }

  /** Salts, masked names and records, encrypted. */
  public Path privateEntries() {
    return path.resolve("list-private.tsl");
  }

  /** The keys of its blocks, encrypted under the passphrase. */
  public Path privateKeys() {
    return path.resolve("list-private.keys");
  }

  /** {@link ListSummary#text}. */
  public Path summary() {
    return path.resolve("list-summary.txt");
  }

  /**
   * Where an intake works before it is done; what a killed one left there is removed by the next.
   */
  Path scratch() {
    return path.resolve(".intake-tmp");
  }
}
