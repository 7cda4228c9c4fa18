package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.TilePath;
import twoseal.ledger.RestoreRefusedException.Why;
import twoseal.registry.RegistryCommand;

/** A backup takes its ledger's place, or does not: [SUC-6], [SUC-7], [LOG-8], [LOG-9]. */
class RestoreTest {
  private static final int KEPT = 240;
  private static final int SIZE = 280;
  private static final long SEEN_S = 1_767_225_700L;

  @TempDir Path temporary;

  private final Office office = new Office(11);
  private final Office.SetClock clock = new Office.SetClock();
  private final Signer person = office.person("court/witness");
  private final Signer cosigner = Signer.cosigner("court/witness", office.bytes(32));
  private Path backup = Path.of("-");
  private Path lost = Path.of("-");
  private Path target = Path.of("-");

  /** A ledger, a backup of it in the middle, and more entries after that. */
  @BeforeEach
  void prepare() {
    lost = temporary.resolve("lost");
    backup = temporary.resolve("backup");
    target = temporary.resolve("target");
    try (var ledger = office.create(lost, clock, Office.small())) {
      admitWitness(ledger);
      fill(ledger, KEPT);
      // As another process would: by the files alone.
      assertThat(Backup.write(lost, backup, (part, done) -> {}).isSound()).isTrue();
      fill(ledger, SIZE);
    }
  }

  private void admitWitness(EmbeddedLedger ledger) {
    var court = new RegistryCommand.AdmitOrganisation("court", "法院", Optional.empty());
    ledger.submit(Office.sign(court, office.id(), office.administrator()));
    var witness =
        new RegistryCommand.AdmitPerson(
            PersonName.parse("court/witness"),
            "王五",
            Role.WITNESS,
            person.key(),
            Optional.of(cosigner.key()));
    assertThat(
            ledger
                .submit(Office.sign(witness, office.id(), person, office.administrator()))
                .accepted())
        .isTrue();
  }

  private void fill(EmbeddedLedger ledger, int size) {
    for (var n = Checkpoint.parse(ledger.checkpoint().text()).size(); n < size; n++) {
      var _ = ledger.submitAsync(office.remark("remark " + n));
    }
    ledger.submit(office.remark("the last of " + size));
  }

  /** Somebody who shows what a function says; an empty answer is a failure. */
  private record Shows(String name, Function<String, byte[]> files) implements LogSource {
    @Override
    public byte[] get(String path) throws IOException {
      var bytes = files.apply(path);
      if (bytes.length == 0) {
        throw new IOException("status 404");
      }
      return bytes;
    }
  }

  private LogSource witness(SignedNote note) {
    return new Shows(
        "http://court",
        path -> path.equals(Survey.witnessPath(Office.ORIGIN)) ? note.bytes() : new byte[0]);
  }

  private SignedNote cosigned(Checkpoint checkpoint) {
    return SignedNote.sign(checkpoint.text(), office.log())
        .with(cosigner.cosign(checkpoint, SEEN_S));
  }

  private static Checkpoint checkpoint(Path folder) throws IOException {
    return Checkpoint.parse(Backup.checkpoint(new LocalDisk(), new Layout(folder)).text());
  }

  private LogSource peer(EmbeddedLedger ledger, Function<byte[], byte[]> change) {
    return new Shows(
        "http://mirror",
        path ->
            path.equals("checkpoint")
                ? ledger.checkpoint().bytes()
                : ledger.tile(TilePath.parse(path)).map(change).orElse(new byte[0]));
  }

  private Restore.Restored restore(List<LogSource> witnesses, List<LogSource> peers) {
    return restore(witnesses, peers, Optional.empty());
  }

  private Restore.Restored restore(
      List<LogSource> witnesses, List<LogSource> peers, Optional<Restore.Unwitnessed> unwitnessed) {
    var survey = Survey.of(backup, witnesses, peers, (part, done) -> {});
    return Restore.run(survey, backup, target, List.of(), unwitnessed, Office.small());
  }

  private RestoreRefusedException refused(List<LogSource> witnesses, List<LogSource> peers) {
    var refused =
        catchThrowableOfType(RestoreRefusedException.class, () -> restore(witnesses, peers));
    assertThat(refused).isNotNull();
    assertThat(target).doesNotExist();
    return refused;
  }

  @Test
  void whatNobodySawBeyondTheBackupIsRestored() throws Exception {
    var kept = checkpoint(backup);
    assertThat(kept.size()).isEqualTo(KEPT + 1);
    assertThat(restore(List.of(witness(cosigned(kept))), List.of()))
        .isEqualTo(new Restore.Restored(kept, 0));
    try (var ledger = office.open(target, clock, Office.small())) {
      assertThat(ledger.submit(office.remark("goes on")).accepted()).isTrue();
      Whole.verify(ledger, office);
    }
    assertThat(Fsck.run(target, (part, done) -> {}).findings()).isEmpty();
  }

  @Test
  void whatTheBackupLacksIsTakenFromPeersThatShowWhatWasSigned() throws Exception {
    var whole = checkpoint(lost);
    try (var ledger = office.open(lost, clock, Office.small())) {
      LogSource liar =
          new Shows(
              "http://liar",
              path -> {
                try {
                  var bytes = peer(ledger, Function.identity()).get(path);
                  if (path.startsWith("tile/entries/000")) {
                    bytes[4_000] ^= 1;
                  }
                  return bytes;
                } catch (IOException missing) {
                  return new byte[0];
                }
              });
      LogSource silent = new Shows("http://silent", path -> new byte[0]);
      var seen = new Checkpoint(whole.origin(), whole.size(), whole.root());
      var restored =
          restore(
              List.of(witness(cosigned(seen))),
              List.of(liar, silent, peer(ledger, Function.identity())));
      assertThat(restored.checkpoint()).isEqualTo(whole);
      assertThat(restored.fetched()).isEqualTo(whole.size() - KEPT - 1);
    }
    var there = Fsck.run(lost, (part, done) -> {});
    var here = Fsck.run(target, (part, done) -> {});
    assertThat(here.isSound()).isTrue();
    assertThat(here.stateDigest()).isEqualTo(there.stateDigest());
    office.open(target, clock, Office.small()).close();
  }

  /** A peer that has gone on since shows full bundles, and its own checkpoint counts too. */
  @Test
  void aPeersOwnCheckpointCountsAsWhatExisted() throws Exception {
    var seen = checkpoint(backup);
    var whole = checkpoint(lost);
    try (var ledger = office.open(lost, clock, Office.small())) {
      assertThat(
              restore(List.of(witness(cosigned(seen))), List.of(peer(ledger, Function.identity())))
                  .checkpoint())
          .isEqualTo(whole);
    }
  }

  @Test
  void whatIsMissingIsNamedAndNothingIsOpened() throws Exception {
    var whole = checkpoint(lost);
    var refused = refused(List.of(witness(cosigned(whole))), List.of());
    assertThat(refused.why()).isEqualTo(Why.ENTRIES_MISSING);
    assertThat(refused.from()).isEqualTo(KEPT + 1);
    assertThat(refused.to()).isEqualTo(whole.size());
    LogSource liar =
        new Shows(
            "http://liar", path -> "nonsense".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(refused(List.of(witness(cosigned(whole))), List.of(liar)).details())
        .anyMatch(line -> line.startsWith("http://liar"));
  }

  @Test
  void anAnswerThatCannotBeVerifiedIsNoAnswer() throws Exception {
    var kept = checkpoint(backup);
    var stranger = Signer.cosigner("court/witness", office.bytes(32));
    var otherLog = Signer.of(Office.ORIGIN, office.bytes(32));
    var own = SignedNote.sign(kept.text(), office.log());
    var larger = new Checkpoint(kept.origin(), kept.size() + 1, kept.root());
    var answers =
        List.of(
            own,
            own.with(stranger.cosign(kept, SEEN_S)),
            own.with(cosigner.cosign(larger, SEEN_S)),
            SignedNote.sign(kept.text(), otherLog).with(cosigner.cosign(kept, SEEN_S)),
            SignedNote.sign(new Checkpoint("other", 1, kept.root()).text(), office.log()));
    for (var answer : answers) {
      var refused = refused(List.of(witness(answer)), List.of());
      assertThat(refused.why()).as(answer.format()).isEqualTo(Why.WITNESS_NOT_HEARD);
      assertThat(refused.details()).anyMatch(line -> line.startsWith("http://court: "));
    }
    LogSource down = new Shows("http://down", path -> new byte[0]);
    assertThat(refused(List.of(down), List.of()).details())
        .containsExactly(
            "http://down: status 404", "court/witness: no cosignature by this witness was shown");
    // One that is heard does not speak for another that is not.
    assertThat(refused(List.of(witness(cosigned(kept)), down), List.of()).why())
        .isEqualTo(Why.WITNESS_NOT_HEARD);
  }

  @Test
  void whoGoesOnUnheardSaysSoOnTheLedger() throws Exception {
    var unwitnessed =
        Optional.of(new Restore.Unwitnessed("法院停电", office.administrator(), office.log(), clock));
    restore(List.of(), List.of(), unwitnessed);
    try (var ledger = office.open(target, clock, Office.small())) {
      var remark = ledger.read(KEPT + 1);
      assertThat(new String(remark.command(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("ledger.remark", "法院停电", "court/witness");
      assertThat(ledger.receipt(KEPT + 1).accepted()).isTrue();
    }
  }

  @Test
  void aForkIsKeptAsEvidence() throws Exception {
    var kept = checkpoint(backup);
    var other = Digest.sha256();
    var same = cosigned(new Checkpoint(kept.origin(), kept.size(), other));
    var smaller = cosigned(new Checkpoint(kept.origin(), 100, other));
    for (var fork : List.of(same, smaller)) {
      assertFork(List.of(witness(fork)), fork);
    }
    var beyond = cosigned(new Checkpoint(kept.origin(), 1_000, other));
    var beyondToo = cosigned(new Checkpoint(kept.origin(), 1_000, kept.root()));
    assertFork(List.of(witness(beyond), witness(beyondToo)), beyond);
    try (var ledger = office.open(lost, clock, Office.small())) {
      var between = cosigned(new Checkpoint(kept.origin(), KEPT + 20, other));
      var refused = refused(List.of(witness(between)), List.of(peer(ledger, b -> b)));
      assertThat(refused.why()).isEqualTo(Why.FORK);
    }
  }

  private void assertFork(List<LogSource> witnesses, SignedNote fork) throws IOException {
    var refused = refused(witnesses, List.of());
    assertThat(refused.why()).isEqualTo(Why.FORK);
    assertThat(refused.details()).hasSize(2);
    var kept = new ArrayList<String>();
    for (var line : refused.details()) {
      kept.add(Files.readString(Path.of(line.substring(0, line.indexOf(" (")))));
    }
    assertThat(kept).contains(fork.format()).doesNotHaveDuplicates();
  }

  @Test
  void aDamagedBackupIsRefused() throws Exception {
    Tampered.flip(Tampered.segments(backup).getFirst(), 400);
    assertThatThrownBy(() -> restore(List.of(), List.of()))
        .isInstanceOfSatisfying(
            RestoreRefusedException.class,
            refused -> assertThat(refused.why()).isEqualTo(Why.BACKUP_DAMAGED));
  }

  /** A peer that shows the right checkpoint and then nothing worth having. */
  @Test
  void entriesOfAPeerThatAreEmptyAreNotTaken() throws Exception {
    var note = Backup.checkpoint(new LocalDisk(), new Layout(lost));
    var empty = new byte[2 * TilePath.FULL_WIDTH];
    LogSource hollow =
        new Shows("http://hollow", path -> path.equals("checkpoint") ? note.bytes() : empty);
    var refused = refused(List.of(witness(cosigned(checkpoint(lost)))), List.of(hollow));
    assertThat(refused.why()).isEqualTo(Why.ENTRIES_MISSING);
    assertThat(refused.details()).anyMatch(line -> line.startsWith("http://hollow: tile/"));
  }

  @Test
  void aBackupIsReadButNotGoneOnFrom() throws Exception {
    assertThatThrownBy(() -> office.open(backup, clock, Office.small()).close())
        .isInstanceOf(LedgerIsBackupException.class)
        .hasMessageContaining(backup.toString());
    try (var reader = LedgerReader.open(backup)) {
      assertThat(reader.checkpoint().text()).isEqualTo(checkpoint(backup).text());
    }
    var again = temporary.resolve("backup-of-the-backup");
    assertThat(Backup.write(backup, again, (part, done) -> {}).isSound()).isTrue();
    assertThatThrownBy(() -> office.open(again, clock, Office.small()).close())
        .isInstanceOf(LedgerIsBackupException.class);
  }

  @Test
  void aFolderThatWasNotMadeToTheEndIsNoBackup() throws Exception {
    Files.createFile(backup.resolve("restoring"));
    assertThatThrownBy(() -> restore(List.of(), List.of()))
        .isInstanceOfSatisfying(
            RestoreRefusedException.class,
            refused -> assertThat(refused.why()).isEqualTo(Why.BACKUP_DAMAGED));
    assertThatThrownBy(() -> Backup.write(backup, temporary.resolve("copy"), (part, done) -> {}))
        .isInstanceOf(LedgerDamagedException.class);
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() throws Exception {
    Files.createDirectories(target);
    var precious = Files.writeString(target.resolve("precious"), "x");
    assertThatThrownBy(() -> restore(List.of(witness(cosigned(checkpoint(backup)))), List.of()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(precious).exists();
  }

  /** The disk is full, or the process dies, at every operation: what is there opens for nobody. */
  @Test
  void aHalfDoneRestoreOpensForNobodyAndBeginsAnew() throws Exception {
    var witnesses = List.of(witness(cosigned(checkpoint(lost))));
    try (var ledger = office.open(lost, clock, Office.small())) {
      var peers = List.of(peer(ledger, b -> b));
      var survey = Survey.of(backup, witnesses, peers, (part, done) -> {});
      var failed = true;
      var failures = 0;
      for (var at = 0; failed; at++) {
        try {
          Restore.run(
              survey,
              backup,
              target,
              List.of(),
              Optional.empty(),
              Office.small().on(new FullDisk(at)));
          failed = false;
        } catch (UncheckedIOException full) {
          failures++;
          var what = "operation " + at;
          requireNothingOrWhole(what);
        }
      }
      assertThat(failures).isGreaterThan(20);
    }
    office.open(target, clock, Office.small()).close();
    assertThat(Fsck.run(target, (part, done) -> {}).isSound()).isTrue();
  }

  @Test
  void aHalfMadeSuccessorOpensForNobody() throws Exception {
    var failed = true;
    for (var at = 0; failed; at++) {
      var options = Office.small().on(new FullDisk(at));
      try {
        Successor.create(
            target,
            office.genesis(),
            List.of(office.remark("first")),
            office.log(),
            clock,
            options);
        failed = false;
      } catch (RuntimeException full) {
        requireNothingOrWhole("operation " + at);
      }
    }
    office.open(target, clock, Office.small()).close();
  }

  /** Only the very last operation, which makes the end durable, may fail on a whole ledger. */
  private void requireNothingOrWhole(String what) throws IOException {
    if (Files.exists(target) && !Files.exists(target.resolve("restoring"))) {
      try (var files = Files.list(target)) {
        if (files.findAny().isPresent()) {
          assertThat(Fsck.run(target, (part, done) -> {}).isSound()).as(what).isTrue();
          office.open(target, clock, Office.small()).close();
          Tampered.delete(target);
        }
      }
      return;
    }
    assertThatThrownBy(() -> office.open(target, clock, Office.small()))
        .as(what)
        .isInstanceOf(LedgerDamagedException.class);
    if (Files.exists(target)) {
      assertThat(Fsck.run(target, (part, done) -> {}).isSound()).as(what).isFalse();
    }
  }

  /** Full from an operation on. */
  private static final class FullDisk extends WatchedDisk {
    private int left;

    FullDisk(int operations) {
      left = operations;
    }

    private synchronized void step() throws IOException {
      if (left-- <= 0) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public DiskFile open(Path path) throws IOException {
      step();
      return super.open(path);
    }

    @Override
    protected int write(Path path, DiskFile file, ByteBuffer bytes, long offset)
        throws IOException {
      step();
      return super.write(path, file, bytes, offset);
    }

    @Override
    protected void sync(Path path, DiskFile file) throws IOException {
      step();
      super.sync(path, file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      step();
      super.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
      step();
      super.delete(file);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
      step();
      super.createFolders(folder);
    }

    @Override
    public void syncDirectory(Path folder) throws IOException {
      step();
      super.syncDirectory(folder);
    }
  }
}
