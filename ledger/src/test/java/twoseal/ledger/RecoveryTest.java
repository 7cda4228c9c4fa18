package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Position;

/** What opening makes of a folder that a crash or a hand has changed. */
class RecoveryTest {
  private static final int ENTRIES = 601;

  @TempDir Path temporary;

  private final Office office = new Office(4);
  private final Office.SetClock clock = new Office.SetClock();
  private Path folder = Path.of("");

  @BeforeEach
  void enterSome() {
    folder = temporary.resolve("ledger");
    try (var ledger = office.create(folder, clock, Office.small())) {
      var notary = office.person("office/notary");
      ledger.submit(office.admit(notary));
      var answers = new ArrayList<CompletableFuture<Receipt>>();
      for (var i = 2; i < ENTRIES; i++) {
        answers.add(ledger.submitAsync(office.remarkBy(notary, "remark " + i)));
      }
      answers.forEach(CompletableFuture::join);
    }
  }

  @Test
  void aCleanEndLeavesNothingToDo() {
    assertThat(reopen()).isEqualTo(new Recovery(ENTRIES, false, 0, 0, false, 0));
  }

  @Test
  void aTornTailIsCutAndItsPlaceTakenAgain() throws Exception {
    var whole = record(entry(ENTRIES, "never acknowledged"));
    // The first two bytes are zeros, as where nothing was written.
    for (var length = 3; length < whole.length; length += 1 + whole.length / 40) {
      Tampered.append(last(), Arrays.copyOf(whole, length));
      assertThat(reopen()).isEqualTo(new Recovery(ENTRIES, true, 0, 0, false, 0));
    }
    var torn = whole.clone();
    torn[whole.length / 2] ^= 1;
    Tampered.append(last(), torn);
    assertThat(reopen().tailCut()).isTrue();
    requireGoesOn(ENTRIES);
  }

  @Test
  void whatStoodBehindATornRecordNeverComesBack() throws Exception {
    // A batch of which the first record was torn and the second reached the disk.
    var torn = record(entry(ENTRIES, "torn"));
    torn[torn.length - 1] ^= 1;
    var behind = record(entry(ENTRIES + 1, "behind"));
    Tampered.append(last(), torn);
    Tampered.append(last(), behind);
    // Taken while the ledger runs, as a crash would leave it: no clean end tidies up.
    var crashed = temporary.resolve("crashed");
    try (var ledger = office.open(folder, clock, Office.small())) {
      var again = office.remark("torn");
      assertThat(ledger.submit(again).position().index()).isEqualTo(ENTRIES);
      Tampered.copy(folder, crashed);
    }
    Files.delete(crashed.resolve("lock.holder"));
    try (var ledger = office.open(crashed, clock, Office.small())) {
      assertThat(Checkpoint.parse(ledger.checkpoint().text()).size()).isEqualTo(ENTRIES + 1);
    }
  }

  @Test
  void entriesThatWereDurableBeforeTheirCheckpointAreKept() throws Exception {
    Tampered.append(last(), record(entry(ENTRIES, "durable")));
    Tampered.append(last(), record(entry(ENTRIES + 1, "durable too")));
    assertThat(reopen()).isEqualTo(new Recovery(ENTRIES + 2, false, 2, 2, false, 0));
    assertThat(reopen()).isEqualTo(new Recovery(ENTRIES + 2, false, 0, 0, false, 0));
    requireGoesOn(ENTRIES + 2);
  }

  @Test
  void anEntryThatTheRulesWouldNotLetInIsRefused() throws Exception {
    var stranger = office.person("office/stranger");
    var note = office.remarkBy(stranger, "smuggled in");
    var position = new Position(ENTRIES, clock.nowMs());
    var entry = new LedgerEntry(position, note, "twoseal/accepted/1\nregistry: 2\n");
    Tampered.append(last(), record(entry.encode()));
    assertRefused("entry " + ENTRIES + " must not be here");
  }

  @Test
  void aLogShorterThanItsCheckpointIsRefused() throws Exception {
    Tampered.cut(last(), 1);
    assertRefused("can be read up to entry " + (ENTRIES - 1), "signed for " + ENTRIES);
    Files.delete(last());
    assertRefused("signed for " + ENTRIES);
    Tampered.delete(folder.resolve("log"));
    assertRefused("can be read up to entry 0");
  }

  @Test
  void anOlderLogUnderTheSameStateOrCheckpointIsRefused() throws Exception {
    var older = Tampered.copy(folder, temporary.resolve("older"));
    requireGoesOn(ENTRIES);
    Tampered.delete(folder.resolve("log"));
    Tampered.copy(older.resolve("log"), folder.resolve("log"));
    assertRefused("signed for");
    // Even with the checkpoint set back too, the state remembers.
    Files.copy(
        older.resolve("checkpoint.last"),
        folder.resolve("checkpoint.last"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused("the log was set back");
  }

  @Test
  void damageBelowTheCheckpointIsRefusedWhereverItIs() throws Exception {
    for (var segment : Tampered.segments(folder)) {
      var offset = Files.size(segment) / 2;
      Tampered.flip(segment, offset);
      assertRefused(segment.toString());
      Tampered.flip(segment, offset);
    }
    var missing = Tampered.segments(folder).get(1);
    var bytes = Files.readAllBytes(missing);
    Files.delete(missing);
    assertRefused("signed for");
    Files.write(missing, bytes);
    assertThat(reopen().entries()).isEqualTo(ENTRIES);
  }

  @Test
  void anotherHistoryWithRightSumsIsRefused() throws Exception {
    var last = last();
    var bytes = ByteBuffer.wrap(Files.readAllBytes(last));
    // The outcome of the segment's first entry, with its sum made right again.
    var entry = new byte[bytes.getInt(0)];
    bytes.get(SegmentRecord.HEADER_BYTES, entry);
    entry[entry.length - 2] ^= 1;
    Files.write(
        last,
        ByteBuffer.wrap(bytes.array())
            .putInt(entry.length)
            .putInt(SegmentRecord.crc(entry))
            .put(entry)
            .array());
    assertRefused("are not those that the last checkpoint was signed for");
  }

  @Test
  void oneTornCheckpointIsBorneAndReplacedTwoAreNot() throws Exception {
    var file = folder.resolve("checkpoint.last");
    Tampered.flip(file, 40);
    assertThat(reopen().entries()).isEqualTo(ENTRIES);
    assertThat(Fsck.run(folder, (part, done) -> {}).findings()).isEmpty();
    Tampered.flip(file, 40);
    Tampered.flip(file, CheckpointSlots.SLOT_BYTES + 40);
    assertRefused("no checkpoint");
    Files.delete(file);
    assertRefused("there is no ledger");
  }

  @Test
  void stateAndTilesAreDerivedAgain() throws Exception {
    var before = rows();
    Files.delete(folder.resolve("state.db"));
    assertThat(reopen()).isEqualTo(new Recovery(ENTRIES, false, 0, ENTRIES, true, 0));
    assertThat(rows()).isEqualTo(before);
    Files.write(folder.resolve("state.db"), office.bytes(10_000));
    assertThat(reopen().stateRebuilt()).isTrue();
    assertThat(rows()).isEqualTo(before);
    Tampered.delete(folder.resolve("tiles"));
    assertThat(reopen().tilesMissing()).isEqualTo(2);
    assertThat(Fsck.run(folder, (part, done) -> {}).findings()).isEmpty();
  }

  @Test
  void moreMissingTilesThanMemoryHoldsAreWrittenOnTheWay() throws Exception {
    Tampered.delete(folder.resolve("tiles"));
    try (var ledger = office.open(folder, clock, Office.small().withTilesUnwritten(1))) {
      assertThat(ledger.recovery().tilesMissing()).isEqualTo(2);
      Whole.verify(ledger, office);
    }
    assertThat(Fsck.run(folder, (part, done) -> {}).findings()).isEmpty();
  }

  @Test
  void aStateOfAnotherLedgerIsNotBelieved() throws Exception {
    var other = new Office(5);
    var foreign = temporary.resolve("foreign");
    try (var ledger = other.create(foreign, clock, Office.small())) {
      ledger.submit(other.remark("elsewhere"));
    }
    var before = rows();
    Files.copy(
        foreign.resolve("state.db"),
        folder.resolve("state.db"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(reopen().stateRebuilt()).isTrue();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aStrayFileInTheLogIsRefused() throws Exception {
    var stray = folder.resolve("log/stray");
    Files.write(stray, new byte[] {1});
    assertRefused("does not belong here");
    assertThat(stray).hasBinaryContent(new byte[] {1});
  }

  private Recovery reopen() {
    try (var ledger = office.open(folder, clock, Office.small())) {
      return ledger.recovery();
    }
  }

  private void requireGoesOn(long next) {
    try (var ledger = office.open(folder, clock, Office.small())) {
      assertThat(ledger.submit(office.remark("goes on")).position().index()).isEqualTo(next);
      Whole.verify(ledger, office);
    }
    assertThat(Fsck.run(folder, (part, done) -> {}).findings()).isEmpty();
  }

  /** Refuses, each time, and changes nothing by it. */
  private void assertRefused(String... why) throws IOException {
    var before = contents();
    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(this::reopen)
          .isInstanceOf(LedgerDamagedException.class)
          .hasMessageContainingAll(why);
    }
    assertThat(contents()).isEqualTo(before);
  }

  private List<Digest> contents() throws IOException {
    var digests = new ArrayList<Digest>();
    for (var file : Tampered.segments(folder)) {
      digests.add(Digest.sha256(Files.readAllBytes(file)));
    }
    return digests;
  }

  private List<String> rows() {
    try (var ledger = office.open(folder, clock, Office.small());
        var state = ledger.state()) {
      var rows = new ArrayList<String>();
      state.scan("").forEach(row -> rows.add(row.getKey() + "=" + row.getValue()));
      return rows;
    }
  }

  private Path last() throws IOException {
    return Tampered.segments(folder).getLast();
  }

  private byte[] entry(long index, String text) {
    var position = new Position(index, clock.nowMs());
    var outcome = "twoseal/accepted/1\nregistry: 2\ndraw: -\nstep: -\n";
    return new LedgerEntry(position, office.remark(text), outcome).encode();
  }

  private static byte[] record(byte[] entry) {
    var record = ByteBuffer.allocate(SegmentRecord.bytes(entry.length));
    SegmentRecord.write(entry, record);
    return record.array();
  }
}
