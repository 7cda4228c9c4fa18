package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.SignedNote;
import twoseal.core.Signer;

/** A replica that is told its order by the test. */
// Cites: LOG-4, LOG-5, LOG-10.
class ReplicaTest {
  private static final long T = Office.START_MS;

  @TempDir Path temporary;

  private final Office office = new Office(6);
  private final byte[] genesis = office.genesis();
  private final Signer notary = office.person("office/notary");
  private final byte[] admit = office.admit(notary);
  private final byte[] first = office.remark("first");
  private final byte[] early = office.remarkBy(notary, "proposed before its key");
  private final List<byte[]> proposed = new ArrayList<>();
  private final AtomicBoolean isTaken = new AtomicBoolean(true);

  @Test
  void anAnswerComesOnceACheckpointCoversIt() {
    try (var replica = open("a")) {
      var answer = replica.submitAsync(first);
      assertThat(proposed).containsExactly(first);
      var tip = replica.apply(List.of(new Ordered(first, T + 5)));
      assertThat(answer).isNotDone();
      assertThat(size(replica)).isEqualTo(1);
      assertThatThrownBy(() -> replica.read(1)).isInstanceOf(IndexOutOfBoundsException.class);
      replica.publish(signed(replica, tip));
      Whole.verify(answer.join(), replica.read(1).leafHash());
      assertThat(answer.join().position().timeMs()).isEqualTo(T + 5);
      try (var state = replica.state()) {
        assertThat(state.digest()).isEqualTo(tip.state());
      }
    }
    assertThat(Fsck.run(folder("a"), (part, done) -> {}).findings()).isEmpty();
  }

  @Test
  void replicasThatAreToldTheSameComeToTheSame() {
    try (var left = open("a");
        var right = open("b")) {
      var commands =
          List.of(new Ordered(early, T), new Ordered(admit, T + 2), new Ordered(early, T));
      var tip = left.apply(commands);
      for (var command : commands) {
        right.apply(List.of(command));
      }
      assertThat(tip.size()).isEqualTo(3);
      assertThat(right.tip()).isEqualTo(tip);
      left.apply(List.of(new Ordered(first, T + 3)));
      right.apply(List.of(new Ordered(first, T + 4)));
      assertThat(right.tip().size()).isEqualTo(left.tip().size());
      assertThat(right.tip().root()).isNotEqualTo(left.tip().root());
      assertThat(Tip.parse(tip.bytes())).isEqualTo(tip);
    }
  }

  @Test
  void whatIsToldAgainAfterARestartIsRecognised() {
    var rounds =
        List.of(
            List.of(new Ordered(early, T + 1), new Ordered(new byte[] {1}, T + 2)),
            List.of(new Ordered(admit, T + 3), new Ordered(early, T + 3)),
            List.of(new Ordered(early, T + 4), new Ordered(first, T + 1)),
            List.<Ordered>of());
    var tips = new ArrayList<Tip>();
    try (var replica = open("a")) {
      tips.add(replica.tip());
      rounds.forEach(round -> tips.add(replica.apply(round)));
      replica.publish(signed(replica, tips.get(2)));
    }
    for (var from = 0; from <= rounds.size(); from++) {
      try (var replica = reopen("a")) {
        assertThat(size(replica)).isEqualTo(3);
        replica.resume(tips.get(from));
        for (var i = from; i < rounds.size(); i++) {
          assertThat(replica.apply(rounds.get(i))).isEqualTo(tips.get(i + 1));
        }
        assertThat(replica.size()).isEqualTo(4);
      }
    }
    try (var replica = reopen("a")) {
      replica.resume(tips.getFirst());
      rounds.forEach(replica::apply);
      var next = replica.apply(List.of(new Ordered(office.remark("goes on"), T)));
      assertThat(next.size()).isEqualTo(5);
      replica.publish(signed(replica, next));
      assertThat(replica.read(4).position().timeMs()).isEqualTo(T + 3);
      Whole.verify(replica, office);
    }
  }

  @Test
  void anOrderThatPartedFromTheLogIsNotResumed() {
    try (var replica = open("a")) {
      var tip = replica.tip();
      for (var other :
          List.of(
              new Tip(2, tip.root(), tip.state()),
              new Tip(1, Digest.ZERO, tip.state()),
              new Tip(1, tip.root(), Digest.ZERO))) {
        assertThatThrownBy(() -> replica.resume(other)).isInstanceOf(LedgerDamagedException.class);
      }
    }
  }

  @Test
  void onlyTheOwnCheckpointUnderTheLogKeyIsShown() {
    try (var replica = open("a")) {
      var genesis = replica.checkpoint();
      var tip = replica.apply(List.of(new Ordered(first, T)));
      var other = new Checkpoint(Office.ORIGIN, 2, Digest.ZERO).text();
      var unsigned = SignedNote.sign(replica.checkpointOf(2).text(), office.administrator());
      for (var note : List.of(SignedNote.sign(other, office.log()), unsigned)) {
        assertThatThrownBy(() -> replica.publish(note))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(replica.checkpoint()).isEqualTo(genesis);
      replica.publish(signed(replica, tip));
      replica.publish(genesis);
      assertThat(size(replica)).isEqualTo(2);
    }
  }

  @Test
  void whatTheOrderDidNotTakeIsProposedAgain() {
    try (var replica = open("a")) {
      isTaken.set(false);
      var answer = replica.submitAsync(first);
      assertThat(proposed).hasSize(1);
      isTaken.set(true);
      replica.proposeRest();
      replica.proposeRest();
      assertThat(proposed).hasSize(2);
      replica.proposeAll();
      assertThat(proposed).hasSize(3);
      replica.publish(signed(replica, replica.apply(List.of(new Ordered(first, T)))));
      assertThat(answer).isCompleted();
      replica.proposeAll();
      assertThat(proposed).hasSize(3);
    }
  }

  @Test
  void aCommandThatMayNoLongerEnterWhenItsTurnComesIsRefused() {
    var late = office.remarkBy(notary, "signed in time, ordered too late");
    try (var replica = open("a")) {
      replica.apply(List.of(new Ordered(admit, T)));
      var answer = replica.submitAsync(late);
      replica.apply(List.of(new Ordered(office.revoke(notary), T), new Ordered(late, T)));
      assertThatThrownBy(answer::join).hasCauseInstanceOf(MalformedException.class);
      assertThat(replica.awaitAnswers(0)).isTrue();
    }
  }

  @Test
  void whoWaitsAtTheEndIsTold() {
    var replica = open("a");
    var placed = replica.submitAsync(first);
    replica.apply(List.of(new Ordered(first, T)));
    var unplaced = replica.submitAsync(admit);
    assertThat(replica.awaitAnswers(1)).isFalse();
    replica.close();
    for (var answer : List.of(placed, unplaced)) {
      assertThatThrownBy(answer::join).hasCauseInstanceOf(LedgerStoppedException.class);
    }
    assertThatThrownBy(() -> replica.apply(List.of())).isInstanceOf(LedgerStoppedException.class);
  }

  private Replica open(String name) {
    EmbeddedLedger.create(folder(name), genesis, office.log(), () -> T, Office.small()).close();
    return reopen(name);
  }

  private Replica reopen(String name) {
    Order order =
        note -> {
          proposed.add(note);
          return isTaken.get();
        };
    return Replica.open(
        folder(name), office.log().key(), FastSignatures.best(), order, Office.small());
  }

  private Path folder(String name) {
    return temporary.resolve(name);
  }

  private SignedNote signed(Replica replica, Tip tip) {
    return SignedNote.sign(replica.checkpointOf(tip.size()).text(), office.log());
  }

  private static long size(Engine engine) {
    return Checkpoint.parse(engine.checkpoint().text()).size();
  }
}
