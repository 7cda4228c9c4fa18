package twoseal.fuzz;

import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Feeds a parser until its time is up. What an input does depends on seed and round alone. */
public final class Fuzzing {
  private static final Path FOUND = Path.of("target", "fuzz");

  /** What one input may cost, in the thread's own work, on any machine: what is quadratic shows. */
  private static final long WORK_NS_MAX = 20_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Fuzzing() {}

  /** Each seed as it is, then changes of them. */
  public static void run(Parser parser, long seed, Duration time) throws IOException {
    for (var valid : parser.seeds()) {
      take(parser, valid, "a seed");
    }
    var endNs = System.nanoTime() + time.toNanos();
    for (var round = 0; System.nanoTime() < endNs; round++) {
      var random = new Random(seed + round);
      var input = new Mutator(random, parser.seeds()).next();
      take(parser, input, "seed " + seed + " round " + round);
    }
  }

  /** One input; fails, and keeps it in a file, if anything but a declared refusal comes out. */
  public static void take(Parser parser, byte[] input, String what) throws IOException {
    var thread = Thread.currentThread().threadId();
    var before = THREADS.getThreadAllocatedBytes(thread);
    var workedNs = THREADS.getCurrentThreadCpuTime();
    try {
      parser.take().accept(input.clone());
    } catch (Throwable thrown) {
      if (!parser.isDeclared(thrown)) {
        fail(parser + ", " + what + ", " + kept(parser, input), thrown);
      }
    }
    var allocated = THREADS.getThreadAllocatedBytes(thread) - before;
    if (THREADS.getCurrentThreadCpuTime() - workedNs > WORK_NS_MAX) {
      fail(parser + ", " + what + ": too much work, " + kept(parser, input));
    }
    if (allocated > parser.allocatedMax()) {
      fail(parser + ", " + what + ": allocated " + allocated + ", " + kept(parser, input));
    }
  }

  private static Path kept(Parser parser, byte[] input) throws IOException {
    Files.createDirectories(FOUND);
    var name =
        parser.name().replace(' ', '-')
            + "-"
            + Integer.toHexString(java.util.Arrays.hashCode(input));
    return Files.write(FOUND.resolve(name), input).toAbsolutePath();
  }
}
