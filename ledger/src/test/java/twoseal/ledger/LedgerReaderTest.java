package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Checkpoint;
import twoseal.core.TilePath;

/** A folder that is read beside who writes it, without key and lock. */
class LedgerReaderTest {
  private static final long SEED = 3;

  @TempDir Path folder;

  private final Office office = new Office(SEED);
  private final Office.SetClock clock = new Office.SetClock();

  @Test
  void itReadsWhatIsUnderTheLastCheckpointWhileMoreIsWritten() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    try (var ledger = office.create(folder, clock, Office.small());
        var reader = LedgerReader.open(folder)) {
      assertThat(reader.logKey()).isEqualTo(office.log().key());
      for (var round = 0; round < 20; round++) {
        var count = 1 + random.nextInt(60);
        for (var i = 0; i < count; i++) {
          var _ = ledger.submitAsync(office.remark("remark " + round + "." + i));
        }
        ledger.submit(office.remark("last of round " + round));
        reader.refresh();
        assertSame(reader, ledger, random, seed);
      }
    }
    // And after everybody left.
    try (var reader = LedgerReader.open(folder);
        var ledger = office.open(folder, clock, Office.small())) {
      assertSame(reader, ledger, random, seed);
    }
  }

  @Test
  void whatStandsAboveTheCheckpointIsNotLookedAt() throws IOException {
    try (var ledger = office.create(folder, clock, LedgerOptions.defaults())) {
      ledger.submit(office.remark("one"));
    }
    var segment = new Layout(folder).segment(0);
    Files.write(segment, new byte[] {0, 0, 1, 0, 9, 9, 9}, StandardOpenOption.APPEND);
    try (var reader = LedgerReader.open(folder)) {
      assertThat(Checkpoint.parse(reader.checkpoint().text()).size()).isEqualTo(2);
    }
  }

  @Test
  void aFolderThatContradictsItsCheckpointIsRefused() throws IOException {
    try (var ledger = office.create(folder, clock, LedgerOptions.defaults())) {
      ledger.submit(office.remark("one"));
    }
    var segment = new Layout(folder).segment(0);
    var bytes = Files.readAllBytes(segment);
    bytes[bytes.length - 1] ^= 1;
    Files.write(segment, bytes);
    assertThatThrownBy(() -> LedgerReader.open(folder))
        .isInstanceOf(LedgerDamagedException.class)
        .hasMessageContaining("can be read up to 1");
    assertThatThrownBy(() -> LedgerReader.open(folder.resolve("none")))
        .isInstanceOf(LedgerDamagedException.class)
        .hasMessageContaining("no ledger");
  }

  @Test
  void aFolderThatIsSetBackIsRefused() throws IOException {
    var copy = folder.resolve("copy");
    try (var ledger = office.create(folder.resolve("ledger"), clock, LedgerOptions.defaults())) {
      ledger.backup(copy);
      ledger.submit(office.remark("one"));
    }
    try (var reader = LedgerReader.open(folder.resolve("ledger"))) {
      for (var name : List.of("checkpoint.last", "log/segment-00000000000000000000.seg")) {
        Files.write(folder.resolve("ledger").resolve(name), Files.readAllBytes(copy.resolve(name)));
      }
      assertThatThrownBy(reader::refresh)
          .isInstanceOf(LedgerDamagedException.class)
          .hasMessageContaining("set back");
    }
  }

  private static void assertSame(
      LedgerReader reader, EmbeddedLedger ledger, Random random, long seed) {
    var checkpoint = Checkpoint.parse(ledger.checkpoint().text());
    assertThat(reader.checkpoint()).as("seed %d", seed).isEqualTo(ledger.checkpoint());
    assertThat(reader.root(checkpoint.size())).as("seed %d", seed).isEqualTo(checkpoint.root());
    var index = random.nextLong(checkpoint.size());
    assertThat(reader.read(index)).as("seed %d", seed).isEqualTo(ledger.read(index));
    assertThat(reader.receipt(index).proof().holds(reader.read(index).leafHash(), checkpoint))
        .as("seed %d", seed)
        .isTrue();
    var old = 1 + random.nextLong(checkpoint.size());
    assertThat(reader.proveConsistency(old, checkpoint.size()))
        .as("seed %d", seed)
        .isEqualTo(ledger.proveConsistency(old, checkpoint.size()));
    for (var path :
        List.of(
            TilePath.hashes(0, index / 256, checkpoint.size()),
            TilePath.entriesHolding(index, checkpoint.size()))) {
      assertThat(reader.tile(path))
          .as("seed %d", seed)
          .hasValueSatisfying(tile -> assertThat(tile).isEqualTo(ledger.tile(path).orElseThrow()));
    }
    try (var state = reader.state()) {
      assertThat(state.size()).as("seed %d", seed).isEqualTo(checkpoint.size());
    }
  }
}
