package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;

/** Disks that fail: nothing acknowledged is lost, and nothing is acknowledged after a failure. */
class FaultTest {
  private static final int BEFORE = 250;
  private static final int UNDER_FAULT = 14;

  @TempDir Path temporary;

  private final Office office = new Office(3);
  private final Office.SetClock clock = new Office.SetClock();

  /** What was acknowledged: the index by the command. */
  private final Map<String, Long> acknowledged = new HashMap<>();

  private final Set<Digest> blobs = new HashSet<>();

  @Test
  void powerFailsAtAnyOperation() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var prepared = temporary.resolve("prepared");
    prepare(prepared);
    var failed = true;
    // Every third operation, others each time.
    for (var at = random.nextInt(3); failed; at += 1 + random.nextInt(5)) {
      var folder = temporary.resolve("at-" + at);
      Tampered.copy(prepared, folder);
      var disk = new PowerLossDisk(seed + at, at);
      acknowledged.clear();
      blobs.clear();
      run(folder, disk);
      failed = disk.isOff();
      disk.lose();
      if (at % 5 == 0) {
        Files.deleteIfExists(folder.resolve("state.db"));
      }
      requireKept(folder, "power lost at operation " + at + ", seed " + seed);
    }
  }

  @Test
  void aDiskThatWritesAFewBytesAtATimeIsEnough() throws Exception {
    var folder = temporary.resolve("ledger");
    var trickle =
        new WatchedDisk() {
          @Override
          protected int write(Path path, DiskFile file, ByteBuffer bytes, long offset)
              throws IOException {
            var few = bytes.slice(bytes.position(), Math.min(300, bytes.remaining()));
            var written = super.write(path, file, few, offset);
            bytes.position(bytes.position() + written);
            return written;
          }
        };
    try (var ledger = office.create(folder, clock, Office.small().on(trickle))) {
      enterTogether(ledger, 300);
      Whole.verify(ledger, office);
    }
    requireKept(folder, "short writes");
  }

  @Test
  void afterAFailedSyncNothingMoreIsEntered() throws Exception {
    var folder = temporary.resolve("ledger");
    var syncs = new AtomicLong();
    var once =
        new WatchedDisk() {
          @Override
          protected void sync(Path path, DiskFile file) throws IOException {
            if (NewFile.folderOf(path).endsWith("log") && syncs.incrementAndGet() == 12) {
              throw new IOException("the sync failed once");
            }
            super.sync(path, file);
          }
        };
    var ledger = office.create(folder, clock, Office.small().on(once));
    while (syncs.get() < 11) {
      enter(ledger, 1);
    }
    var lost = office.remark("under the failed sync");
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(() -> ledger.submit(lost))
          .isInstanceOf(LedgerStoppedException.class)
          .hasRootCauseMessage("the sync failed once");
    }
    var shown = Checkpoint.parse(ledger.checkpoint().text()).size();
    assertThat(ledger.read(shown - 1).position().index()).isEqualTo(shown - 1);
    ledger.close();
    requireKept(folder, "failed sync");
    try (var reopened = office.open(folder, clock, Office.small())) {
      assertThat(reopened.submit(lost).position().index()).isGreaterThanOrEqualTo(shown);
      Whole.verify(reopened, office);
    }
  }

  @Test
  void aFullDiskStopsTheLedgerAndLosesNothing() throws Exception {
    for (var room = 3_000; room < 40_000; room += 4_321) {
      var folder = temporary.resolve("room-" + room);
      var left = new AtomicLong(Long.MAX_VALUE);
      acknowledged.clear();
      var ledger = office.create(folder, clock, Office.small().on(new FullDisk(left)));
      left.set(room);
      assertThatThrownBy(() -> enter(ledger, 400))
          .isInstanceOf(LedgerStoppedException.class)
          .hasRootCauseMessage("No space left on device");
      assertThatThrownBy(() -> ledger.blobs().put(new byte[100_000]))
          .isInstanceOf(UncheckedIOException.class);
      ledger.close();
      requireKept(folder, "a disk with " + room + " bytes of room");
    }
  }

  @Test
  void aBlobThatDoesNotFitLeavesTheLedgerRunning() throws Exception {
    var folder = temporary.resolve("ledger");
    var left = new AtomicLong(Long.MAX_VALUE);
    try (var ledger = office.create(folder, clock, Office.small().on(new FullDisk(left)))) {
      left.set(50_000);
      var blob = office.bytes(100_000);
      assertThatThrownBy(() -> ledger.blobs().put(blob))
          .hasRootCauseMessage("No space left on device");
      assertThat(ledger.blobs().has(Digest.sha256(blob))).isFalse();
      left.set(Long.MAX_VALUE);
      assertThat(ledger.blobs().read(ledger.blobs().put(blob))).isEqualTo(blob);
      enter(ledger, 1);
    }
    requireKept(folder, "a blob that did not fit");
  }

  /** A disk that takes so many bytes more. */
  private static final class FullDisk extends WatchedDisk {
    private final AtomicLong left;

    FullDisk(AtomicLong left) {
      this.left = left;
    }

    @Override
    protected int write(Path path, DiskFile file, ByteBuffer bytes, long offset)
        throws IOException {
      var fits = (int) Math.min(bytes.remaining(), left.get());
      if (fits == 0) {
        throw new IOException("No space left on device");
      }
      var written = super.write(path, file, bytes.slice(bytes.position(), fits), offset);
      bytes.position(bytes.position() + written);
      left.addAndGet(-written);
      return written;
    }
  }

  private void prepare(Path folder) {
    try (var ledger = office.create(folder, clock, options())) {
      enter(ledger, BEFORE);
    }
  }

  /** Segments so small that some end while the power fails. */
  private static LedgerOptions options() {
    return LedgerOptions.defaults().withSegments(50_000, 1_000);
  }

  /** Does a little of everything until the disk fails. */
  private void run(Path folder, Disk disk) {
    var options = options().withSegments(2_000, 1_000).on(disk);
    try (var ledger = office.open(folder, clock, options)) {
      enter(ledger, UNDER_FAULT / 2);
      blobs.add(ledger.blobs().put(office.bytes(2_000)));
      enterTogether(ledger, UNDER_FAULT / 2);
    } catch (LedgerStoppedException | UncheckedIOException stopped) {
      assertThat(stopped).hasRootCauseMessage("no power");
    }
  }

  private void enter(Engine ledger, int count) {
    for (var i = 0; i < count; i++) {
      var remark = office.remark("remark " + acknowledged.size());
      var receipt = ledger.submit(remark);
      acknowledged.put(Bytes.parseUtf8(remark), receipt.position().index());
    }
  }

  /** Enters commands in as few batches as may be. */
  private void enterTogether(Engine ledger, int count) {
    var remarks = IntStream.range(0, count).mapToObj(i -> office.remark("together " + i)).toList();
    var answers = remarks.stream().map(ledger::submitAsync).toList();
    for (var i = 0; i < count; i++) {
      try {
        var index = answers.get(i).join().position().index();
        acknowledged.put(Bytes.parseUtf8(remarks.get(i)), index);
      } catch (CompletionException stopped) {
        assertThat(stopped).hasRootCauseMessage("no power");
      }
    }
  }

  private void requireKept(Path folder, String what) throws IOException {
    assertThat(acknowledged.values()).as(what).allMatch(Tampered.isSigned(folder));
    try (var ledger = office.open(folder, clock, options())) {
      acknowledged.forEach((remark, index) -> {
        var entry = ledger.read(index);
        assertThat(entry.command()).as(what).isEqualTo(Bytes.utf8(remark));
        assertThat(ledger.submit(entry.command()).position()).isEqualTo(entry.position());
      });
      assertThat(blobs).as(what).allMatch(ledger.blobs()::has);
      assertThat(ledger.submit(office.remark("goes on")).accepted()).as(what).isTrue();
      Whole.verify(ledger, office);
    }
    assertThat(Fsck.run(folder, (part, done) -> {}).findings()).as(what).isEmpty();
  }
}
