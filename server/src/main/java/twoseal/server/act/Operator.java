package twoseal.server.act;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import twoseal.beacon.BeaconChain;
import twoseal.core.Checkpoint;
import twoseal.core.Fields;
import twoseal.desk.draw.Outcomes;
import twoseal.desk.draw.Register;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Drafts;
import twoseal.draw.Fixed;
import twoseal.draw.Seal;
import twoseal.intake.rules.RulesFile;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.LedgerStoppedException;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;
import twoseal.server.list.Preparations;

/**
 * Brings every sealed attempt to its end without anybody: once everything is fixed, by the press or
 * by default, and due, it gets the number, enters the stages' results and the completion, with the
 * service's key. It knows nothing but what the ledger holds, so it goes on after a kill, or on
 * another machine, where the draw is. The same round's number is asked for until it comes: there is
 * no other.
 */
public final class Operator implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Operator.class.getName());
  private static final long NEVER = Long.MAX_VALUE;
  private static final long LOOK_MS = 1_000;
  private static final long RETRY_MS = 2_000;
  private static final long RETRY_MAX_MS = 15_000;

  /** A number is late when it is not here so long after its time; relays need a moment. */
  private static final long LATE_MS = 5_000;

  private final ServiceDesk desk;
  private final Numbers numbers;
  private final Shaking shaking;
  private final Preparations preparations;
  private final Clock clock;
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Open> busy = ConcurrentHashMap.newKeySet();
  private final Map<Open, Long> tries = new ConcurrentHashMap<>();
  private final Map<CaseNumber, Long> lateSinceMs = new ConcurrentHashMap<>();

  /** Guarded by this: attempts that are not at their end, and when to look at them next. */
  private final Map<Open, Long> open = new HashMap<>();

  private final Thread thread = Thread.ofPlatform().daemon().name("operator").unstarted(this::run);
  private Engine.Subscription subscription = () -> {};
  private volatile boolean isClosed;

  private record Open(CaseNumber draw, int attempt) {}

  /**
   * A draw whose number has not come.
   *
   * @param sinceMs when it was due
   */
  public record Late(CaseNumber draw, long sinceMs) {}

  Operator(
      ServiceDesk desk, Numbers numbers, Shaking shaking, Preparations preparations, Clock clock) {
    this.desk = desk;
    this.numbers = numbers;
    this.shaking = shaking;
    this.preparations = preparations;
    this.clock = clock;
  }

  /** Begins, with everything that the ledger has left open. */
  void start() {
    var engine = desk.engine();
    var size = Checkpoint.parse(engine.checkpoint().text()).size();
    try (var state = engine.state()) {
      Register.numbers(state).forEach(this::lookAt);
    }
    subscription = engine.follow(size, this::hear);
    thread.start();
  }

  /** Whether the ledger has given a case number. */
  boolean isAnnounced(CaseNumber draw) {
    return desk.look(draw, CaseFile::attempts).isPresent();
  }

  /** Whether a draw waits for a number that is past its time. */
  public boolean isLate(CaseNumber draw) {
    return lateSinceMs.containsKey(draw);
  }

  /** The draws that wait for a number past its time. */
  public List<Late> late() {
    return lateSinceMs.entrySet().stream()
        .map(entry -> new Late(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Takes a number that somebody typed.
   *
   * @throws Problem 409 if none is awaited, 422 if it does not hold
   */
  public void bring(CaseNumber draw, Numbers.NewNumber typed, Caller caller)
      throws java.io.IOException {
    var nowMs = clock.nowMs();
    var attempts = desk.look(draw, CaseFile::attempts).orElseThrow(Problem::notFound);
    var awaited = new ArrayList<Awaited>();
    for (var attempt = 1; attempt <= attempts; attempt++) {
      desk.look(draw, attempt, file -> awaited(file, nowMs))
          .flatMap(found -> found)
          .ifPresent(awaited::add);
    }
    if (awaited.isEmpty()) {
      throw new Problem(409, "act.no-number-awaited");
    }
    var last = awaited.getLast();
    if (nowMs < last.dueMs()) {
      throw Problem.refused("draw.early");
    }
    numbers.bring(last.chain(), last.round(), typed, caller);
    lookAt(draw);
  }

  /** Looks at a draw's attempts now. */
  void lookAt(CaseNumber draw) {
    var attempts = desk.look(draw, CaseFile::attempts).orElse(0);
    synchronized (this) {
      for (var attempt = 1; attempt <= attempts; attempt++) {
        open.put(new Open(draw, attempt), 0L);
      }
      notifyAll();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    subscription.close();
    synchronized (this) {
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    // Not interrupted: that would close the ledger's files under whoever else reads them.
    work.close();
  }

  private record Awaited(BeaconChain chain, long round, long dueMs) {}

  private static Optional<Awaited> awaited(CaseFile file, long nowMs) {
    return file.results() > 0
        ? Optional.empty()
        : file.seal()
            .flatMap(Seal::chain)
            .flatMap(chain ->
                Fixed.of(file, nowMs)
                    .map(fixed -> new Awaited(chain, fixed.round().orElseThrow(), fixed.dueMs())));
  }

  private void hear(LedgerEntry entry) {
    var outcome = new Fields.Reader(entry.outcome());
    if (outcome.kind().equals("accepted")) {
      var _ = outcome.number("registry", 0, Long.MAX_VALUE);
      outcome
          .optional("draw", outcome::text)
          .map(CaseNumber::parse)
          .ifPresent(draw -> {
            shaking.changed(draw);
            lookAt(draw);
          });
    }
  }

  private void run() {
    while (!isClosed) {
      try {
        due().forEach(this::begin);
        pause();
      } catch (LedgerStoppedException ended) {
        return;
      } catch (RuntimeException failed) {
        LOG.log(Level.ERROR, "operator", failed);
      }
    }
  }

  private synchronized List<Open> due() {
    var nowMs = clock.nowMs();
    var due =
        open.entrySet().stream()
            .filter(entry -> entry.getValue() <= nowMs && !busy.contains(entry.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(attempt -> open.put(attempt, NEVER));
    return due;
  }

  /** Until something is due, or the ledger has more. */
  private synchronized void pause() {
    try {
      for (var leftMs = leftMs(); leftMs > 0 && !isClosed; leftMs = leftMs()) {
        wait(leftMs);
      }
    } catch (InterruptedException stopped) {
      isClosed = true;
    }
  }

  private long leftMs() {
    var nowMs = clock.nowMs();
    return open.values().stream()
        .mapToLong(Long::longValue)
        .map(at -> at - nowMs)
        .map(left -> Math.min(left, LOOK_MS))
        .min()
        .orElse(LOOK_MS);
  }

  private void begin(Open attempt) {
    busy.add(attempt);
    work.execute(() -> {
      var nextMs = Optional.of(clock.nowMs() + RETRY_MAX_MS);
      try {
        nextMs = drive(attempt);
      } catch (LedgerStoppedException ended) {
        nextMs = Optional.empty();
      } catch (RuntimeException failed) {
        LOG.log(Level.ERROR, "draw " + attempt, failed);
      } finally {
        later(attempt, nextMs);
      }
    });
  }

  private synchronized void later(Open attempt, Optional<Long> nextMs) {
    busy.remove(attempt);
    // Anything else was put there meanwhile, because the ledger has more of the draw.
    if (Long.valueOf(NEVER).equals(open.get(attempt))) {
      open.remove(attempt);
      nextMs.ifPresent(at -> open.put(attempt, at));
    }
    notifyAll();
  }

  /** How far an attempt is. */
  private record Standing(
      boolean isSealed, boolean isComplete, Optional<Fixed> fixed, long pressByMs) {
    static Standing of(CaseFile file, long nowMs) {
      var seal = file.seal();
      return new Standing(
          seal.isPresent(),
          file.isComplete(),
          seal.flatMap(_ -> Fixed.of(file, nowMs)),
          seal.map(s -> s.pressByS() * 1_000).orElse(0L));
    }
  }

  /**
   * Does what can be done for an attempt.
   *
   * @return when to look again; empty where nothing is left to do
   */
  private Optional<Long> drive(Open attempt) {
    var nowMs = clock.nowMs();
    var standing = desk.look(attempt.draw(), attempt.attempt(), file -> Standing.of(file, nowMs));
    if (standing.isEmpty() || !standing.get().isSealed() || standing.get().isComplete()) {
      forget(attempt);
      return Optional.empty();
    }
    var fixed = standing.get().fixed();
    if (fixed.isEmpty()) {
      return Optional.of(standing.get().pressByMs() + 1);
    }
    if (nowMs < fixed.get().dueMs()) {
      return Optional.of(fixed.get().dueMs());
    }
    var signature = signature(attempt, fixed.get());
    if (fixed.get().round().isPresent() && signature.isEmpty()) {
      if (nowMs > fixed.get().dueMs() + LATE_MS) {
        lateSinceMs.putIfAbsent(attempt.draw(), fixed.get().dueMs());
      }
      var times = tries.merge(attempt, 1L, Long::sum);
      return Optional.of(clock.nowMs() + Math.min(RETRY_MAX_MS, RETRY_MS * times));
    }
    forget(attempt);
    return enter(attempt, fixed.get(), signature) ? Optional.empty() : Optional.of(NEVER);
  }

  private void forget(Open attempt) {
    tries.remove(attempt);
    lateSinceMs.remove(attempt.draw());
  }

  private Optional<byte[]> signature(Open attempt, Fixed fixed) {
    var entered = desk.look(attempt.draw(), attempt.attempt(), Outcomes::signature).flatMap(s -> s);
    if (entered.isPresent() || fixed.round().isEmpty()) {
      return entered;
    }
    var chain =
        desk.look(attempt.draw(), attempt.attempt(), CaseFile::seal)
            .flatMap(seal -> seal)
            .flatMap(Seal::chain)
            .orElseThrow();
    return numbers.find(chain, fixed.round().get(), relays(attempt.draw()));
  }

  private List<URI> relays(CaseNumber draw) {
    return preparations.find(draw).map(RulesFile::relays).orElse(List.of());
  }

  /** Enters what is missing; false if the rules refused something, which is not tried again. */
  private boolean enter(Open attempt, Fixed fixed, Optional<byte[]> signature) {
    var draw = attempt.draw();
    var number = attempt.attempt();
    var blobs = desk.engine().blobs();
    var contest =
        desk.look(draw, number, file -> new Drafts(file, blobs).contest(fixed, signature))
            .orElseThrow();
    var stages =
        desk.look(draw, number, file -> file.announcement().rules().stages().size()).orElseThrow();
    for (var done = desk.look(draw, number, CaseFile::results).orElseThrow();
        done < stages;
        done++) {
      var stage = done + 1;
      var result =
          desk.look(
                  draw,
                  number,
                  file -> new Drafts(file, blobs).result(contest, fixed, signature, stage))
              .orElseThrow();
      if (!isAccepted(attempt, desk.enter(result))) {
        return false;
      }
    }
    if (desk.look(draw, number, CaseFile::isComplete).orElseThrow()) {
      return true;
    }
    var complete = desk.look(draw, number, file -> new Drafts(file, blobs).complete());
    return isAccepted(attempt, desk.enter(complete.orElseThrow()));
  }

  private static boolean isAccepted(Open attempt, twoseal.ledger.Receipt receipt) {
    if (!receipt.accepted()) {
      LOG.log(Level.ERROR, "{0} was refused: {1}", attempt, receipt.reason().orElseThrow());
    }
    return receipt.accepted();
  }
}
