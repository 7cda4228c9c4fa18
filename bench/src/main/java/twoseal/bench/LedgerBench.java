package twoseal.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.SignatureCheck;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.FastSignatures;
import twoseal.ledger.LedgerOptions;
import twoseal.registry.RegistryCommand;

/**
 * The embedded ledger against its two bounds: a bare log that appends records of the same size with
 * the same number of waiters and one sync per batch, and the bare check of signatures on all cores.
 *
 * <p>{@code LedgerBench [--folder <dir>] [--seconds <s>] [--rounds <n>] [--millions <n>]}: writes
 * under the folder, which should be on the disk in question, and removes what it wrote. No rounds,
 * or no millions, leave that part out.
 */
public final class LedgerBench {
  private static final String ORIGIN = "bench.twoseal.example/ledger";
  private static final String TEXT = "the registers were compared in the presence of both parties";
  private static final int[] WAITERS = {1, 256};
  private static final int MILLION = 1_000_000;
  private static final int WARM_UP_S = 2;

  /** No two cores check more signatures than this. */
  private static final int PREPARED_PER_S = 60_000;

  private static final int SAMPLES_MAX = 1 << 20;

  private final Path folder;
  private final int seconds;
  private final int rounds;
  private final Signer log = Signer.of(ORIGIN, seed(1));
  private final Signer administrator = Signer.of("office/admin", seed(2));

  /** A rate, how long one call waited, and what it cost all cores together. */
  private record Measured(
      double perSecond, double medianMs, double worstOf100Ms, double processorUs) {}

  private LedgerBench(Path folder, int seconds, int rounds) {
    this.folder = folder;
    this.seconds = seconds;
    this.rounds = rounds;
  }

  /** Runs everything and prints a line for each figure. */
  public static void main(String[] arguments) throws Exception {
    var options = List.of(arguments);
    var folder = Path.of(option(options, "--folder", "."));
    var seconds = Integer.parseInt(option(options, "--seconds", "4"));
    var rounds = Integer.parseInt(option(options, "--rounds", "3"));
    var millions = Integer.parseInt(option(options, "--millions", "1"));
    var work = Files.createTempDirectory(folder, "ledger-bench-");
    try {
      var bench = new LedgerBench(work, seconds, rounds);
      if (rounds > 0) {
        bench.compare();
      }
      if (millions > 0) {
        bench.flatness(millions);
      }
    } finally {
      delete(work);
    }
  }

  private void compare() throws Exception {
    var record = remark(0).length + 100;
    var bound = signatureBound();
    print("signature checks on all cores (bound)", bound);
    for (var waiters : WAITERS) {
      var plain = median(round -> plainLog(waiters, record, folder.resolve("plain-" + round)));
      print("plain log, " + waiters + " waiters (bound)", plain);
      var engine = median(round -> engine(waiters, folder.resolve("e" + waiters + "-" + round)));
      print("engine, " + waiters + " waiters", engine);
      System.out.printf(
          Locale.ROOT,
          "  engine / plain log %.2f, engine / signature checks %.2f%n",
          engine.perSecond / plain.perSecond,
          engine.perSecond / bound.perSecond);
    }
  }

  /** How many remarks' signatures all cores check in a second. */
  private Measured signatureBound() throws InterruptedException {
    var check = FastSignatures.best();
    var note = SignedNote.parse(remark(0));
    var message = Bytes.utf8(note.text());
    var signature = note.signatures().getFirst().signature();
    var cores = Runtime.getRuntime().availableProcessors();
    return drive(cores, i -> requireHolds(check, message, signature));
  }

  private void requireHolds(SignatureCheck check, byte[] message, byte[] signature) {
    if (!check.holds(administrator.key().publicKey(), message, signature)) {
      throw new IllegalStateException("a signature that does not hold");
    }
  }

  private Measured engine(int waiters, Path path) throws Exception {
    // Signed beforehand, in as many threads as there are: what is measured is the ledger.
    var prepared = prepare(0, PREPARED_PER_S * (seconds + WARM_UP_S));
    try (var ledger =
        EmbeddedLedger.create(path, genesis(), log, Clock.system(), LedgerOptions.defaults())) {
      return drive(waiters, i -> ledger.submit(prepared[i]));
    }
  }

  /** Enters millions, and shows whether the last is as fast as the first. */
  private void flatness(int millions) throws Exception {
    var path = folder.resolve("flat");
    try (var ledger =
        EmbeddedLedger.create(path, genesis(), log, Clock.system(), LedgerOptions.defaults())) {
      for (var million = 0; million < millions; million++) {
        flatness(ledger, million);
      }
    }
    var start = System.nanoTime();
    try (var ledger = EmbeddedLedger.open(path, log, Clock.system(), LedgerOptions.defaults())) {
      System.out.printf(
          Locale.ROOT,
          "opening %d entries: %.1f s%n",
          ledger.recovery().entries(),
          (System.nanoTime() - start) / 1e9);
    }
  }

  private void flatness(EmbeddedLedger ledger, int million) throws InterruptedException {
    var parts = 10;
    var nanos = 0L;
    var processor = 0L;
    for (var part = 0; part < parts; part++) {
      var prepared = prepare(million * MILLION + part * (MILLION / parts), MILLION / parts);
      var next = new AtomicInteger();
      var processorBefore = processorNs();
      var start = System.nanoTime();
      inThreads(
          WAITERS[1],
          thread -> {
            for (var i = next.getAndIncrement(); i < prepared.length; i = next.getAndIncrement()) {
              ledger.submit(prepared[i]);
            }
          });
      nanos += System.nanoTime() - start;
      processor += processorNs() - processorBefore;
    }
    System.gc();
    var runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "million %d: %,.0f/s, %.1f us CPU, heap %d MiB%n",
        million + 1,
        MILLION / (nanos / 1e9),
        processor / 1e3 / MILLION,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  /** The peer: records of the same size, group commit, nothing checked, hashed or proved. */
  private Measured plainLog(int waiters, int recordBytes, Path path) throws Exception {
    var plain = new PlainLog(path, recordBytes);
    var measured = drive(waiters, i -> plain.append());
    plain.finish();
    Files.delete(path);
    return measured;
  }

  /** A log as plain as can be: waiters count themselves in, one thread writes and syncs. */
  private static final class PlainLog {
    private static final int PREALLOCATED_BYTES = 256 << 20;

    private final FileChannel file;
    private final int recordBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition synced = lock.newCondition();
    private final Thread writer = Thread.ofPlatform().start(this::write);
    private long asked;
    private long done;
    private boolean isClosed;

    PlainLog(Path path, int recordBytes) throws IOException {
      this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      this.recordBytes = recordBytes;
      for (var at = 0; at < PREALLOCATED_BYTES; at += 1 << 20) {
        file.write(ByteBuffer.allocate(1 << 20), at);
      }
      file.force(true);
    }

    void append() {
      lock.lock();
      try {
        var mine = ++asked;
        more.signal();
        while (done < mine) {
          synced.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }

    void finish() throws Exception {
      lock.lock();
      try {
        isClosed = true;
        more.signal();
      } finally {
        lock.unlock();
      }
      writer.join();
      file.close();
    }

    private void write() {
      for (var to = next(0); to >= 0; to = next(to)) {
        try {
          var bytes = ByteBuffer.allocate((int) (to - done) * recordBytes);
          file.write(bytes, done * recordBytes % (PREALLOCATED_BYTES - bytes.capacity()));
          file.force(false);
        } catch (IOException failed) {
          throw new java.io.UncheckedIOException(failed);
        }
      }
    }

    /** Says that all up to here is durable, and waits for more; -1 at the end. */
    private long next(long durable) {
      lock.lock();
      try {
        done = durable;
        synced.signalAll();
        while (asked == done && !isClosed) {
          more.awaitUninterruptibly();
        }
        return asked == done ? -1 : asked;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Calls from so many threads at once, for the seconds, after warming up. */
  private Measured drive(int threads, IntConsumer call) throws InterruptedException {
    var next = new AtomicInteger();
    var counted = new AtomicLong();
    var waitedNs = new long[SAMPLES_MAX];
    var samples = new AtomicInteger();
    var processor = processorNs();
    var start = System.nanoTime();
    var from = start + WARM_UP_S * 1_000_000_000L;
    var to = from + seconds * 1_000_000_000L;
    inThreads(
        threads,
        thread -> {
          for (var before = System.nanoTime(); before < to; ) {
            call.accept(next.getAndIncrement());
            var after = System.nanoTime();
            if (before >= from && after <= to) {
              counted.incrementAndGet();
              waitedNs[samples.getAndIncrement() % SAMPLES_MAX] = after - before;
            }
            before = after;
          }
        });
    var sorted = Arrays.copyOf(waitedNs, Math.min(samples.get(), SAMPLES_MAX));
    Arrays.sort(sorted);
    return new Measured(
        (double) counted.get() / seconds,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6,
        (processorNs() - processor) / 1e3 / next.get());
  }

  /** What this process has used of all cores, the Java compiler included. */
  private static long processorNs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void inThreads(int count, IntConsumer work) throws InterruptedException {
    var threads =
        IntStream.range(0, count)
            .mapToObj(i -> Thread.ofPlatform().start(() -> work.accept(i)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
  }

  /** What is measured several times. */
  private interface Round {
    Measured run(int round) throws Exception;
  }

  private Measured median(Round measure) throws Exception {
    var all = new ArrayList<Measured>();
    for (var round = 0; round < rounds; round++) {
      all.add(measure.run(round));
    }
    all.sort(Comparator.comparingDouble(Measured::perSecond));
    return all.get(all.size() / 2);
  }

  private static void print(String what, Measured measured) {
    System.out.printf(
        Locale.ROOT,
        "%-42s %,10.0f/s   median %.3f ms, 99%% below %.3f ms, %.0f us CPU%n",
        what,
        measured.perSecond,
        measured.medianMs,
        measured.worstOf100Ms,
        measured.processorUs);
  }

  private byte[] genesis() {
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            System.currentTimeMillis() / 1000,
            "system",
            "client",
            "office",
            "Office",
            Optional.empty(),
            PersonName.parse("office/admin"),
            "Admin",
            administrator.key());
    return sign(genesis, Bytes.hex(new byte[16]));
  }

  private byte[][] prepare(int from, int count) {
    var prepared = new byte[count][];
    IntStream.range(0, count).parallel().forEach(i -> prepared[i] = remark(from + i));
    return prepared;
  }

  private byte[] remark(int number) {
    var remark = new RegistryCommand.Remark(Optional.empty(), Optional.empty(), TEXT);
    var id = Digest.tagged("bench", Bytes.be32(number)).hex().substring(0, 32);
    return sign(remark, id);
  }

  private byte[] sign(RegistryCommand command, String id) {
    return SignedNote.sign(command.text(new Header(id, ORIGIN)), administrator).bytes();
  }

  private static byte[] seed(long number) {
    var seed = new byte[32];
    new Random(number).nextBytes(seed);
    return seed;
  }

  private static String option(List<String> options, String name, String otherwise) {
    var at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  private static void delete(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
