package twoseal.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import twoseal.intake.FastHash;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeProgress;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListIntake;
import twoseal.intake.ListMapping;
import twoseal.intake.ListSource;
import twoseal.list.Label;

/**
 * How fast a list becomes a root, against the SHA-256 work that [LIST-2], [LIST-4] and [LIST-6]
 * force, measured bare in the same run.
 *
 * <p>Arguments: entries; {@code files} or {@code root}; then any of {@code pipe}, {@code groups},
 * {@code sync}, {@code nodup}, {@code warm} (the same list once before, untimed), and a folder to
 * work in. With {@code generate} it writes the list to its output instead, for another one that
 * reads a {@code pipe}.
 */
public final class ListBench {
  private static final int THREADS = 2;
  private static final int BOUND_ENTRIES = 2_000_000;
  private static final double SECOND_NS = 1e9;

  private ListBench() {}

  public static void main(String[] args) throws Exception {
    var entries = Long.parseLong(args[0]);
    var options = List.of(args);
    if (options.contains("generate")) {
      var out = new BufferedOutputStream(System.out, 1 << 20);
      generate(out, entries, options.contains("groups"));
      out.flush();
      return;
    }
    var folder = Path.of(args[args.length - 1]);
    Files.createDirectories(folder);
    var before = bound();
    var input = folder.resolve("bench.csv");
    var groups = options.contains("groups");
    if (!options.contains("pipe")) {
      try (var out = new BufferedOutputStream(Files.newOutputStream(input), 1 << 20)) {
        generate(out, entries, groups);
      }
    }
    var list = folder.resolve("list");
    empty(list);
    var what =
        options.contains("files")
            ? IntakeOptions.toFolder(list, "correct horse".toCharArray()).withNames(false)
            : IntakeOptions.rootOnly().withScratch(folder);
    what = what.withSync(options.contains("sync")).withDuplicates(!options.contains("nodup"));
    var source =
        options.contains("pipe") ? ListSource.ofStream(System.in) : ListSource.ofFile(input);
    var mapping = ListMapping.automatic(new Label("全体"), Set.of());
    if (options.contains("warm")) {
      new ListIntake(source, mapping, what, IntakeProgress.none()).run();
      empty(list);
    }
    var cpuBefore = cpuSeconds();
    var start = System.nanoTime();
    var result = new ListIntake(source, mapping, what, IntakeProgress.none()).run();
    var seconds = (System.nanoTime() - start) / SECOND_NS;
    var cpu = cpuSeconds() - cpuBefore;
    var after = bound();
    if (!(result instanceof IntakeResult.Taken taken)) {
      throw new IllegalStateException("refused: " + result);
    }
    var done = taken.summary().root().entries();
    report("by the clock", done / seconds, before.byClock(), after.byClock());
    report("had it been alone", THREADS * done / cpu, before.alone(), after.alone());
    System.out.printf(
        "%d entries by %s, %.2f s, %.2f s of processor, %s%n",
        done,
        FastHash.find().map(found -> found.getClass().getSimpleName()).orElse("MessageDigest"),
        seconds,
        cpu,
        peak());
  }

  /** Removes the list of a run before. */
  private static void empty(Path list) throws IOException {
    if (Files.isDirectory(list)) {
      try (var files = Files.newDirectoryStream(list)) {
        for (var file : files) {
          Files.delete(file);
        }
      }
    }
  }

  private static void report(String how, double rate, double before, double after) {
    System.out.printf(
        "%-18s %.2f M/s, hash bound %.2f M/s (%.2f before, %.2f after): %.0f %%%n",
        how,
        rate / 1e6,
        (before + after) / 2e6,
        before / 1e6,
        after / 1e6,
        200 * rate / (before + after));
  }

  /** Writes a list of so many customers to a stream. */
  static void generate(OutputStream out, long entries, boolean groups) throws IOException {
    out.write(("姓名,证件号码,手机号" + (groups ? ",组别" : "") + "\n").getBytes(StandardCharsets.UTF_8));
    var names = new byte[][] {utf8("张三丰"), utf8("李四"), utf8("欧阳娜娜"), utf8("王小明")};
    var labels = new byte[][] {utf8(",甲组"), utf8(",乙组"), utf8(",丙组")};
    var line = new StringBuilder();
    for (var i = 0L; i < entries; i++) {
      out.write(names[(int) (i & 3)]);
      line.setLength(0);
      line.append(",P").append(100_000_000_000_000_00L + i * 7).append(",100");
      line.append(10_000_000L + i % 80_000_000L);
      out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
      if (groups) {
        out.write(labels[(int) (i * 31 % 3)]);
      }
      out.write('\n');
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Entries a second, by the clock, and if no other process had been running. */
  private record Bound(double byClock, double alone) {}

  /**
   * Entries a second of the bare hashes on the same threads: name, record, commitment, leaf, node,
   * file.
   */
  private static Bound bound() throws Exception {
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      Callable<Integer> work = ListBench::hashes;
      threads.invokeAll(List.of(work, work));
      var cpu = cpuSeconds();
      var start = System.nanoTime();
      threads.invokeAll(List.of(work, work));
      var seconds = (System.nanoTime() - start) / SECOND_NS;
      var busy = (cpuSeconds() - cpu) / THREADS;
      return new Bound(THREADS * BOUND_ENTRIES / seconds, THREADS * BOUND_ENTRIES / busy);
    }
  }

  private static int hashes() throws Exception {
    var sha = MessageDigest.getInstance("SHA-256");
    var file = MessageDigest.getInstance("SHA-256");
    var text = new byte[1 << 14];
    var out = new byte[32];
    // Bytes: salt + masked name; salt + three prefixed values; commitment; leaf; node.
    var lengths = new int[] {32 + 5 + 1 + 5 + 1 + 5, 32 + 12 + 9 + 19 + 11, 65, 1 + 84, 81};
    var sum = 0;
    for (var i = 0; i < BOUND_ENTRIES; i++) {
      for (var length : lengths) {
        sha.update(text, 0, length);
        sha.digest(out, 0, out.length);
        sum += out[0];
      }
      text[i & 63] = out[1];
      // The file hash runs over whole chunks: 85 bytes an entry, 190 entries at a time.
      if (i % 190 == 0) {
        file.update(text, 0, 190 * 85);
      }
    }
    return sum + file.digest()[0];
  }

  /** Of all threads of this process; the machine may be shared. */
  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / SECOND_NS;
  }

  private static String peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("peak memory unknown");
  }
}
