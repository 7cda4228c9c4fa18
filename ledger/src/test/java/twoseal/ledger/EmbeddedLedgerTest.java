package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.SignedNote;

/** The law of the engine: what it enters, answers, proves and refuses. */
// Cites: LOG-1, LOG-4.
class EmbeddedLedgerTest {
  @TempDir Path temporary;

  private final Office office = new Office(1);
  private final Office.SetClock clock = new Office.SetClock();

  @Test
  void everyStepCanBeVerifiedFromStorage() {
    try (var ledger = create()) {
      for (var i = 1; i <= 40; i++) {
        clock.nowMs.addAndGet(7);
        var receipt = ledger.submit(office.remark("remark " + i));
        assertThat(receipt.accepted()).isTrue();
        assertThat(receipt.reason()).isEmpty();
        assertThat(receipt.position().index()).isEqualTo(i);
        assertThat(receipt.position().timeMs()).isEqualTo(clock.nowMs());
        assertThat(receipt.outcome()).startsWith("twoseal/accepted/1\n");
        Whole.verify(receipt, ledger.read(i).leafHash());
        assertThat(ledger.checkpoint().signatures()).hasSize(1);
        Whole.verify(ledger, office);
      }
    }
    assertSound(41);
  }

  @Test
  void aRefusalIsKeptWithItsReason() {
    try (var ledger = create()) {
      var notary = office.person("office/notary");
      assertThat(ledger.submit(office.admit(notary)).accepted()).isTrue();
      var again = ledger.submit(office.admit(office.person("office/notary")));
      assertThat(again.accepted()).isFalse();
      assertThat(again.reason()).contains("registry.person-exists");
      assertThat(again.position().index()).isEqualTo(2);
      assertThat(ledger.receipt(2).reason()).isEqualTo(again.reason());
      Whole.verify(ledger, office);
    }
    assertSound(3);
  }

  @Test
  void malformedOrUnsignedCommandsNeverEnter() {
    try (var ledger = create()) {
      var stranger = office.person("office/stranger");
      var remark = office.remark("as it was signed");
      var changed = new String(remark, StandardCharsets.UTF_8);
      for (var note :
          List.of(
              new byte[0],
              new byte[] {1, 2, 3},
              changed.replace("as it was", "as it is").getBytes(StandardCharsets.UTF_8),
              changed
                  .replace(Office.ORIGIN, "other.example/ledger")
                  .getBytes(StandardCharsets.UTF_8),
              office.genesis(),
              office.remarkBy(stranger, "by a stranger"))) {
        assertThatThrownBy(() -> ledger.submit(note)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(ledger.submitAsync(note)::join)
            .hasCauseInstanceOf(MalformedException.class);
      }
      assertThat(size(ledger)).isEqualTo(1);
      assertThat(ledger.submit(remark).position().index()).isEqualTo(1);
    }
    assertSound(2);
  }

  @Test
  void theSameBytesGetTheFirstAnswerOthersAreRefused() {
    var id = office.id();
    var first = office.remark(id, "first");
    var second = office.remark(id, "second");
    try (var ledger = create()) {
      var answer = ledger.submit(first);
      ledger.submit(office.remark("between"));
      var again = ledger.submit(first);
      assertThat(again.position()).isEqualTo(answer.position());
      assertThat(again.outcome()).isEqualTo(answer.outcome());
      Whole.verify(again, ledger.read(1).leafHash());
      assertThatThrownBy(() -> ledger.submit(second))
          .isInstanceOf(IdTakenException.class)
          .hasMessageContaining(id);
    }
    try (var ledger = open()) {
      assertThat(ledger.submit(first).position().index()).isEqualTo(1);
      assertThatThrownBy(() -> ledger.submit(second)).isInstanceOf(IdTakenException.class);
    }
    assertSound(3);
  }

  @Test
  void duplicatesInOneBatchAreEnteredOnce() {
    var id = office.id();
    var first = office.remark(id, "first");
    var other = office.remark(id, "other");
    try (var ledger = create()) {
      var answers = new ArrayList<CompletableFuture<Receipt>>();
      for (var i = 0; i < 20; i++) {
        answers.add(ledger.submitAsync(first));
        answers.add(ledger.submitAsync(office.remark("between " + i)));
      }
      var taken = ledger.submitAsync(other);
      for (var i = 0; i < answers.size(); i += 2) {
        assertThat(answers.get(i).join().position().index()).isEqualTo(1);
      }
      assertThatThrownBy(taken::join).hasCauseInstanceOf(IdTakenException.class);
    }
    assertSound(22);
  }

  @Test
  void theFirstAnswerComesAgainAfterTheKeyIsGone() {
    var notary = office.person("office/notary");
    var remark = office.remarkBy(notary, "while the key was valid");
    try (var ledger = create()) {
      ledger.submit(office.admit(notary));
      var answer = ledger.submit(remark);
      ledger.submit(office.revoke(notary));
      assertThat(ledger.submit(remark).position()).isEqualTo(answer.position());
      assertThatThrownBy(() -> ledger.submit(office.remarkBy(notary, "afterwards")))
          .isInstanceOf(MalformedException.class);
    }
    assertSound(4);
  }

  @Test
  void timeNeverGoesBackAndAClockFarBehindIsNotBelieved() {
    try (var ledger = create()) {
      clock.nowMs.addAndGet(60_000);
      var late = ledger.submit(office.remark("late")).position().timeMs();
      clock.nowMs.addAndGet(-10_000);
      assertThat(ledger.submit(office.remark("a little behind")).position().timeMs())
          .isEqualTo(late);
      clock.nowMs.addAndGet(-1);
      var refused = office.remark("too far behind");
      assertThatThrownBy(() -> ledger.submit(refused))
          .isInstanceOf(ClockBehindException.class)
          .hasMessageContaining("10001 ms");
      assertThat(size(ledger)).isEqualTo(3);
      clock.nowMs.addAndGet(20_000);
      assertThat(ledger.submit(refused).position().timeMs()).isEqualTo(clock.nowMs());
    }
    clock.nowMs.set(Office.START_MS);
    try (var ledger = open()) {
      assertThatThrownBy(() -> ledger.submit(office.remark("after a restart")))
          .isInstanceOf(ClockBehindException.class);
    }
    assertSound(4);
  }

  @Test
  void manySubmittersGetEveryIndexOnceInOrder() throws Exception {
    var threads = 64;
    var each = 20;
    var last = threads * each;
    var indexes = new ConcurrentSkipListSet<Long>();
    var followed = Collections.synchronizedList(new ArrayList<Long>());
    var all = new CountDownLatch(1 + last);
    try (var ledger = create();
        var subscription =
            ledger.follow(
                0,
                entry -> {
                  followed.add(entry.position().index());
                  all.countDown();
                })) {
      var workers =
          IntStream.range(0, threads)
              .mapToObj(t -> remarks(each))
              .map(remarks ->
                  Thread.ofPlatform()
                      .start(() -> {
                        var before = 0L;
                        for (var remark : remarks) {
                          var index = ledger.submit(remark).position().index();
                          if (index > before && indexes.add(index)) {
                            before = index;
                          }
                        }
                      }))
              .toList();
      for (var worker : workers) {
        worker.join();
      }
      all.await();
      Whole.verify(ledger, office);
      assertThat(subscription).isNotNull();
    }
    var expected = closed(1, last);
    assertThat(indexes).containsExactlyElementsOf(expected);
    assertThat(followed).containsExactlyElementsOf(closed(0, last));
    assertSound(1 + last);
  }

  @Test
  void aFollowerHearsTheEndAndAnExceptionEndsIt() throws Exception {
    var ended = new CompletableFuture<Boolean>();
    var failed = new CompletableFuture<Throwable>();
    try (var ledger = create()) {
      ledger.follow(0, new Listener(index -> {}, cause -> ended.complete(cause.isEmpty())));
      ledger.follow(
          0,
          new Listener(
              index -> {
                throw new IllegalStateException("listener at " + index);
              },
              cause -> failed.complete(cause.orElseThrow())));
      assertThat(failed.get()).hasMessage("listener at 0");
    }
    assertThat(ended.get()).isTrue();
  }

  @Test
  void whoEndsAFollowWaitsForWhatIsBeingTold() throws Exception {
    var isInside = new CountDownLatch(1);
    var isTold = new AtomicBoolean();
    try (var ledger = create()) {
      var follow =
          ledger.follow(
              0,
              entry -> {
                isInside.countDown();
                LockSupport.parkNanos(100_000_000);
                isTold.set(true);
              });
      isInside.await();
      follow.close();
      assertThat(isTold).isTrue();

      var own = new CompletableFuture<Engine.Subscription>();
      var ended = new CompletableFuture<Boolean>();
      own.complete(
          ledger.follow(
              0,
              new Listener(index -> own.join().close(), cause -> ended.complete(cause.isEmpty()))));
      assertThat(ended.get()).isTrue();
    }
  }

  @Test
  void aViewOfTheStateStaysAsItWas() {
    var notary = office.person("office/notary");
    try (var ledger = create()) {
      try (var before = ledger.state()) {
        ledger.submit(office.admit(notary));
        assertThat(before.size()).isEqualTo(1);
        assertThat(before.get("person/office/notary")).isNull();
        assertThat(before.scan("person/")).hasSize(1);
        assertThatThrownBy(() -> before.put("a", "b"))
            .isInstanceOf(UnsupportedOperationException.class);
        try (var after = ledger.state()) {
          assertThat(after.size()).isEqualTo(2);
          assertThat(after.get("person/office/notary")).isNotNull();
          assertThat(after.scan("person/")).hasSize(2);
        }
      }
    }
  }

  @Test
  void consistencyIsProvedBetweenAnySizes() {
    var notes = new ArrayList<Checkpoint>();
    try (var ledger = create()) {
      for (var i = 0; i < 20; i++) {
        notes.add(Checkpoint.parse(ledger.checkpoint().text()));
        ledger.submit(office.remark("remark " + i));
      }
      for (var from : notes) {
        for (var to : notes.subList(notes.indexOf(from), notes.size())) {
          var proof = ledger.proveConsistency(from.size(), to.size());
          assertThat(
                  MerkleTree.consistencyHolds(
                      from.size(), from.root(), to.size(), to.root(), proof))
              .isTrue();
        }
      }
      assertThatThrownBy(() -> ledger.proveConsistency(1, 22))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> ledger.prove(5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> ledger.read(21)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void anExportIsReadByAnyClientOfTiles() throws Exception {
    var export = temporary.resolve("export");
    try (var ledger = create()) {
      enter(ledger, 300);
      Export.write(ledger, export);
      enter(ledger, 260);
      var checkpoint = Export.write(ledger, export);
      assertThat(checkpoint.size()).isEqualTo(561);
    }
    var note = SignedNote.parse(Files.readAllBytes(export.resolve("checkpoint")));
    Whole.verifyTiles(
        Checkpoint.parse(note.text()),
        path -> {
          try {
            return Files.readAllBytes(export.resolve(path.text()));
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
  }

  @Test
  void aBackupTakenWhileItRunsIsALedger() {
    var copy = temporary.resolve("backup");
    Digest blob;
    try (var ledger = create()) {
      blob = ledger.blobs().put(office.bytes(3_000_000));
      enter(ledger, 300);
      ledger.backup(copy);
      ledger.submit(office.remark("not in the backup"));
    }
    try (var restored = office.open(copy, clock, Office.small())) {
      assertThat(size(restored)).isEqualTo(301);
      assertThat(restored.recovery().stateRebuilt()).isTrue();
      assertThat(restored.blobs().has(blob)).isTrue();
      assertThat(restored.submit(office.remark("after it")).accepted()).isTrue();
      Whole.verify(restored, office);
    }
    assertThat(Fsck.run(copy, (part, done) -> {}).findings()).isEmpty();
  }

  @Test
  void oneOwnerAtATime() {
    try (var ledger = create()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(LedgerLockedException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThatThrownBy(() -> Fsck.run(folder(), (part, done) -> {}))
          .isInstanceOf(LedgerLockedException.class);
      assertThat(ledger.submit(office.remark("still here")).accepted()).isTrue();
    }
    open().close();
  }

  @Test
  void afterCloseNothingIsEnteredAndReadingSaysSo() {
    var ledger = create();
    ledger.close();
    assertThatThrownBy(() -> ledger.submit(office.remark("too late")))
        .isInstanceOf(LedgerStoppedException.class);
    assertThatThrownBy(ledger::state).isInstanceOf(LedgerStoppedException.class);
  }

  @Test
  void onlyAnEmptyFolderBecomesALedgerAndOnlyByItsOwnKey() throws Exception {
    var stranger = new Office(2);
    assertThatThrownBy(() ->
            EmbeddedLedger.create(
                folder(), stranger.genesis(), office.log(), clock, Office.small()))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() ->
            EmbeddedLedger.create(
                folder(), office.remark("no genesis"), office.log(), clock, Office.small()))
        .isInstanceOf(MalformedException.class);
    assertThat(folder()).doesNotExist();
    assertThatThrownBy(this::open).isInstanceOf(LedgerDamagedException.class);
    create().close();
    assertThatThrownBy(this::create).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> stranger.open(folder(), clock, Office.small()))
        .isInstanceOf(WrongLogKeyException.class)
        .hasMessageContaining("not by " + stranger.log().key().name());
  }

  private EmbeddedLedger create() {
    return office.create(folder(), clock, Office.small());
  }

  private EmbeddedLedger open() {
    return office.open(folder(), clock, Office.small());
  }

  private Path folder() {
    return temporary.resolve("ledger");
  }

  private void assertSound(long entries) {
    var report = Fsck.run(folder(), (part, done) -> {});
    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(entries);
    assertThat(report.checkpoint().orElseThrow().size()).isEqualTo(entries);
  }

  private void enter(Engine ledger, int count) {
    var answers = remarks(count).stream().map(ledger::submitAsync).toList();
    answers.forEach(CompletableFuture::join);
  }

  private List<byte[]> remarks(int count) {
    return IntStream.range(0, count).mapToObj(i -> office.remark("remark " + i)).toList();
  }

  private static long size(Engine ledger) {
    return Checkpoint.parse(ledger.checkpoint().text()).size();
  }

  private static List<Long> closed(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** A listener of two functions. */
  private record Listener(LongConsumer onEntry, Consumer<Optional<Throwable>> onEnd)
      implements Engine.Listener {
    @Override
    public void entry(LedgerEntry entry) {
      onEntry.accept(entry.position().index());
    }

    @Override
    public void ended(Optional<Throwable> cause) {
      onEnd.accept(cause);
    }
  }
}
