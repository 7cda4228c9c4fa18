package twoseal.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import twoseal.core.MalformedException;

/**
 * Who waits for an answer of a replica: first for the command's place, then for a checkpoint over
 * it. Bounded, so that who comes too fast waits. Futures are completed outside the lock, since what
 * hangs on them may call back.
 */
final class Waiters {
  private final Heads heads;
  private final Semaphore room;

  /** Without a place, by id. */
  private final Map<String, List<Pending>> unplaced = new LinkedHashMap<>();

  /** Of those, the ones that the order did not take. */
  private final Set<Pending> unproposed = new LinkedHashSet<>();

  /** With a place, by index. */
  private final TreeMap<Long, Map<Pending, LedgerEntry>> uncovered = new TreeMap<>();

  private boolean isClosed;

  /**
   * Nobody.
   *
   * @param max how many may wait at a time
   */
  Waiters(Heads heads, int max) {
    this.heads = heads;
    this.room = new Semaphore(max);
  }

  /** Lets somebody wait for a place, after waiting for room; false once closed. */
  boolean add(Pending pending) {
    room.acquireUninterruptibly();
    synchronized (this) {
      if (!isClosed) {
        unplaced.computeIfAbsent(pending.command().id(), _ -> new ArrayList<>()).add(pending);
        var _ = pending.answer().whenComplete((_, _) -> room.release());
        return true;
      }
    }
    room.release();
    return false;
  }

  /** The order did not take it. */
  synchronized void notProposed(Pending pending) {
    unproposed.add(pending);
  }

  /** Those that the order did not take and that still have no place; they are taken to be now. */
  synchronized List<Pending> takeUnproposed() {
    var taken =
        unproposed.stream()
            .filter(p -> unplaced.getOrDefault(p.command().id(), List.of()).contains(p))
            .toList();
    unproposed.clear();
    return taken;
  }

  /** All that have no place. */
  synchronized List<Pending> unplaced() {
    return unplaced.values().stream().flatMap(List::stream).toList();
  }

  /** An entry has an id: tells everybody who waits for that. */
  void placed(String id, LedgerEntry entry) {
    var answers = new ArrayList<Runnable>();
    synchronized (this) {
      var waiting = unplaced.remove(id);
      if (waiting != null) {
        waiting.forEach(pending -> answers.add(answer(pending, entry)));
      }
      notifyAll();
    }
    answers.forEach(Runnable::run);
  }

  /** An entry has the id of a command, whose sender need not have waited for it here. */
  void placed(Pending pending, LedgerEntry entry) {
    Runnable answer;
    synchronized (this) {
      answer = answer(pending, entry);
    }
    answer.run();
  }

  /** The first answer for the same bytes, a refusal for others ([LOG-4]); under the lock. */
  private Runnable answer(Pending pending, LedgerEntry entry) {
    var command = pending.command();
    var index = entry.position().index();
    var head = heads.now();
    if (!entry.isCommand(command.bytes())) {
      var taken = new IdTakenException(command.id(), index);
      return () -> pending.answer().completeExceptionally(taken);
    }
    if (index < head.size()) {
      return () -> pending.answer().complete(new Placed(entry, head));
    }
    if (isClosed) {
      var stopped = new LedgerStoppedException("the ledger is closed or stopped", null);
      return () -> pending.answer().completeExceptionally(stopped);
    }
    uncovered.computeIfAbsent(index, _ -> new HashMap<>()).put(pending, entry);
    return () -> {};
  }

  /** A command came up in the order and must not enter. */
  void refused(String id, byte[] note, MalformedException why) {
    var refused = new ArrayList<Pending>();
    synchronized (this) {
      var waiting = unplaced.getOrDefault(id, new ArrayList<>());
      for (var pending : List.copyOf(waiting)) {
        if (java.util.Arrays.equals(pending.command().bytes(), note)) {
          waiting.remove(pending);
          refused.add(pending);
        }
      }
      if (waiting.isEmpty()) {
        unplaced.remove(id);
        notifyAll();
      }
    }
    refused.forEach(pending -> pending.answer().completeExceptionally(why));
  }

  /** The head has moved. */
  void covered() {
    var head = heads.now();
    List<Map<Pending, LedgerEntry>> covered;
    synchronized (this) {
      var below = uncovered.headMap(head.size());
      covered = List.copyOf(below.values());
      below.clear();
      notifyAll();
    }
    for (var entries : covered) {
      entries.forEach((pending, entry) -> pending.answer().complete(new Placed(entry, head)));
    }
  }

  /** Waits until nobody waits, or for so long; whether nobody does. */
  boolean awaitNone(long timeoutMs) {
    var endNs = System.nanoTime() + timeoutMs * 1_000_000;
    synchronized (this) {
      while (!unplaced.isEmpty() || !uncovered.isEmpty()) {
        var leftMs = (endNs - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          return false;
        }
        try {
          wait(leftMs);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }

  /** Lets nobody more wait, and fails those who do. */
  void close(Supplier<RuntimeException> why) {
    var waiting = new ArrayList<Pending>();
    synchronized (this) {
      isClosed = true;
      unplaced.values().forEach(waiting::addAll);
      uncovered.values().forEach(entries -> waiting.addAll(entries.keySet()));
      unplaced.clear();
      uncovered.clear();
      notifyAll();
    }
    waiting.forEach(pending -> pending.answer().completeExceptionally(why.get()));
  }
}
