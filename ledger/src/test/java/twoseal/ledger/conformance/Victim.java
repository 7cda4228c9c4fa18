package twoseal.ledger.conformance;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.ledger.Office;

/** A process that opens a ledger, enters commands, says what was answered, and is killed. */
public final class Victim {
  public static final long OFFICE = 29;

  private static final int SUBMITTERS = 8;
  private static final int COMMANDS_MAX = 1_000_000;

  private Victim() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments the subject's class, folder, seed
   */
  public static void main(String[] arguments) throws Exception {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var subject =
        Class.forName(arguments[0])
            .asSubclass(Subject.class)
            .getDeclaredConstructor()
            .newInstance();
    var seed = Long.parseLong(arguments[2]);
    var office = new Office(OFFICE);
    var engines = subject.open(Path.of(arguments[1]), office).engines();
    var next = new AtomicInteger();
    for (var i = 0; i < SUBMITTERS; i++) {
      var engine = engines.get(i % engines.size());
      Thread.ofPlatform()
          .start(() -> {
            for (var n = next.getAndIncrement(); n < COMMANDS_MAX; n = next.getAndIncrement()) {
              var index = engine.submit(command(office, seed, n)).position().index();
              acknowledge(out, n + " " + index);
            }
          });
    }
  }

  /** The command of a number; the same in every process. */
  static byte[] command(Office office, long seed, int number) {
    var id = Digest.tagged("victim", Bytes.utf8(seed + " " + number)).hex().substring(0, 32);
    return office.remark(id, "command " + number + " of run " + seed);
  }

  private static void acknowledge(PrintStream out, String line) {
    synchronized (out) {
      out.println("answered " + line);
      out.flush();
    }
  }
}
