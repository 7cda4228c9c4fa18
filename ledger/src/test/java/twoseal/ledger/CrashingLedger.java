package twoseal.ledger;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import twoseal.core.Bytes;
import twoseal.core.Digest;

/**
 * A process of its own that enters commands, says on its output what was acknowledged, and dies at
 * a point it is given, without a word.
 */
final class CrashingLedger {
  private static final int SUBMITTERS = 6;
  private static final int COMMANDS_MAX = 4_000;
  private static final int DEAD = 99;

  /** Less than a checkpoint, the shortest of what can tear. */
  private static final int TORN_BYTES_MAX = 100;

  /** Where the process dies. */
  enum Point {
    NOWHERE,
    DURING_APPEND,
    AFTER_APPEND_BEFORE_SYNC,
    AFTER_SYNC_BEFORE_CHECKPOINT,
    DURING_CHECKPOINT,
    AFTER_CHECKPOINT_BEFORE_STATE_COMMIT,
    AFTER_COMMIT_BEFORE_ACK,
    DURING_TILE_WRITE,
    AFTER_TILE_WRITE_BEFORE_RENAME,
    AFTER_TILE_RENAME_BEFORE_SYNC
  }

  private CrashingLedger() {}

  /**
   * Opens the ledger of {@link Office} and enters commands until it dies.
   *
   * @param arguments folder, seed, point
   */
  public static void main(String[] arguments) {
    var seed = Long.parseLong(arguments[1]);
    var point = Point.valueOf(arguments[2]);
    // Late enough that there is something to lose, at a place that the seed chooses.
    var countdown = new AtomicInteger(1 + new Random(seed).nextInt(isOfTiles(point) ? 1 : 20));
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var office = new Office(CrashTest.OFFICE);
    var options = CrashTest.options().on(new HaltingDisk(point, countdown));
    var ledger = EmbeddedLedger.open(Path.of(arguments[0]), office.log(), Clock.system(), options);
    var next = new AtomicInteger();
    for (var i = 0; i < SUBMITTERS; i++) {
      Thread.ofPlatform()
          .start(() -> {
            for (var n = next.getAndIncrement(); n < COMMANDS_MAX; n = next.getAndIncrement()) {
              var id = id(seed, n);
              var receipt = ledger.submit(office.remark(id, text(seed, n)));
              if (point == Point.AFTER_COMMIT_BEFORE_ACK && countdown.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(DEAD);
              }
              acknowledge(out, n, receipt.position().index());
            }
          });
    }
  }

  static String id(long seed, int number) {
    return Digest.tagged("crash", Bytes.utf8(seed + " " + number)).hex().substring(0, 32);
  }

  static String text(long seed, int number) {
    return "command " + number + " of run " + seed;
  }

  private static void acknowledge(PrintStream out, int number, long index) {
    synchronized (out) {
      out.println(number + " " + index);
      out.flush();
    }
  }

  private static boolean isOfTiles(Point point) {
    return switch (point) {
      case DURING_TILE_WRITE, AFTER_TILE_WRITE_BEFORE_RENAME, AFTER_TILE_RENAME_BEFORE_SYNC -> true;
      case NOWHERE,
          DURING_APPEND,
          AFTER_APPEND_BEFORE_SYNC,
          AFTER_SYNC_BEFORE_CHECKPOINT,
          DURING_CHECKPOINT,
          AFTER_CHECKPOINT_BEFORE_STATE_COMMIT,
          AFTER_COMMIT_BEFORE_ACK ->
          false;
    };
  }

  /** Ends the process at the point, when it has been passed often enough. */
  private static final class HaltingDisk extends WatchedDisk {
    private final Point point;
    private final AtomicInteger countdown;

    HaltingDisk(Point point, AtomicInteger countdown) {
      this.point = point;
      this.countdown = countdown;
    }

    @Override
    protected int write(Path path, DiskFile file, ByteBuffer bytes, long offset)
        throws IOException {
      if (isAt(duringWrite(path))) {
        var torn = Math.min(TORN_BYTES_MAX, bytes.remaining() / 2);
        super.write(path, file, bytes.slice(bytes.position(), torn), offset);
        halt();
      }
      if (isCheckpoint(path)) {
        haltAt(Point.AFTER_SYNC_BEFORE_CHECKPOINT);
      }
      return super.write(path, file, bytes, offset);
    }

    @Override
    protected void sync(Path path, DiskFile file) throws IOException {
      if (isLog(path)) {
        haltAt(Point.AFTER_APPEND_BEFORE_SYNC);
      }
      super.sync(path, file);
      if (isCheckpoint(path)) {
        haltAt(Point.AFTER_CHECKPOINT_BEFORE_STATE_COMMIT);
      } else if (!isLog(path)) {
        haltAt(Point.AFTER_TILE_WRITE_BEFORE_RENAME);
      }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      super.rename(from, to);
      haltAt(Point.AFTER_TILE_RENAME_BEFORE_SYNC);
    }

    private void haltAt(Point here) {
      if (isAt(here)) {
        halt();
      }
    }

    private boolean isAt(Point here) {
      return here == point && countdown.decrementAndGet() == 0;
    }

    private static Point duringWrite(Path path) {
      if (isLog(path)) {
        return Point.DURING_APPEND;
      }
      return isCheckpoint(path) ? Point.DURING_CHECKPOINT : Point.DURING_TILE_WRITE;
    }

    private static boolean isLog(Path path) {
      return path.toString().endsWith(".seg");
    }

    private static boolean isCheckpoint(Path path) {
      return path.endsWith("checkpoint.last");
    }

    private static void halt() {
      Runtime.getRuntime().halt(DEAD);
    }
  }
}
