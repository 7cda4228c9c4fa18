package twoseal.ledger.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Checkpoint;
import twoseal.core.Ed25519;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.Position;
import twoseal.core.TlogProof;
import twoseal.ledger.Engine;
import twoseal.ledger.Fsck;
import twoseal.ledger.IdTakenException;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.LedgerStoppedException;
import twoseal.ledger.Office;
import twoseal.ledger.Receipt;
import twoseal.ledger.Whole;

/**
 * The law that any engine must keep, whoever orders: one ledger is open for all tests, which take
 * it as they find it. Where several engines hold the ledger, every one is asked.
 */
// Cites: LOG-1, LOG-2, LOG-3, LOG-4, LOG-5, LOG-6, LOG-7, LOG-8, LOG-11.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineConformance {
  private static final int KILLED_AFTER = 40;

  /** How far the clocks of a ledger's machines and this one's may be apart. */
  private static final long CLOCKS_APART_MS = 5_000;

  private final Office office = new Office(Victim.OFFICE);
  private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
  private final Subject subject;
  private Path folder = Path.of("");
  private List<Engine> engines = List.of();
  private Runnable closing = () -> {};
  private List<Path> folders = List.of();

  /** The law for a kind of engine. */
  protected EngineConformance(Subject subject) {
    this.subject = subject;
  }

  @BeforeAll
  void found(@TempDir Path temporary) throws Exception {
    folder = temporary;
    use(subject.open(folder.resolve("ledger"), office));
  }

  @AfterAll
  void everyFolderIsSound() {
    closing.run();
    requireSound(folders);
  }

  @Test
  void everyAnswerHasThePlaceAfterTheLastAndAProofThatAStrangerCanCheck() {
    var last = size() - 1;
    for (var i = 0; i < 8; i++) {
      var note = office.remark("in order " + i);
      var receipt = submit(engines.get(i % engines.size()), note);
      assertThat(receipt.position().index()).isEqualTo(++last);
      assertThat(receipt.accepted()).isTrue();
      assertThat(receipt.reason()).isEmpty();
      requireProven(receipt, note);
    }
  }

  @Test
  void timeIsTheEnginesOwnAndNeverDecreases() {
    var before = System.currentTimeMillis() - CLOCKS_APART_MS;
    var times = new ArrayList<Long>();
    for (var engine : engines) {
      times.add(submit(engine, office.remark("in time")).position().timeMs());
    }
    assertThat(times).isSorted().allMatch(t -> t >= before);
    assertThat(times.getLast()).isLessThanOrEqualTo(System.currentTimeMillis() + CLOCKS_APART_MS);
    var lastMs = 0L;
    for (var index = 0L; index < size(); index++) {
      var timeMs = engines.getFirst().read(index).position().timeMs();
      assertThat(timeMs).isGreaterThanOrEqualTo(lastMs);
      lastMs = timeMs;
    }
  }

  @Test
  void aRefusalIsKeptWithItsReasonAndCanBeProven() {
    var notary = office.person("office/refused");
    submit(engines.getFirst(), office.admit(notary));
    var note = office.admit(office.person("office/refused"));
    var refused = submit(engines.getLast(), note);
    assertThat(refused.accepted()).isFalse();
    assertThat(refused.reason()).contains("registry.person-exists");
    assertThat(refused.outcome()).isEqualTo("twoseal/refused/1\nreason: registry.person-exists\n");
    requireProven(refused, note);
    for (var engine : engines) {
      var again = submit(engine, note);
      assertThat(again.position()).isEqualTo(refused.position());
      assertThat(again.reason()).isEqualTo(refused.reason());
    }
  }

  @Test
  void whatIsMalformedOrNotSignedNeverEnters() {
    var first = size();
    var remark = office.remark("as it was signed");
    var text = new String(remark, StandardCharsets.UTF_8);
    var gone = office.person("office/gone");
    submit(engines.getFirst(), office.admit(gone));
    submit(engines.getFirst(), office.revoke(gone));
    for (var engine : engines) {
      awaitSize(engine, first + 2);
      for (var note :
          List.of(
              new byte[0],
              new byte[] {1, 2, 3},
              bytes(text.replace("as it was", "as it is")),
              bytes(text.replace(Office.ORIGIN, "other.example/ledger")),
              new Office(1).remark("of another ledger's people"),
              office.remarkBy(gone, "by a key that is gone"),
              office.genesis())) {
        assertThatThrownBy(() -> engine.submit(note)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(engine.submitAsync(note)::join)
            .hasCauseInstanceOf(MalformedException.class);
      }
    }
    assertThat(submit(engines.getFirst(), remark).position().index()).isEqualTo(first + 2);
  }

  @Test
  void theSameBytesGetTheFirstAnswerOthersAreTold() {
    var id = office.id();
    var note = office.remark(id, "first");
    var answer = submit(engines.getFirst(), note);
    for (var engine : engines) {
      var again = submit(engine, note);
      assertThat(again.position()).isEqualTo(answer.position());
      assertThat(again.outcome()).isEqualTo(answer.outcome());
      requireProven(again, note);
      assertThat(engine.find(id).map(LedgerEntry::command)).contains(note);
      assertThat(engine.find(office.id())).isEmpty();
      assertThatThrownBy(() -> engine.submit(office.remark(id, "second")))
          .isInstanceOf(IdTakenException.class)
          .hasMessageContaining(id);
    }
  }

  @Test
  void submissionsThatRaceForAnIdGetOnePlace() throws Exception {
    var first = size();
    var same = office.remark("the same by all");
    var id = office.id();
    var others = List.of(office.remark(id, "one"), office.remark(id, "two"));
    var answers = new ArrayList<CompletableFuture<Receipt>>();
    var racing = new ArrayList<CompletableFuture<Receipt>>();
    for (var round = 0; round < 3; round++) {
      for (var engine : engines) {
        answers.add(engine.submitAsync(same));
        others.forEach(note -> racing.add(engine.submitAsync(note)));
      }
    }
    var places = new TreeSet<Long>();
    for (var answer : answers) {
      places.add(answer.get().position().index());
    }
    assertThat(places).hasSize(1);
    var won = new TreeSet<Long>();
    var taken = 0;
    for (var answer : racing) {
      try {
        won.add(answer.join().position().index());
      } catch (CompletionException refused) {
        assertThat(refused).hasCauseInstanceOf(IdTakenException.class);
        taken++;
      }
    }
    assertThat(won).hasSize(1);
    assertThat(taken).isEqualTo(racing.size() / 2);
    assertThat(submit(engines.getFirst(), office.remark("next")).position().index())
        .isEqualTo(first + 2);
  }

  @Test
  void manySubmittersGetEveryPlaceOnceAndFollowersHearThemInOrder() throws Exception {
    var threads = 16;
    var each = 12;
    var first = size();
    var all = threads * each;
    var notes = new ArrayList<byte[]>();
    for (var i = 0; i < all; i++) {
      notes.add(office.remark("of many " + i));
    }
    var indexes = new ConcurrentSkipListSet<Long>();
    var heard = new CountDownLatch(all * engines.size());
    var followed = new ArrayList<List<Long>>();
    for (var engine : engines) {
      var list = Collections.synchronizedList(new ArrayList<Long>());
      followed.add(list);
      engine.follow(
          first,
          entry -> {
            list.add(entry.position().index());
            heard.countDown();
          });
    }
    var workers = new ArrayList<Thread>();
    for (var t = 0; t < threads; t++) {
      var engine = engines.get(t % engines.size());
      var mine = notes.subList(t * each, (t + 1) * each);
      workers.add(
          Thread.ofPlatform()
              .start(() -> {
                var answers = mine.stream().map(engine::submitAsync).toList();
                answers.forEach(a -> indexes.add(a.join().position().index()));
              }));
    }
    for (var worker : workers) {
      worker.join();
    }
    heard.await();
    var expected = LongStream.range(first, first + all).boxed().toList();
    assertThat(indexes).containsExactlyElementsOf(expected);
    assertThat(followed).allSatisfy(list -> assertThat(list).isEqualTo(expected));
    engines.forEach(engine -> Whole.verify(engine, office));
  }

  @Test
  void anyTwoCheckpointsEverGivenAreConsistent() {
    for (var i = 0; i < 4; i++) {
      for (var engine : engines) {
        keep(engine);
      }
      submit(engines.get(i % engines.size()), office.remark("for a checkpoint " + i));
    }
    var end = size();
    for (var engine : engines) {
      awaitSize(engine, end);
      for (var from : checkpoints.values()) {
        for (var to : checkpoints.tailMap(from.size()).values()) {
          var proof = engine.proveConsistency(from.size(), to.size());
          assertThat(
                  MerkleTree.consistencyHolds(
                      from.size(), from.root(), to.size(), to.root(), proof))
              .as("%s, %s", from, to)
              .isTrue();
        }
      }
      assertThat(engine.proveConsistency(0, end)).isEmpty();
      assertThatThrownBy(() -> engine.read(Long.MAX_VALUE))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void everyEngineComesToWhatAReplayComesTo() {
    submit(engines.getFirst(), office.remark("before the replay"));
    requireReplayed(engines);
  }

  @Test
  void afterTheEndAndANewStartEverythingIsAsItWas() throws Exception {
    var id = office.id();
    var note = office.remark(id, "before the end");
    var answer = submit(engines.getLast(), note);
    var late = new ArrayList<CompletableFuture<Receipt>>();
    for (var i = 0; i < 20; i++) {
      late.add(engines.get(i % engines.size()).submitAsync(office.remark("at the end " + i)));
    }
    var closed = engines;
    closing.run();
    assertThat(late).allSatisfy(a -> assertThat(a).isCompleted());
    for (var engine : closed) {
      assertThatThrownBy(() -> engine.submit(office.remark("after the end")))
          .isInstanceOf(LedgerStoppedException.class);
    }
    requireSound(folders);
    use(subject.open(folder.resolve("ledger"), office));
    for (var engine : engines) {
      assertThat(submit(engine, note).position()).isEqualTo(answer.position());
      assertThatThrownBy(() -> engine.submit(office.remark(id, "after it")))
          .isInstanceOf(IdTakenException.class);
    }
    assertThat(late.stream().map(a -> a.join().position().index()).distinct()).hasSize(20);
    submit(engines.getFirst(), office.remark("goes on"));
    requireReplayed(engines);
  }

  @Test
  void nothingThatWasAnsweredIsLostInAKill() throws Exception {
    var seed = System.nanoTime();
    var killed = folder.resolve("killed");
    var answered = new Kill(subject, killed, seed).after(KILLED_AFTER);
    assertThat(answered).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(KILLED_AFTER);
    // Of some kinds only one can be open in a process.
    closing.run();
    var left = new ArrayList<Path>();
    try (var running = subject.open(killed, new Office(Victim.OFFICE))) {
      for (var engine : running.engines()) {
        answered.forEach((number, index) -> {
          var note = Victim.command(office, seed, number);
          assertThat(engine.submit(note).position().index()).as("seed %d", seed).isEqualTo(index);
          assertThat(engine.read(index).command()).as("seed %d", seed).isEqualTo(note);
        });
      }
      var goesOn = running.engines().getFirst().submit(office.remark("goes on"));
      assertThat(goesOn.accepted()).isTrue();
      requireReplayed(running.engines());
      left.addAll(running.folders());
    }
    requireSound(left);
    use(subject.open(folder.resolve("ledger"), office));
  }

  @Test
  void leavesRootAndStateAreTheFrozenOnes() throws Exception {
    var frozen = Frozen.read();
    var account = new Account();
    try (var running = subject.play(folder.resolve("frozen"), frozen)) {
      for (var engine : running.engines()) {
        assertThat(size(engine)).isEqualTo(frozen.entered().size());
      }
      for (var given : frozen.entered()) {
        var entered = given.entered().orElseThrow();
        for (var engine : running.engines()) {
          var entry = engine.read(entered.index());
          assertThat(entry.command()).isEqualTo(given.command());
          assertThat(entry.leafHash()).isEqualTo(entered.leaf());
        }
        account.take(new Position(entered.index(), entered.timeMs()), given.command());
        assertThat(account.lastEntered().line()).isEqualTo(entered.line());
      }
      requireReplayed(running.engines());
    }
  }

  private void use(Running running) {
    engines = running.engines();
    folders = running.folders();
    closing = running::close;
  }

  private Receipt submit(Engine engine, byte[] note) {
    var receipt = engine.submit(note);
    keep(engine);
    return receipt;
  }

  private void keep(Engine engine) {
    var checkpoint = Checkpoint.parse(engine.checkpoint().text());
    var before = checkpoints.putIfAbsent(checkpoint.size(), checkpoint);
    if (before != null) {
      assertThat(checkpoint).isEqualTo(before);
    }
  }

  /** By the receipt's own bytes, the command and the log key alone. */
  private void requireProven(Receipt receipt, byte[] note) {
    var proof = TlogProof.parse(receipt.proof().bytes());
    var checkpoint = Checkpoint.parse(proof.note().text());
    assertThat(proof.note().isSignedBy(office.log().key(), Ed25519.STRICT)).isTrue();
    assertThat(checkpoint.origin()).isEqualTo(Office.ORIGIN);
    assertThat(proof.index()).isEqualTo(receipt.position().index());
    var leaf = Account.leaf(receipt.position(), note, receipt.outcome());
    assertThat(proof.holds(leaf, checkpoint)).isTrue();
  }

  /** All entries, every leaf and outcome, the root, and what the state holds. */
  private static void requireReplayed(List<Engine> engines) {
    var account = new Account();
    for (var engine : engines) {
      var checkpoint = Checkpoint.parse(engine.checkpoint().text());
      replay(engine, account, checkpoint.size());
      assertThat(checkpoint.root()).isEqualTo(account.root(checkpoint.size()));
      try (var state = engine.state()) {
        replay(engine, account, state.size());
        assertThat(state.digest()).isEqualTo(account.digest(state.size()));
      }
    }
    for (var engine : engines) {
      awaitSize(engine, account.size());
      for (var index = 0L; index < account.size(); index++) {
        assertThat(engine.read(index).leafHash()).isEqualTo(account.leaf(index));
      }
    }
  }

  private static void replay(Engine engine, Account account, long size) {
    while (account.size() < size) {
      var entry = engine.read(account.size());
      assertThat(account.take(entry.position(), entry.command())).isEqualTo(entry.outcome());
    }
  }

  private static void requireSound(List<Path> folders) {
    var states = new ArrayList<Object>();
    for (var path : folders) {
      var report = Fsck.run(path, (part, done) -> {});
      assertThat(report.findings()).as(path.toString()).isEmpty();
      states.add(List.of(report.entries(), report.stateDigest()));
    }
    assertThat(states.stream().distinct()).hasSize(1);
  }

  private long size() {
    var size = engines.stream().mapToLong(EngineConformance::size).max().orElseThrow();
    engines.forEach(engine -> awaitSize(engine, size));
    return size;
  }

  private static long size(Engine engine) {
    return Checkpoint.parse(engine.checkpoint().text()).size();
  }

  /** Returns once an engine shows so many entries. */
  private static void awaitSize(Engine engine, long size) {
    if (size(engine) >= size) {
      return;
    }
    var shown = new CompletableFuture<Void>();
    try (var _ = engine.follow(size - 1, new Until(shown))) {
      shown.join();
    }
  }

  private record Until(CompletableFuture<Void> shown) implements Engine.Listener {
    @Override
    public void entry(twoseal.ledger.LedgerEntry entry) {
      shown.complete(null);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
