package twoseal.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import twoseal.verifier.NotABundleException;
import twoseal.verifier.Verdict;
import twoseal.verifier.Verifier;

/**
 * How large the bundle of a draw from hundreds of millions is, and how long the independent
 * verifier takes over it, in a fresh process and in one that has run before.
 *
 * <p>Arguments: entries, winners, and a folder, which keeps {@code bundle.zip}. With {@code verify
 * FILE} it only verifies, as the fresh process does.
 */
public final class BundleBench {
  private static final int ROUNDS = 9;
  private static final double MEBIBYTE = 1 << 20;

  private BundleBench() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("verify")) {
      System.out.printf(Locale.ROOT, "%s %.3f%n", verify(Path.of(args[1])), processorSeconds());
      return;
    }
    var entries = Long.parseLong(args[0]);
    var winners = Long.parseLong(args[1]);
    var folder = Path.of(args[2]);
    Files.createDirectories(folder);
    var file = folder.resolve("bundle.zip");
    var start = System.nanoTime();
    var list = new MadeList(entries);
    System.out.printf(Locale.ROOT, "%d entries to the root: %.1f s%n", entries, seconds(start));
    var work = Files.createTempDirectory(folder, "ledger-");
    try (var draw = new MadeDraw(work, list, winners)) {
      Files.write(file, draw.bundle());
    }
    System.out.printf(
        Locale.ROOT,
        "%d winners: %.2f MiB, verdict %s%n",
        winners,
        Files.size(file) / MEBIBYTE,
        verify(file));
    warm(file);
    cold("as ./twoseal starts it", List.of(), file);
    cold("without the JVM's second compiler", List.of("-XX:TieredStopAtLevel=1"), file);
  }

  private static String verify(Path file) throws IOException, NotABundleException {
    var report = new Verifier("bench").verify(Files.readAllBytes(file), Optional.empty());
    if (report.verdict() == Verdict.REFUSED) {
      throw new IllegalStateException("refused: " + file);
    }
    return report.verdict().toString();
  }

  private static void warm(Path file) throws Exception {
    var clock = new double[ROUNDS];
    var processor = new double[ROUNDS];
    for (var round = 0; round < 2 * ROUNDS; round++) {
      var start = System.nanoTime();
      var before = processorSeconds();
      verify(file);
      clock[round % ROUNDS] = seconds(start);
      processor[round % ROUNDS] = processorSeconds() - before;
    }
    report("verified warm", clock, processor);
  }

  /** Fresh processes; each tells its verdict and processor time. */
  private static void cold(String how, List<String> flags, Path file) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-XX:+UseParallelGC"));
    command.addAll(flags);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BundleBench.class.getName(),
            "verify",
            file.toString()));
    var clock = new double[ROUNDS];
    var processor = new double[ROUNDS];
    for (var round = 0; round < ROUNDS; round++) {
      var start = System.nanoTime();
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said;
      try (var out = process.inputReader()) {
        said = out.readLine();
      }
      if (process.waitFor() != 0 || said == null) {
        throw new IllegalStateException("the verifier's process failed: " + said);
      }
      clock[round] = seconds(start);
      processor[round] = Double.parseDouble(said.substring(said.indexOf(' ') + 1));
    }
    report("verified by a fresh process " + how, clock, processor);
  }

  private static void report(String what, double[] clock, double[] processor) {
    System.out.printf(
        Locale.ROOT, "%s: %s s, %s s of processor%n", what, spread(clock), spread(processor));
  }

  /** Median, and from the fastest to the slowest. */
  private static String spread(double[] taken) {
    Arrays.sort(taken);
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f to %.3f)",
        taken[taken.length / 2],
        taken[0],
        taken[taken.length - 1]);
  }

  private static double seconds(long startNs) {
    return (System.nanoTime() - startNs) / 1e9;
  }

  /** Of all threads of this process, the compiler's included. */
  private static double processorSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
