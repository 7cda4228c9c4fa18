package twoseal.fuzz;

import java.util.List;
import java.util.Set;

/**
 * Something that takes foreign bytes.
 *
 * @param refusals what may come out of it, and nothing else
 * @param seeds valid inputs
 * @param allocatedMax bytes of memory that one input may make it allocate, by the thread that asks
 */
public record Parser(
    String name,
    Set<Class<? extends Throwable>> refusals,
    List<byte[]> seeds,
    Take take,
    long allocatedMax) {
  /** What most need: some times the largest input. */
  private static final long ALLOCATED_MAX = 256L << 20;

  /**
   * For files that say how often a passphrase is stretched: the JDK's PBKDF2 leaves 80 bytes behind
   * for each of up to 5 million rounds, and a key file has up to four stretched.
   */
  public static final long STRETCHED_MAX = 2L << 30;

  /** Gives it the bytes. */
  @FunctionalInterface
  public interface Take {
    /** Returns where the bytes were taken, or refused by an answer. */
    void accept(byte[] input) throws Exception;
  }

  /** A parser with one kind of refusal. */
  public static Parser of(
      String name, Class<? extends Throwable> refusal, List<byte[]> seeds, Take take) {
    return new Parser(name, Set.of(refusal), seeds, take, ALLOCATED_MAX);
  }

  /** A parser that answers, or has several kinds of refusals. */
  public static Parser of(
      String name, Set<Class<? extends Throwable>> refusals, List<byte[]> seeds, Take take) {
    return new Parser(name, refusals, seeds, take, ALLOCATED_MAX);
  }

  /** Whether the thrown is declared. */
  public boolean isDeclared(Throwable thrown) {
    return refusals.stream().anyMatch(r -> r.isInstance(thrown));
  }

  @Override
  public String toString() {
    return name;
  }
}
