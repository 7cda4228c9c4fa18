package twoseal.server.act;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import twoseal.core.Digest;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Drafts;
import twoseal.draw.Rules;
import twoseal.draw.ShakeBatch;
import twoseal.draw.ShakeProof;
import twoseal.draw.Shakes;
import twoseal.ledger.Clock;

/**
 * The shakes of an attempt. A shake is on the disk before it is answered, in a file of 32 bytes
 * each; from there it goes into a batch on the ledger. What is on the ledger is known from the
 * ledger alone: a room that is opened after a kill reads the batches, and waits with the rest.
 *
 * <p>Whoever brings a shake takes the writing lock in turn; the first writes and syncs for all who
 * wait behind, so a thousand shakes cost one sync.
 */
final class ShakeRoom implements AutoCloseable {
  /** The most shakes of an attempt that the service takes. */
  static final int SHAKES_MAX = 5_000_000;

  /** A shake that comes so shortly before press-by would not get into a batch in time. */
  private static final long LAST_MS = 2_000;

  /** Batches are fewer when an audience stays long, so that their number lasts ([DRAW-19]). */
  private static final int FAST_BATCHES = 3_600;

  private static final int SLOW_BATCHES = 7_000;
  private static final int LAST_BATCH = Shakes.BATCHES_MAX - 100;
  private static final long FAST_MS = 1_000;
  private static final long SLOW_MS = 10_000;
  private static final long SLOWEST_MS = 60_000;
  private static final int BUFFER_BYTES = 1 << 20;

  /** Why a shake is not taken, beside the reasons of the rules. */
  static final String HELD = "act.shakes-held";

  static final String FULL = "act.shakes-full";
  static final String DISK = "act.shakes-disk";

  private static final String NOT_SEALED = "draw.not-sealed";
  private static final String PRESS_BY = "draw.press-by";
  private static final Logger LOG = System.getLogger(ShakeRoom.class.getName());

  private final CaseNumber draw;
  private final int attempt;
  private final ServiceDesk desk;
  private final Clock clock;
  private final FileChannel log;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock batching = new ReentrantLock();
  private final ConcurrentLinkedQueue<Ticket> comers = new ConcurrentLinkedQueue<>();

  /** Guarded by writing. */
  private ShakeIndex index = new ShakeIndex();

  /** Guarded by writing: where the shakes of each batch begin, and after the last, what waits. */
  private final List<Integer> begins = new ArrayList<>(List.of(0));

  private volatile Doors doors = new Doors(Optional.of(NOT_SEALED), 0);
  private volatile long heldUntilMs;
  private long lastBatchMs;

  /** Somebody who waits for the disk. */
  private static final class Ticket {
    private final Digest shake;
    private boolean isDone;

    /** Guarded by writing, as isDone is. */
    private Optional<String> refusal = Optional.empty();

    Ticket(Digest shake) {
      this.shake = shake;
    }
  }

  /**
   * Whether shakes may enter.
   *
   * @param closed why not
   * @param pressByMs or until when
   */
  private record Doors(Optional<String> closed, long pressByMs) {}

  /** What is to be said of a shake. */
  sealed interface Answer {
    /** Nobody brought it. */
    record Unknown() implements Answer {}

    /**
     * It is kept.
     *
     * @param batch that has it
     */
    record Waits(Optional<Long> batch) implements Answer {}

    /** It is in the seed. */
    record Proved(ShakeProof proof) implements Answer {}
  }

  private ShakeRoom(CaseNumber draw, int attempt, ServiceDesk desk, Clock clock, FileChannel log) {
    this.draw = draw;
    this.attempt = attempt;
    this.desk = desk;
    this.clock = clock;
    this.log = log;
  }

  /** Opens the room of an attempt. */
  static ShakeRoom open(CaseNumber draw, int attempt, Path file, ServiceDesk desk, Clock clock)
      throws IOException {
    var log =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    var room = new ShakeRoom(draw, attempt, desk, clock, log);
    room.load();
    room.look();
    return room;
  }

  int attempt() {
    return attempt;
  }

  /**
   * Takes a shake; when this returns empty it is on the disk, or was before.
   *
   * @return why it is not taken
   */
  Optional<String> take(Digest shake) {
    var mine = new Ticket(shake);
    comers.add(mine);
    writing.lock();
    try {
      if (!mine.isDone) {
        takeAll();
      }
      return mine.refusal;
    } finally {
      writing.unlock();
    }
  }

  /** How many wait for a batch. */
  int waiting() {
    writing.lock();
    try {
      return index.size() - begins.getLast();
    } finally {
      writing.unlock();
    }
  }

  /** Looks again at what the ledger says of the attempt. */
  void look() {
    doors =
        desk.look(draw, file -> doors(file, attempt))
            .orElse(new Doors(Optional.of("draw.no-such-draw"), 0));
  }

  /** Lets nobody in until then: what is being signed counts the shakes. */
  void hold(long untilMs) {
    writing.lock();
    try {
      heldUntilMs = untilMs;
    } finally {
      writing.unlock();
    }
  }

  /** Enters a batch if it is time for one and somebody waits. */
  void tick() {
    if (clock.nowMs() - lastBatchMs >= interval() && waiting() > 0) {
      flush();
    }
  }

  /** Enters all who wait. */
  void flush() {
    batching.lock();
    try {
      while (mayEnter() && enterBatch()) {
        // Until nobody waits.
      }
    } finally {
      batching.unlock();
    }
  }

  private boolean mayEnter() {
    return waiting() > 0 && doors.closed().isEmpty() && clock.nowMs() <= doors.pressByMs();
  }

  /** What is to be said of a shake. */
  Answer find(Digest shake) {
    int place;
    Optional<Integer> batch;
    Optional<Shakes> shakes;
    int at;
    writing.lock();
    try {
      place = index.find(shake);
      batch = batch(place);
      at = batch.map(b -> place(place, b)).orElse(0);
      shakes = batch.map(this::shakes);
    } finally {
      writing.unlock();
    }
    if (place < 0) {
      return new Answer.Unknown();
    }
    var closed = desk.look(draw, attempt, file -> file.closed().isPresent()).orElse(false);
    if (batch.isEmpty() || !closed) {
      return new Answer.Waits(batch.map(b -> (long) b));
    }
    var batches = desk.look(draw, attempt, CaseFile::shakes).orElseThrow();
    var origin = desk.header().ledger();
    return new Answer.Proved(ShakeProof.of(origin, batches, batch.get(), shakes.orElseThrow(), at));
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  /** Under the writing lock: writes for everybody who has come until now. */
  private void takeAll() {
    var taken = new ArrayList<Ticket>();
    var fresh = new ArrayList<Digest>();
    for (var ticket = comers.poll(); ticket != null; ticket = comers.poll()) {
      taken.add(ticket);
      if (index.find(ticket.shake) < 0) {
        ticket.refusal = refusal();
        if (ticket.refusal.isEmpty() && index.add(ticket.shake)) {
          fresh.add(ticket.shake);
        }
      }
    }
    try {
      if (!fresh.isEmpty()) {
        append(fresh);
      }
    } catch (IOException failed) {
      LOG.log(Level.ERROR, "shakes of " + draw, failed);
      taken.forEach(ticket -> ticket.refusal = Optional.of(DISK));
      reload();
    } finally {
      taken.forEach(ticket -> ticket.isDone = true);
    }
  }

  private Optional<String> refusal() {
    var nowMs = clock.nowMs();
    if (doors.closed().isPresent()) {
      return doors.closed();
    }
    if (nowMs > doors.pressByMs() - LAST_MS) {
      return Optional.of(PRESS_BY);
    }
    if (nowMs <= heldUntilMs) {
      return Optional.of(HELD);
    }
    return index.size() >= SHAKES_MAX || begins.size() > LAST_BATCH
        ? Optional.of(FULL)
        : Optional.empty();
  }

  private void append(List<Digest> shakes) throws IOException {
    var bytes = ByteBuffer.allocate(shakes.size() * Digest.BYTES);
    shakes.forEach(shake -> bytes.put(shake.bytes()));
    bytes.flip();
    log.position(log.size());
    while (bytes.hasRemaining()) {
      log.write(bytes);
    }
    log.force(false);
  }

  /** One batch; false if the ledger did not take it. */
  private boolean enterBatch() {
    var known = desk.look(draw, attempt, CaseFile::batches).orElseThrow();
    if (known != batches()) {
      // Another operator entered some: what waits is found out anew.
      reload();
      return waiting() > 0;
    }
    List<Digest> next;
    writing.lock();
    try {
      next = index.from(begins.getLast(), Shakes.BATCH_MAX);
    } finally {
      writing.unlock();
    }
    var shakes = new Shakes(next);
    var file = shakes.file();
    var hash = desk.engine().blobs().put(file);
    var receipt =
        desk.enter(new ShakeBatch(draw, attempt, known + 1, next.size(), shakes.root(), hash));
    lastBatchMs = clock.nowMs();
    look();
    if (!receipt.accepted()) {
      // Not again before the ledger has more: every refusal is an entry too.
      doors = new Doors(receipt.reason(), doors.pressByMs());
      return false;
    }
    writing.lock();
    try {
      begins.add(begins.getLast() + next.size());
    } finally {
      writing.unlock();
    }
    return true;
  }

  private int batches() {
    writing.lock();
    try {
      return begins.size() - 1;
    } finally {
      writing.unlock();
    }
  }

  private long interval() {
    var batches = batches();
    if (batches < FAST_BATCHES) {
      return FAST_MS;
    }
    return batches < SLOW_BATCHES ? SLOW_MS : SLOWEST_MS;
  }

  private void reload() {
    try {
      load();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads the ledger's batches, then what the file has besides. */
  private void load() throws IOException {
    writing.lock();
    try {
      index = new ShakeIndex();
      begins.clear();
      begins.add(0);
      for (var batch : desk.look(draw, attempt, CaseFile::shakes).orElse(List.of())) {
        Shakes.read(desk.engine().blobs().read(batch.fileHash())).shakes().forEach(index::add);
        begins.add(index.size());
      }
      // A shake that was being written when the service was killed was answered to nobody.
      log.truncate(log.size() / Digest.BYTES * Digest.BYTES);
      log.position(0);
      // Stays open, for the channel is the log's.
      var in = new BufferedInputStream(Channels.newInputStream(log), BUFFER_BYTES);
      for (var shake = in.readNBytes(Digest.BYTES);
          shake.length == Digest.BYTES;
          shake = in.readNBytes(Digest.BYTES)) {
        index.add(Digest.of(shake));
      }
    } finally {
      writing.unlock();
    }
  }

  /** The batch, from 1, that a place belongs to. */
  private Optional<Integer> batch(int place) {
    if (place < 0 || place >= begins.getLast()) {
      return Optional.empty();
    }
    var found = java.util.Collections.binarySearch(begins, place);
    return Optional.of(found >= 0 ? found + 1 : -found - 1);
  }

  private int place(int place, int batch) {
    return place - begins.get(batch - 1);
  }

  private Shakes shakes(int batch) {
    return new Shakes(index.from(begins.get(batch - 1), begins.get(batch) - begins.get(batch - 1)));
  }

  private static Doors doors(CaseFile file, int attempt) {
    var closed = file.attempt() == attempt ? closed(file) : Optional.of("draw.attempt");
    return new Doors(closed, file.seal().map(seal -> seal.pressByS() * 1_000).orElse(0L));
  }

  /** Why the current attempt of a case takes no shakes, whatever the time. */
  static Optional<String> closed(CaseFile file) {
    if (!file.announcement().rules().entropy().equals(Rules.BEACON)) {
      return Optional.of("draw.profile");
    }
    if (file.isComplete()) {
      return Optional.of("draw.complete");
    }
    if (file.sealText().isEmpty()) {
      return Optional.of(NOT_SEALED);
    }
    if (file.press().isPresent()) {
      return Optional.of("draw.pressed");
    }
    return file.closed().map(_ -> "draw.closed");
  }

  /** Enters all who wait and ends the shakes, if there are any; the reason if it is refused. */
  Optional<String> finish() {
    flush();
    var close =
        desk.look(
            draw,
            attempt,
            file ->
                file.batches() > 0 && file.closed().isEmpty()
                    ? Optional.of(new Drafts(file, desk.engine().blobs()).close())
                    : Optional.<twoseal.draw.CloseShakes>empty());
    var refusal = close.flatMap(c -> c).map(desk::enter).flatMap(twoseal.ledger.Receipt::reason);
    look();
    return refusal;
  }
}
