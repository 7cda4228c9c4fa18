package twoseal.server.view;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.draw.CaseNumber;
import twoseal.server.http.Call;
import twoseal.server.http.Mistake;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/**
 * The live feed: a draw's entries as server-sent events, each once and in order, and the pulse.
 *
 * <p>One thread follows the ledger and makes each frame once; every listener has a place in the
 * draw's list of frames and a thread that sends from there on. So there is no queue that could grow
 * for a slow one; who has been sending one frame for too long is cut off and comes back with the
 * last id. A draw that cannot be told holds up no other: it is logged, and tried again.
 */
public final class Feed implements AutoCloseable {
  private static final long PULSE_EVERY_MS = 15_000;
  private static final long LOOK_EVERY_MS = 250;
  private static final long FAILED_AGAIN_NS = TimeUnit.SECONDS.toNanos(5);
  private static final long PARK_NS = TimeUnit.SECONDS.toNanos(30);
  private static final int RETRY_S = 5;

  private final Draws draws;
  private final Witnesses witnesses;
  private final Limits limits;
  private final Map<CaseNumber, Channel> channels = new ConcurrentHashMap<>();
  private final BlockingQueue<CaseNumber> news = new LinkedBlockingQueue<>();
  private final AtomicInteger listeners = new AtomicInteger();
  private final Thread teller;
  private volatile boolean isClosed;

  /**
   * How many may listen, and how slowly.
   *
   * @param sendMaxMs for one frame
   */
  public record Limits(int listenersMax, long sendMaxMs) {}

  private Feed(Draws draws, Witnesses witnesses, Limits limits) {
    this.draws = draws;
    this.witnesses = witnesses;
    this.limits = limits;
    this.teller = Thread.ofPlatform().daemon().name("feed").unstarted(this::tell);
  }

  /** Begins to follow. */
  public static Feed start(Draws draws, Witnesses witnesses, Limits limits) {
    var feed = new Feed(draws, witnesses, limits);
    draws.chronicle().listen((draw, _) -> feed.news.add(draw));
    feed.teller.start();
    return feed;
  }

  /** How many listen now. */
  public int listeners() {
    return listeners.get();
  }

  /** Something of a draw changed that is no entry: its pulse is told at once. */
  public void nudge(CaseNumber draw) {
    news.add(draw);
  }

  /** Answers {@code /draws/{draw}/events}. */
  public Reply events(Call call) {
    var live = draws.live(Paths.draw(call));
    var until = call.query("until");
    if (until.isPresent() && !until.get().equals("now")) {
      throw Problem.unreadable("until=now");
    }
    if (listeners.incrementAndGet() > limits.listenersMax() || isClosed) {
      listeners.decrementAndGet();
      throw new Problem(503, "feed-full").retryAfter(RETRY_S);
    }
    var after = call.header("Last-Event-ID").map(Paths::eventId).orElse(-1L);
    return Reply.events(out -> {
      try {
        listen(live.draw(), after, until.isPresent(), out);
      } finally {
        listeners.decrementAndGet();
      }
    });
  }

  /** Ends every stream; who listened comes back to whoever serves next. */
  @Override
  public void close() {
    isClosed = true;
    teller.interrupt();
    channels
        .values()
        .forEach(channel -> channel.listeners.forEach(l -> LockSupport.unpark(l.thread)));
  }

  private void listen(CaseNumber draw, long after, boolean untilNow, Reply.Out out)
      throws IOException, InterruptedException {
    var listener = new Listener(Thread.currentThread());
    var channel = join(draw, listener);
    try {
      channel.live.catchUp();
      channel.live.forgetErased();
      var next = channel.live.after(after);
      var pulse = -1L;
      while (!isClosed) {
        for (var frame : channel.live.frames(next)) {
          listener.send(out, frame.bytes());
          next++;
        }
        var now = channel.pulse;
        if (now.number() != pulse) {
          pulse = now.number();
          listener.send(out, now.bytes());
        }
        if (untilNow) {
          return;
        }
        if (next >= channel.told && channel.pulse.number() == pulse) {
          LockSupport.parkNanos(this, PARK_NS);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("too slow");
        }
      }
    } finally {
      leave(draw, listener);
    }
  }

  private Channel join(CaseNumber draw, Listener listener) {
    return channels.compute(
        draw,
        (number, known) -> {
          var channel = known;
          if (channel == null) {
            channel = new Channel(draws.live(number));
            channel.pulse(pulse(channel), draws.nowMs());
          }
          channel.listeners.add(listener);
          return channel;
        });
  }

  private void leave(CaseNumber draw, Listener listener) {
    channels.computeIfPresent(
        draw,
        (_, channel) -> {
          channel.listeners.remove(listener);
          return channel.listeners.isEmpty() ? null : channel;
        });
  }

  /** The one thread that follows: makes frames and pulses, wakes listeners, cuts off slow ones. */
  private void tell() {
    try {
      while (!isClosed) {
        var draw = news.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        if (draw == null) {
          channels.values().forEach(this::look);
        } else {
          Optional.ofNullable(channels.get(draw)).ifPresent(this::tell);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** There may be something new of the clock's, and there is what could not be told before. */
  private void look(Channel channel) {
    if (channel.hasFailed) {
      if (System.nanoTime() - channel.failedNs > FAILED_AGAIN_NS) {
        tell(channel);
      }
    } else {
      guarded(channel, () -> tellPulse(channel));
    }
    cutSlow(channel);
  }

  /** There is something new of the draw's. */
  private void tell(Channel channel) {
    guarded(
        channel,
        () -> {
          channel.catchUp();
          tellPulse(channel);
        });
    cutSlow(channel);
  }

  /** What fails in one draw is that draw's alone; the log has it once, until it goes on. */
  private static void guarded(Channel channel, Runnable telling) {
    try {
      telling.run();
      channel.hasFailed = false;
    } catch (RuntimeException failed) {
      if (!channel.hasFailed) {
        Mistake.log("the feed of " + channel.live.draw(), failed);
      }
      channel.hasFailed = true;
      channel.failedNs = System.nanoTime();
    }
  }

  private void tellPulse(Channel channel) {
    var nowMs = draws.nowMs();
    var pulse = pulse(channel);
    if (!channel.lastTold.equals(Optional.of(pulse.withTime(0)))
        || nowMs - channel.pulsedMs >= PULSE_EVERY_MS) {
      channel.pulse(pulse, nowMs);
      channel.wake();
    }
  }

  private void cutSlow(Channel channel) {
    var limitNs = TimeUnit.MILLISECONDS.toNanos(limits.sendMaxMs());
    channel.listeners.forEach(listener -> listener.cutIfSlow(limitNs));
  }

  private Told pulse(Channel channel) {
    var checkpoint = Checkpoint.parse(draws.chronicle().engine().checkpoint().text());
    var nowMs = draws.nowMs();
    var now = channel.live.now(nowMs);
    var aside = draws.backstage().of(channel.live.draw());
    return new Told(
        new Shapes.Pulse(
            nowMs,
            checkpoint.size(),
            checkpoint.root().hex(),
            now.state(),
            witnesses.all(),
            aside.hands(),
            now.fixed(),
            aside.isLate() ? Optional.of(true) : Optional.empty(),
            aside.shakesWaiting(),
            aside.show()));
  }

  /** A pulse, compared without its time. */
  private record Told(Shapes.Pulse pulse) {
    Told withTime(long nowMs) {
      return new Told(
          new Shapes.Pulse(
              nowMs,
              pulse.size(),
              pulse.root(),
              pulse.state(),
              pulse.witnesses(),
              pulse.hands(),
              pulse.fixed(),
              pulse.late(),
              pulse.shakesWaiting(),
              pulse.show()));
    }
  }

  /** A pulse as it is sent. */
  private static final class Beat {
    private final long number;
    private final byte[] bytes;

    Beat(long number, byte[] bytes) {
      this.number = number;
      this.bytes = bytes;
    }

    long number() {
      return number;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** A draw that somebody listens to. */
  private final class Channel {
    private final LiveDraw live;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile Beat pulse = new Beat(0, new byte[0]);
    private volatile int told;
    private Optional<Told> lastTold = Optional.empty();
    private long pulsedMs;

    /** These two are the telling thread's alone. */
    private boolean hasFailed;

    private long failedNs;

    Channel(LiveDraw live) {
      this.live = live;
    }

    void catchUp() {
      live.catchUp();
      told = live.after(Long.MAX_VALUE);
      wake();
    }

    void pulse(Told now, long nowMs) {
      var bytes =
          Bytes.concat(
              Bytes.utf8("event: pulse\ndata: "),
              draws.json().write(now.pulse()),
              Bytes.utf8("\n\n"));
      lastTold = Optional.of(now.withTime(0));
      pulsedMs = nowMs;
      pulse = new Beat(pulse.number() + 1, bytes);
    }

    void wake() {
      listeners.forEach(listener -> LockSupport.unpark(listener.thread));
    }
  }

  /** Somebody who listens, on a thread of their own. */
  private static final class Listener {
    private final Thread thread;
    private volatile long sendingSinceNs;

    Listener(Thread thread) {
      this.thread = thread;
    }

    void send(Reply.Out out, byte[] bytes) throws IOException {
      sendingSinceNs = Math.max(1, System.nanoTime());
      out.send(bytes);
      sendingSinceNs = 0;
    }

    /** An interrupted write ends the connection. */
    void cutIfSlow(long limitNs) {
      var since = sendingSinceNs;
      if (since != 0 && System.nanoTime() - since > limitNs) {
        thread.interrupt();
      }
    }
  }
}
