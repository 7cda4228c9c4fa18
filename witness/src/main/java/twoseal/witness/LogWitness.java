package twoseal.witness;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import twoseal.core.Checkpoint;
import twoseal.core.Cosignature;
import twoseal.core.Ed25519;
import twoseal.core.MerkleTree;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.ledger.Clock;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.ledger.KeptCheckpoint;
import twoseal.ledger.LedgerCopy;
import twoseal.ledger.LedgerOptions;

/**
 * What a witness does about one log: looks at it, or is asked, compares with what it knows, and
 * cosigns what holds. One thing at a time; what is said of it elsewhere comes from snapshots.
 */
final class LogWitness implements AutoCloseable {
  /** How long who asks waits for another request of the same log. */
  private static final long PATIENCE_S = 20;

  private static final long MS_PER_S = 1_000;

  /** The last look is stored at most this often where nothing else is. */
  private static final long LOOKED_EVERY_MS = 10_000;

  private static final int PUSHES_MAX = 1_000;

  private final WatchedLog log;
  private final Signer cosigner;
  private final Clock clock;
  private final Keeper keeper;
  private final long stallMs;
  private final LogFolder folder;
  private final CosignedCheckpoints cosigned;
  private final Optional<RemoteLog> source;
  private final History history;
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Long> lastLookMs;
  private long lookStoredMs;
  private long lastCosignedS;
  private long wellSinceMs;
  private boolean isStallTold;
  private boolean isClockTold;
  private volatile Optional<Hold> hold;
  private volatile Optional<String> trouble = Optional.empty();

  /** What a request for a cosignature came to. */
  sealed interface Said {
    record Cosigned(SignatureLine line) implements Said {}

    record Conflict(long size) implements Said {}

    record Forbidden(String why) implements Said {}

    record Unproven(String why) implements Said {}

    record Unavailable(String why) implements Said {}
  }

  /** What a look came to. */
  sealed interface Looked {
    /** All that the log shows is cosigned. */
    record Well(long size) implements Looked {}

    /** The witness holds back. */
    record Held(Hold hold) implements Looked {}

    /** Nothing can be said now. */
    record Troubled(String why) implements Looked {}
  }

  /** The witness's own clock is behind what it said before. */
  private static final class ClockBehindException extends Exception {
    ClockBehindException(long nowS, long lastS) {
      super("the witness's own clock says " + nowS + ", its last cosignature " + lastS);
    }
  }

  LogWitness(
      WatchedLog log, Signer cosigner, Clock clock, Keeper keeper, long stallMs, Path folder) {
    this.log = log;
    this.cosigner = cosigner;
    this.clock = clock;
    this.keeper = keeper;
    this.stallMs = stallMs;
    this.folder = LogFolder.of(folder);
    this.cosigned = this.folder.cosigned();
    this.source = log.url().map(RemoteLog::new);
    this.hold = this.folder.hold();
    this.history = history();
    this.lastLookMs = this.folder.looked();
    this.lastCosignedS =
        cosigned.last().flatMap(cosigned::find).map(LogWitness::lastTimeS).orElse(0L);
    this.wellSinceMs = clock.nowMs();
  }

  private History history() {
    if (!log.replays()) {
      return new History.Followed(log.origin(), KeptCheckpoint.open(folder.checkpoint()));
    }
    var copy = LedgerCopy.open(folder.ledger(), log.key(), LedgerOptions.defaults());
    return new Replayed(copy, source.orElseThrow(), this::warnOfAttempt);
  }

  WatchedLog log() {
    return log;
  }

  /** The size of the last checkpoint that was stored. */
  long size() {
    return history.known().size();
  }

  Optional<Hold> hold() {
    return hold;
  }

  /** Why the log could not be read at the last look. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Entries that the keeper let pass. */
  List<Long> accepted() {
    return folder.accepted();
  }

  /** The last checkpoint that was cosigned, with its cosignature. */
  Optional<SignedNote> published() {
    return cosigned.last().flatMap(cosigned::find);
  }

  /** The checkpoint of a size with its cosignature. */
  Optional<SignedNote> published(long size) {
    return cosigned.find(size);
  }

  /** The keeper lets an entry pass at whose time the witness stopped ([WIT-9]); whether it had. */
  boolean accept(long index) {
    turn.lock();
    try {
      var isHeldThere =
          hold.filter(h -> h.kind() == Warning.Kind.CLOCK && h.index().equals(Optional.of(index)))
              .isPresent();
      if (isHeldThere) {
        folder.accept(index);
        hold = Optional.empty();
      }
      return isHeldThere;
    } finally {
      turn.unlock();
    }
  }

  /** Answers who brings a checkpoint of this log ([WIT-2], from its 403 on). */
  Said cosign(AddCheckpoint request) {
    try {
      if (!turn.tryLock(PATIENCE_S, TimeUnit.SECONDS)) {
        return new Said.Unavailable("busy with this log; try again");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Said.Unavailable("interrupted");
    }
    try {
      return cosignInTurn(request);
    } catch (HeldException held) {
      holdBack(held);
      return new Said.Unproven(held.hold().why());
    } catch (LogUnreadableException | ClockBehindException notNow) {
      return new Said.Unavailable("" + notNow.getMessage());
    } finally {
      turn.unlock();
    }
  }

  private Said cosignInTurn(AddCheckpoint request)
      throws HeldException, LogUnreadableException, ClockBehindException {
    var signed = request.note().filter(n -> n.isSignedBy(log.key(), Ed25519.STRICT));
    if (signed.isEmpty()) {
      return new Said.Forbidden("no valid signature by the log's key: invalid signature");
    }
    var note = signed.get();
    var known = history.known();
    var next = request.checkpoint();
    if (request.oldSize() != known.size()) {
      return new Said.Conflict(known.size());
    }
    if (next.size() == known.size() && known.size() > 0 && !next.root().equals(known.root())) {
      throw History.fork(history.note().orElseThrow(), note, request.proof());
    }
    if (!MerkleTree.witnessConsistencyHolds(
        known.size(), known.root(), next.size(), next.root(), request.proof())) {
      return new Said.Unproven("the consistency proof does not hold");
    }
    if (next.size() == 0) {
      return new Said.Unproven("an empty log is not cosigned");
    }
    if (hold.isPresent() && next.size() > known.size()) {
      return new Said.Unproven("this witness holds back: " + hold.get().why());
    }
    // No look at the log: whoever brings a checkpoint may bring an old one ([WIT-7]).
    return new Said.Cosigned(
        next.size() == known.size() ? sign(note, timeS()) : advance(note, clock.nowMs()));
  }

  /** Looks at the log, and cosigns what it shows and what holds. */
  Looked look() {
    turn.lock();
    try {
      var looked = hold.<Looked>map(Looked.Held::new).orElse(null);
      return looked == null ? lookInTurn() : looked;
    } catch (HeldException held) {
      holdBack(held);
      return new Looked.Held(held.hold());
    } catch (LogUnreadableException | ClockBehindException notNow) {
      return troubled("" + notNow.getMessage());
    } finally {
      turn.unlock();
    }
  }

  private Looked lookInTurn() throws HeldException, LogUnreadableException, ClockBehindException {
    var nowMs = clock.nowMs();
    var from = source.orElseThrow();
    var note = from.checkpoint();
    var next = Checkpoint.parse(note.text());
    if (!next.origin().equals(log.origin()) || !note.isSignedBy(log.key(), Ed25519.STRICT)) {
      throw new LogUnreadableException(from.base() + " shows a checkpoint of another log");
    }
    var known = history.known();
    if (next.size() > known.size()) {
      requireConsistent(note, next, known, from);
      advance(note, nowMs);
    } else if (!rootOf(next.size(), known, from).equals(next.root())) {
      throw History.fork(history.note().orElseThrow(), note, List.of());
    } else if (next.size() < known.size()) {
      return troubled("the log shows size " + next.size() + ", it was " + known.size());
    } else if (known.size() > 0 && cosigned.find(known.size()).isEmpty()) {
      // It was killed between storing and cosigning.
      sign(note, timeS());
    }
    sawAll(nowMs);
    wellSinceMs = nowMs;
    isStallTold = false;
    trouble = Optional.empty();
    push(from);
    return new Looked.Well(history.known().size());
  }

  /** The root that the history has at a size up to what is known, or the log proves to have. */
  private twoseal.core.Digest rootOf(long size, Checkpoint known, RemoteLog from)
      throws LogUnreadableException {
    if (size == known.size()) {
      return known.root();
    }
    var own = history.root(size);
    return own.isPresent() ? own.get() : FetchedTree.of(from, known).root(size);
  }

  private void requireConsistent(SignedNote note, Checkpoint next, Checkpoint known, RemoteLog from)
      throws LogUnreadableException, HeldException {
    if (known.size() == 0) {
      return;
    }
    var proof = FetchedTree.of(from, next).consistency(known.size());
    if (!MerkleTree.consistencyHolds(known.size(), known.root(), next.size(), next.root(), proof)) {
      throw History.fork(history.note().orElseThrow(), note, proof);
    }
  }

  /** Checks what is new, stores, signs; in this order, whoever asked ([WIT-4]). */
  private SignatureLine advance(SignedNote note, long nowMs)
      throws LogUnreadableException, HeldException, ClockBehindException {
    history.bring(note, new History.Sight(lastLookMs, nowMs, new HashSet<>(folder.accepted())));
    var timeS = timeS();
    var own = new SignedNote(note.text(), List.of(lineOfLog(note)));
    history.store(own);
    return sign(own, timeS);
  }

  private SignatureLine sign(SignedNote note, long timeS) {
    var checkpoint = Checkpoint.parse(note.text());
    var line = cosigner.cosign(checkpoint, timeS);
    var isNew = cosigned.add(new SignedNote(note.text(), List.of(lineOfLog(note), line)));
    lastCosignedS = timeS;
    isClockTold = false;
    if (isNew) {
      keeper.cosigned(log.origin(), checkpoint.size(), timeS);
    }
    return line;
  }

  private SignatureLine lineOfLog(SignedNote note) {
    return note.signatures().stream().filter(log.key()::isNamedBy).findFirst().orElseThrow();
  }

  /** The time to sign with; never before what was said already ([WIT-5]). */
  private long timeS() throws ClockBehindException {
    var nowS = clock.nowMs() / MS_PER_S;
    if (nowS < lastCosignedS) {
      var behind = new ClockBehindException(nowS, lastCosignedS);
      if (!isClockTold) {
        isClockTold = true;
        warn(Warning.Kind.CLOCK, "" + behind.getMessage(), null);
      }
      throw behind;
    }
    return nowS;
  }

  private void sawAll(long nowMs) {
    lastLookMs = Optional.of(nowMs);
    if (nowMs - lookStoredMs >= LOOKED_EVERY_MS || nowMs < lookStoredMs) {
      folder.looked(nowMs);
      lookStoredMs = nowMs;
    }
  }

  /** Gives the log what it has not got; a log that does not take it is no reason to stop. */
  private void push(RemoteLog to) {
    var pushed = folder.pushed();
    var last = pushed;
    try {
      for (var size : cosigned.sizes(pushed + 1).limit(PUSHES_MAX).toList()) {
        to.leave(cosigned.find(size).orElseThrow());
        last = size;
      }
    } catch (LogUnreadableException unreadable) {
      trouble = Optional.of("" + unreadable.getMessage());
      keeper.trouble(log.origin(), "" + unreadable.getMessage());
    }
    if (last > pushed) {
      folder.pushed(last);
      keeper.delivered(log.origin(), last);
    }
  }

  private Looked troubled(String why) {
    trouble = Optional.of(why);
    keeper.trouble(log.origin(), why);
    if (!isStallTold && clock.nowMs() - wellSinceMs > stallMs) {
      isStallTold = true;
      warn(Warning.Kind.STALL, why, null);
    }
    return new Looked.Troubled(why);
  }

  private void holdBack(HeldException held) {
    if (hold.isPresent()) {
      return;
    }
    var evidence = folder.hold(held);
    hold = folder.hold();
    warn(held.hold().kind(), held.hold().why(), evidence);
  }

  private void warnOfAttempt(String attempt) {
    if (folder.isNewAttempt(attempt)) {
      warn(Warning.Kind.ATTEMPT, "case and attempt: " + attempt, null);
    }
  }

  private void warn(Warning.Kind kind, String what, @Nullable Path evidence) {
    keeper.warn(new Warning(kind, log.origin(), what, Optional.ofNullable(evidence)));
  }

  private static long lastTimeS(SignedNote cosigned) {
    return cosigned.signatures().stream().skip(1).mapToLong(Cosignature::timeS).max().orElse(0);
  }

  @Override
  public void close() {
    turn.lock();
    try (history) {
      source.ifPresent(RemoteLog::close);
    } finally {
      turn.unlock();
    }
  }
}
