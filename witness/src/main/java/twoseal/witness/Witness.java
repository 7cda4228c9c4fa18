package twoseal.witness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.Signer;
import twoseal.ledger.Clock;

/**
 * A witness: replays or follows logs, cosigns what holds, publishes it and answers who asks
 * (spec/witness.md). Its folder has one folder for each log, named by the log's hash; a process
 * that is killed at any moment goes on from there.
 */
public final class Witness implements AutoCloseable {
  private final Signer cosigner;
  private final List<LogWitness> logs;

  /** How a look at a log ended. */
  public enum Outcome {
    WELL,
    HELD,
    TROUBLED
  }

  /**
   * How a log stands after a look.
   *
   * @param size up to which it is known and cosigned
   * @param why it is held or in trouble
   */
  public record Standing(String origin, Outcome outcome, long size, Optional<String> why) {}

  private Witness(Signer cosigner, List<LogWitness> logs) {
    this.cosigner = cosigner;
    this.logs = List.copyOf(logs);
  }

  /**
   * Opens a witness's folder.
   *
   * @param cosigner of type 0x04
   * @param stall how long a log may be unreadable before the keeper is warned
   * @throws MalformedException if two logs have one origin
   * @throws twoseal.ledger.LedgerLockedException if another process has the folder open
   */
  public static Witness open(
      Path folder,
      Signer cosigner,
      List<WatchedLog> watched,
      Clock clock,
      Keeper keeper,
      Duration stall) {
    if (cosigner.key().type() != NoteKey.Type.COSIGNATURE) {
      throw new MalformedException("a key for cosignatures");
    }
    if (watched.stream().map(WatchedLog::origin).distinct().count() < watched.size()) {
      throw new MalformedException("each origin once");
    }
    var logs = new ArrayList<LogWitness>();
    try {
      for (var log : watched) {
        var at = folder.resolve(log.hash());
        logs.add(new LogWitness(log, cosigner, clock, keeper, stall.toMillis(), at));
      }
    } catch (RuntimeException failed) {
      logs.forEach(LogWitness::close);
      throw failed;
    }
    return new Witness(cosigner, logs);
  }

  /** The key of its cosignatures. */
  public NoteKey key() {
    return cosigner.key();
  }

  /**
   * Begins to answer and to publish ([WIT-2], [WIT-11]).
   *
   * @throws IOException if the port is taken
   */
  public WebServer serve(InetSocketAddress address) throws IOException {
    return WebServer.start(address, site());
  }

  Site site() {
    return new WitnessSite(this, logs);
  }

  /** Looks at every log once, and leaves cosignatures there. */
  public List<Standing> look() {
    return readable().stream().map(Witness::look).toList();
  }

  /**
   * Looks at every log again and again until the thread is interrupted.
   *
   * @throws IllegalStateException with the cause, if a look fails in a way that no later look mends
   */
  public void watch(Duration pause) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new ExecutorCompletionService<Boolean>(threads);
      for (var log : readable()) {
        ended.submit(() -> watch(log, pause));
      }
      try {
        // Without a log to look at this waits for requests, and for the interruption, all the same.
        var _ = ended.take().get();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a witness cannot go on", failed.getCause());
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /**
   * The keeper lets an entry pass at whose time the witness stopped ([WIT-9]).
   *
   * @return whether it had stopped there
   */
  public boolean accept(long index) {
    return logs.stream().filter(log -> log.accept(index)).count() > 0;
  }

  @Override
  public void close() {
    logs.forEach(LogWitness::close);
  }

  private List<LogWitness> readable() {
    return logs.stream().filter(log -> log.log().url().isPresent()).toList();
  }

  private static boolean watch(LogWitness log, Duration pause) throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      var _ = look(log);
      Thread.sleep(pause);
    }
    return true;
  }

  private static Standing look(LogWitness log) {
    var origin = log.log().origin();
    return switch (log.look()) {
      case LogWitness.Looked.Well(var size) ->
          new Standing(origin, Outcome.WELL, size, Optional.empty());
      case LogWitness.Looked.Held(var hold) ->
          new Standing(origin, Outcome.HELD, log.size(), Optional.of(hold.why()));
      case LogWitness.Looked.Troubled(var why) ->
          new Standing(origin, Outcome.TROUBLED, log.size(), Optional.of(why));
    };
  }
}
