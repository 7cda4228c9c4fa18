package twoseal.intake;

import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import twoseal.list.BatchHash;
import twoseal.list.DigestHash;
import twoseal.list.Stretches;

/**
 * The fastest SHA-256 there is here, for all workers of an intake.
 *
 * <p>A faster one than the JDK's needs a module that the JDK has in incubation only, and so gives
 * to nobody who does not ask for it on the command line. Until it is compiled it is a hundred times
 * slower, and to compile it takes a second: it pays for lists of millions. So the workers begin
 * with the JDK's, and a thread of its own tries the other one until that is the faster.
 *
 * <p>Of every batch one text is hashed by the JDK as well: what is in incubation must not be able
 * to make a list that nobody can prove.
 */
public final class FastHash implements AutoCloseable {
  private static final String VECTORS = "jdk.incubator.vector";
  private static final int TEXTS = 64;
  private static final int TEXT_BYTES = 200;
  private static final int HASH_BYTES = 32;

  /** One quick try may be luck, for the machine has other things to do. */
  private static final int QUICK_TRIES = 50;

  /** So many make the JIT compile it; further ones only ask whether it has. */
  private static final int HARD_TRIES = 100;

  private static final int TRIES_MAX = 20_000;
  private static final int PAUSE_NS = 5_000_000;

  private final Supplier<Optional<BatchHash>> finder;
  private volatile boolean isReady;
  private volatile boolean isClosed;

  /** With what {@link #find} finds. */
  FastHash() {
    this(FastHash::find);
  }

  /** With what this finds anew for every thread. */
  FastHash(Supplier<Optional<BatchHash>> finder) {
    this.finder = finder;
  }

  /** A new one, for one thread, if this JVM and this machine have one; it may be slow at first. */
  public static Optional<BatchHash> find() {
    if (ModuleLayer.boot().findModule(VECTORS).isEmpty()) {
      return Optional.empty();
    }
    return ServiceLoader.load(BatchHash.class, FastHash.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(BatchHash::isFast)
        .findFirst();
  }

  /** Begins to get the faster one ready, if there is one; the thread ends when that is decided. */
  Thread prepare() {
    return Thread.ofPlatform().daemon().start(() -> finder.get().ifPresent(this::tryUntilFaster));
  }

  /** Whether the workers have the faster one from now on. */
  boolean isReady() {
    return isReady;
  }

  /** For one thread: the JDK's, and the faster one from when it is ready. */
  BatchHash forOneThread() {
    var found = finder.get();
    return found.isPresent() ? new Checked(found.get()) : new DigestHash();
  }

  /** Stops trying. */
  @Override
  public void close() {
    isClosed = true;
  }

  private void tryUntilFaster(BatchHash fast) {
    var slow = new DigestHash();
    var text = new byte[TEXTS * TEXT_BYTES];
    for (var i = 0; i < text.length; i++) {
      text[i] = (byte) (i * i);
    }
    var stretches = new Stretches(TEXTS);
    var bySlow = new byte[TEXTS * HASH_BYTES];
    var byFast = new byte[TEXTS * HASH_BYTES];
    var quick = 0;
    for (var tries = 0; tries < TRIES_MAX && quick < QUICK_TRIES && !isClosed; tries++) {
      fill(stretches, tries);
      var begin = System.nanoTime();
      slow.hash(text, stretches, bySlow, 0, HASH_BYTES);
      var between = System.nanoTime();
      fast.hash(text, stretches, byFast, 0, HASH_BYTES);
      if (System.nanoTime() - between < between - begin) {
        quick++;
      } else if (tries > HARD_TRIES) {
        LockSupport.parkNanos(PAUSE_NS);
      }
      if (!Arrays.equals(bySlow, byFast)) {
        return;
      }
    }
    isReady = quick == QUICK_TRIES;
  }

  /**
   * Batches of all sizes, of texts of one block to four, the first up to the array's end: what the
   * JIT has not seen it leaves out, and compiles anew when it comes.
   */
  private static void fill(Stretches stretches, int round) {
    stretches.clear();
    var shortest = round * 7 % (TEXT_BYTES - TEXTS);
    for (var i = 0; i < TEXTS - round % 16; i++) {
      var length = shortest + (round % 2 == 0 ? 0 : i);
      stretches.add((TEXTS - i) * TEXT_BYTES - length, length);
    }
  }

  private final class Checked implements BatchHash {
    private final BatchHash fast;
    private final DigestHash slow = new DigestHash();
    private final byte[] again = new byte[HASH_BYTES];
    private int next;

    Checked(BatchHash fast) {
      this.fast = fast;
    }

    @Override
    public void hash(byte[] text, Stretches stretches, byte[] out, int outAt, int stride) {
      if (!isReady) {
        slow.hash(text, stretches, out, outAt, stride);
        return;
      }
      fast.hash(text, stretches, out, outAt, stride);
      next = next + 1 < stretches.count() ? next + 1 : 0;
      slow.hash(text, stretches.at(next), stretches.length(next), again, 0);
      var at = outAt + next * stride;
      if (!Arrays.equals(again, 0, HASH_BYTES, out, at, at + HASH_BYTES)) {
        throw new IllegalStateException(fast.getClass().getName() + " is not SHA-256");
      }
    }

    @Override
    public boolean isFast() {
      return true;
    }
  }
}
