package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.ledger.FsckReport.Weight;

/** Whatever changes in a ledger's folder, fsck finds it and names the file. */
class FsckTest {
  private static final int ENTRIES = 520;
  private static final int SMALL_FILE_BYTES = 24;
  private static final int FLIPS_PER_FILE = 4;

  @TempDir Path temporary;

  private final Office office = new Office(6);
  private final Office.SetClock clock = new Office.SetClock();
  private Path folder = Path.of("");

  @BeforeEach
  void enterSome() {
    folder = temporary.resolve("ledger");
    try (var ledger = office.create(folder, clock, Office.small())) {
      ledger.blobs().put(office.bytes(SMALL_FILE_BYTES));
      ledger.blobs().put(office.bytes(5_000));
      var answers = new ArrayList<CompletableFuture<Receipt>>();
      for (var i = 1; i < ENTRIES; i++) {
        answers.add(ledger.submitAsync(office.remark("remark " + i)));
      }
      answers.forEach(CompletableFuture::join);
    }
  }

  @Test
  void aWholeLedgerIsSound() {
    var parts = new ArrayList<String>();
    var report = Fsck.run(folder, (part, done) -> parts.add(part));
    assertThat(report.findings()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.entries()).isEqualTo(ENTRIES);
    assertThat(report.segments()).isGreaterThan(2);
    assertThat(report.tiles()).isEqualTo(4);
    assertThat(report.blobs()).isEqualTo(2);
    assertThat(report.stateRows()).isPositive();
  }

  @Test
  void everyFlippedByteIsFoundAndItsFileNamed() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var file : files("log", "tiles", "blobs")) {
      var size = Files.size(file);
      var all = size <= SMALL_FILE_BYTES;
      for (var i = 0; i < (all ? size : FLIPS_PER_FILE); i++) {
        var at = all ? i : i == 0 ? size - 1 : random.nextLong(size);
        Tampered.flip(file, at);
        assertFound(file, "byte " + at + " flipped, seed " + seed);
        Tampered.flip(file, at);
      }
    }
    assertThat(findings()).isEmpty();
  }

  @Test
  void everyFlippedByteOfTheCheckpointIsFound() throws Exception {
    var file = folder.resolve("checkpoint.last");
    for (var at = 0L; at < Files.size(file); at += at % 4_096 < 260 ? 19 : 797) {
      Tampered.flip(file, at);
      assertFound(file, "byte " + at + " flipped");
      Tampered.flip(file, at);
    }
    assertThat(findings()).isEmpty();
  }

  @Test
  void theIndexAndOffsetOfAnEntryAreNamed() throws Exception {
    var segment = Tampered.segments(folder).get(1);
    var first = Layout.firstIndex(segment);
    Tampered.flip(segment, SegmentRecord.HEADER_BYTES + 60);
    var finding = findings().getFirst();
    assertThat(finding.weight()).isEqualTo(Weight.DAMAGE);
    assertThat(finding.file()).isEqualTo(segment);
    assertThat(finding.index()).contains(first);
    assertThat(finding.offset()).contains(0L);
  }

  @Test
  void faultsInSeveralFilesOfTheLogAreAllNamed() throws Exception {
    var segments = Tampered.segments(folder);
    for (var segment : segments) {
      Tampered.flip(segment, Files.size(segment) / 3);
    }
    var named = findings().stream().map(FsckReport.Finding::file).toList();
    assertThat(named).containsAll(segments);
  }

  @Test
  void filesThatAreMissingOrTooManyAreFound() throws Exception {
    for (var file : files("log", "tiles", "blobs")) {
      if (!file.startsWith(folder.resolve("blobs"))) {
        var away = temporary.resolve("away");
        Files.move(file, away);
        assertThat(findings()).as("without " + file).isNotEmpty();
        Files.move(away, file);
      }
      var stray = file.resolveSibling("stray");
      Files.write(stray, new byte[10]);
      assertFound(stray, "a stray file");
      Files.delete(stray);
    }
    var stray = folder.resolve("stray");
    Files.write(stray, new byte[10]);
    assertFound(stray, "a stray file");
  }

  @Test
  void aLogThatWasCutIsFound() throws Exception {
    Tampered.cut(Tampered.segments(folder).getLast(), 100);
    assertThat(findings()).anyMatch(f -> f.weight() == Weight.DAMAGE);
  }

  @Test
  void whatACrashLeavesIsTold() throws Exception {
    Tampered.append(Tampered.segments(folder).getLast(), new byte[] {0, 0, 1, 2, 3, 4, 5, 6, 7, 8});
    Files.write(folder.resolve("tiles/tile/0/002.unfinished"), new byte[100]);
    var report = Fsck.run(folder, (part, done) -> {});
    assertThat(report.findings()).hasSize(2).allMatch(f -> f.weight() == Weight.UNFINISHED);
    assertThat(report.isSound()).isTrue();
  }

  @Test
  void aRowThatWasChangedInTheStateIsFound() throws Exception {
    for (var change :
        List.of(
            "UPDATE state SET value = value || 'x' WHERE key = 'person/office/admin'",
            "DELETE FROM state WHERE key = 'registry/count'",
            "INSERT INTO state VALUES ('zzz', '1')",
            "UPDATE mark SET value = '100' WHERE name = 'size'",
            "UPDATE mark SET value = '1e9' WHERE name = 'size'",
            "UPDATE mark SET value = '-1' WHERE name = 'size'",
            "UPDATE mark SET value = '9223372036854775808' WHERE name = 'size'",
            "UPDATE mark SET value = 'none' WHERE name = 'root'",
            "UPDATE mark SET value = '" + "0".repeat(64) + "' WHERE name = 'digest'")) {
      var copy = Tampered.copy(folder, temporary.resolve("copy"));
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("state.db"));
          var statement = connection.createStatement()) {
        assertThat(statement.executeUpdate(change)).isEqualTo(1);
      }
      var report = Fsck.run(copy, (part, done) -> {});
      assertThat(report.isSound()).as(change).isFalse();
      assertThat(report.findings()).as(change).allMatch(f -> f.file().endsWith("state.db"));
      Tampered.delete(copy);
    }
  }

  @Test
  void aStateThatOurProgramDidNotMakeIsFound() throws Exception {
    for (var table :
        List.of(
            "(key TEXT PRIMARY KEY NOT NULL, value TEXT)",
            "(key TEXT COLLATE NOCASE PRIMARY KEY NOT NULL, value TEXT)")) {
      var copy = Tampered.copy(folder, temporary.resolve("copy"));
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("state.db"));
          var statement = connection.createStatement()) {
        statement.execute("DROP TABLE state");
        statement.execute("CREATE TABLE state " + table);
        statement.execute("INSERT INTO state VALUES ('a', NULL), ('B', '1')");
      }
      var report = Fsck.run(copy, (part, done) -> {});
      assertThat(report.isSound()).as(table).isFalse();
      assertThat(report.findings()).as(table).allMatch(f -> f.file().endsWith("state.db"));
      Tampered.delete(copy);
    }
  }

  @Test
  void nothingIsWritten() throws Exception {
    var before = new ArrayList<String>();
    var after = new ArrayList<String>();
    list(before);
    Fsck.run(folder, (part, done) -> {});
    list(after);
    assertThat(after).isEqualTo(before);
  }

  private void list(List<String> into) throws IOException {
    for (var file : files("")) {
      into.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
    }
  }

  private void assertFound(Path file, String what) {
    assertThat(findings())
        .as(what + " in " + file)
        .anyMatch(f -> f.weight() == Weight.DAMAGE && f.file().equals(file));
  }

  private List<FsckReport.Finding> findings() {
    return Fsck.run(folder, (part, done) -> {}).findings();
  }

  private List<Path> files(String... parts) throws IOException {
    var all = new ArrayList<Path>();
    for (var part : parts) {
      try (var files = Files.walk(folder.resolve(part))) {
        all.addAll(files.filter(Files::isRegularFile).sorted().toList());
      }
    }
    return all;
  }
}
