package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Checkpoint;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.SignedNote;

/** A copy of a ledger that grows in durable steps, left and opened again between any two. */
class LedgerCopyTest {
  @TempDir Path folder;

  private final Office office = new Office(9);
  private final List<byte[]> entries = new ArrayList<>();

  @BeforeEach
  void write() {
    try (var ledger =
        office.create(folder.resolve("ledger"), new Office.SetClock(), Office.small())) {
      for (var i = 0; i < 700; i++) {
        var _ = ledger.submitAsync(office.remark("remark " + i));
      }
      ledger.submit(office.remark("last"));
      for (var i = 0; i < 702; i++) {
        entries.add(ledger.read(i).encode());
      }
    }
  }

  @Test
  void itGrowsInStepsAndMayBeLeftBetweenAnyTwo() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var copy = open();
    while (copy.known().size() < entries.size()) {
      var size = Math.min(entries.size(), (int) copy.known().size() + 1 + random.nextInt(200));
      copy.begin(checkpoint(size));
      while (copy.entries() < size) {
        var from = (int) copy.entries();
        copy.append(entries.subList(from, Math.min(size, from + 1 + random.nextInt(90))));
        copy = again(copy, random);
        assertThat(copy.known().size()).as("seed %d", seed).isLessThan(size);
        assertThat(copy.begun()).as("seed %d", seed).contains(checkpoint(size));
      }
      copy.complete(checkpoint(size));
      copy = again(copy, random);
      assertThat(copy.known()).as("seed %d", seed).isEqualTo(of(checkpoint(size)));
      assertThat(copy.root(size)).as("seed %d", seed).isEqualTo(copy.known().root());
    }
    copy.close();
    assertThat(Fsck.run(folder.resolve("copy"), (part, done) -> {}).findings())
        .as("seed %d", seed)
        .isEmpty();
    try (var left = LedgerReader.open(folder.resolve("ledger"));
        var right = LedgerReader.open(folder.resolve("copy"))) {
      assertThat(right.checkpoint()).as("seed %d", seed).isEqualTo(left.checkpoint());
      assertThat(right.receipt(300)).as("seed %d", seed).isEqualTo(left.receipt(300));
    }
  }

  @Test
  void onlyWhatTheLogsKeySignedForTheEntriesHereBecomesItsCheckpoint() {
    try (var copy = open()) {
      assertThat(copy.known().size()).isZero();
      var stranger = office.person(Office.ORIGIN);
      var foreign = SignedNote.sign(checkpoint(3).text(), stranger);
      assertThatThrownBy(() -> copy.begin(foreign)).isInstanceOf(MalformedException.class);
      copy.begin(checkpoint(3));
      copy.append(entries.subList(0, 2));
      for (var wrong : List.of(checkpoint(3), checkpoint(1), foreign)) {
        assertThatThrownBy(() -> copy.complete(wrong)).isInstanceOf(MalformedException.class);
      }
      copy.complete(checkpoint(2));
      assertThatThrownBy(() -> copy.begin(checkpoint(2))).isInstanceOf(MalformedException.class);
      assertThatThrownBy(() -> open().close()).isInstanceOf(LedgerLockedException.class);
    }
  }

  @Test
  void afterARefusedEntryNothingIsTakenUntilItIsOpenedAnew() {
    try (var copy = open()) {
      copy.append(entries.subList(0, 5));
      var swapped = List.of(entries.get(5), entries.get(7));
      assertThatThrownBy(() -> copy.append(swapped))
          .isInstanceOf(RefusedEntryException.class)
          .hasMessageContaining("entry 6");
      assertThatThrownBy(() -> copy.append(entries.subList(5, 6)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(copy.entries()).isEqualTo(5);
    }
    try (var copy = open()) {
      copy.append(entries.subList(5, 6));
      copy.complete(checkpoint(6));
      assertThat(copy.read(5).encode()).isEqualTo(entries.get(5));
    }
  }

  private LedgerCopy again(LedgerCopy copy, Random random) {
    if (random.nextInt(4) > 0) {
      return copy;
    }
    copy.close();
    return open();
  }

  private LedgerCopy open() {
    return LedgerCopy.open(folder.resolve("copy"), office.log().key(), Office.small());
  }

  private SignedNote checkpoint(int size) {
    var hashes = entries.subList(0, size).stream().map(MerkleTree::leafHash).toList();
    var text = new Checkpoint(Office.ORIGIN, size, MerkleTree.root(hashes)).text();
    return SignedNote.sign(text, office.log());
  }

  private static Checkpoint of(SignedNote note) {
    return Checkpoint.parse(note.text());
  }
}
