package twoseal.server.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import twoseal.core.Checkpoint;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.SignedNote;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerEntry;
import twoseal.registry.RegistryCommand;
import twoseal.server.words.Names;

/**
 * Which entries are of which draw: every accepted command of it and every remark about it, in
 * order. The state knows the commands, but not the remarks. Read once from the first entry, then
 * told by the ledger; one thread writes, any may read.
 */
public final class Chronicle implements AutoCloseable {
  private final Map<CaseNumber, List<Long>> entries = new ConcurrentHashMap<>();
  private final List<Announced> announced = new ArrayList<>();
  private final List<Long> registry = new ArrayList<>();
  private final List<BiConsumer<CaseNumber, Long>> listeners = new CopyOnWriteArrayList<>();
  private final Engine engine;
  private final Names names;
  private final Signers signers;
  private final Object told = new Object();
  private volatile long size;
  private volatile long lastMs;
  private Engine.Subscription subscription = () -> {};

  /** A case and when it was opened. */
  record Announced(CaseNumber draw, long timeMs) {}

  private Chronicle(Engine engine) {
    this.engine = engine;
    this.names = new Names(engine);
    this.signers = new Signers(names);
  }

  /** Reads a ledger to its head, then goes on with it. */
  public static Chronicle of(Engine engine) {
    var chronicle = new Chronicle(engine);
    var head = Checkpoint.parse(engine.checkpoint().text()).size();
    for (var index = 0L; index < head; index++) {
      chronicle.take(engine.read(index));
    }
    chronicle.subscription = engine.follow(head, chronicle::take);
    return chronicle;
  }

  /** The ledger. */
  public Engine engine() {
    return engine;
  }

  /** Names of people and organisations. */
  public Names names() {
    return names;
  }

  /** Who signed, by name. */
  Signers signers() {
    return signers;
  }

  /** How many entries were read. */
  public long size() {
    return size;
  }

  /** The time of the last entry that was read. */
  public long lastMs() {
    return lastMs;
  }

  /** Whether there is such a case. */
  public boolean knows(CaseNumber draw) {
    return entries.containsKey(draw);
  }

  /** How many cases there are. */
  int cases() {
    synchronized (announced) {
      return announced.size();
    }
  }

  /** The case that was opened as the so-manieth, from 0. */
  Announced opened(int ordinal) {
    synchronized (announced) {
      return announced.get(ordinal);
    }
  }

  /** The entries of a case so far: its accepted commands and the remarks about it. */
  public List<Long> entries(CaseNumber draw) {
    return entries.getOrDefault(draw, List.of());
  }

  /** The registry's entries so far below an index, without remarks. */
  List<Long> registry(long below) {
    synchronized (registry) {
      return registry.stream().filter(index -> index < below).toList();
    }
  }

  /**
   * Tells of every further entry of a draw, on the one thread that follows the ledger; be quick.
   * Entries before are there already.
   */
  void listen(BiConsumer<CaseNumber, Long> listener) {
    listeners.add(listener);
  }

  /**
   * Waits until an entry was read, or time is up.
   *
   * @return whether it was
   */
  public boolean await(long index, long timeoutMs) throws InterruptedException {
    var until = System.nanoTime() + timeoutMs * 1_000_000;
    synchronized (told) {
      while (size <= index) {
        var leftMs = (until - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          return false;
        }
        told.wait(leftMs);
      }
      return true;
    }
  }

  @Override
  public void close() {
    subscription.close();
  }

  private void take(LedgerEntry entry) {
    var index = entry.position().index();
    var draw = isAccepted(entry) ? accepted(entry) : Optional.<CaseNumber>empty();
    draw.ifPresent(number -> add(number, index, entry.position().timeMs()));
    lastMs = entry.position().timeMs();
    synchronized (told) {
      size = index + 1;
      told.notifyAll();
    }
    draw.ifPresent(number -> listeners.forEach(listener -> listener.accept(number, index)));
  }

  private Optional<CaseNumber> accepted(LedgerEntry entry) {
    var outcome = new Fields.Reader(entry.outcome());
    var _ = outcome.text("registry");
    var draw = outcome.optional("draw", outcome::text);
    if (draw.isPresent()) {
      return draw.map(CaseNumber::parse);
    }
    var in = new Fields.Reader(SignedNote.parse(entry.command()).text());
    var _ = Header.read(in);
    var command = RegistryCommand.read(in);
    if (command instanceof RegistryCommand.Remark remark) {
      return remark.draw().map(CaseNumber::parse).filter(entries::containsKey);
    }
    synchronized (registry) {
      registry.add(entry.position().index());
    }
    return Optional.empty();
  }

  private void add(CaseNumber draw, long index, long timeMs) {
    var before = entries.get(draw);
    if (before == null) {
      synchronized (announced) {
        announced.add(new Announced(draw, timeMs));
      }
    }
    // Copied whole, so that who reads sees one list; draws have tens of entries.
    var after = new ArrayList<>(before == null ? List.<Long>of() : before);
    after.add(index);
    entries.put(draw, List.copyOf(after));
  }

  private static boolean isAccepted(LedgerEntry entry) {
    return entry.outcome().startsWith("twoseal/accepted/");
  }
}
