package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that die while they enter commands. What they acknowledged is kept by this process, as
 * a client's memory would; whatever they died of, all of it is still there.
 */
class CrashTest {
  static final long OFFICE = 7;

  /** One short of a full tile, so that one is written soon. */
  private static final int PREPARED = 240;

  private static final int KILLS = 3;

  @TempDir Path temporary;

  private final Office office = new Office(OFFICE);

  static LedgerOptions options() {
    return LedgerOptions.defaults().withSegments(40_000, 4_096);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOWHERE")
  void nothingAcknowledgedIsLostWhereverItDies(CrashingLedger.Point point) throws Exception {
    var seed = System.nanoTime();
    var folder = prepared();
    var acknowledged = run(folder, seed, point, Integer.MAX_VALUE);
    requireKept(folder, seed, acknowledged, point + ", seed " + seed);
  }

  @Test
  void nothingAcknowledgedIsLostByKillsUnderLoad() throws Exception {
    var first = System.nanoTime();
    var random = new Random(first);
    var folder = prepared();
    for (var kill = 0; kill < KILLS; kill++) {
      var seed = first + kill;
      var acknowledged = run(folder, seed, CrashingLedger.Point.NOWHERE, 1 + random.nextInt(600));
      assertThat(acknowledged).isNotEmpty();
      requireKept(folder, seed, acknowledged, "kill " + kill + ", seed " + first);
    }
  }

  @Test
  void aSecondProcessIsToldWhoHasTheFolder() throws Exception {
    var folder = prepared();
    var process = start(folder, 1, CrashingLedger.Point.NOWHERE);
    try (var acknowledgements = reader(process)) {
      assertThat(acknowledgements.readLine()).isNotNull();
      assertThat(catchThrowable(() -> office.open(folder, Clock.system(), options())))
          .isInstanceOf(LedgerLockedException.class)
          .hasMessageContaining("process " + process.pid());
    } finally {
      process.destroyForcibly().waitFor();
    }
    office.open(folder, Clock.system(), options()).close();
  }

  /** A ledger that a tile will soon be written for. */
  private Path prepared() {
    var folder = temporary.resolve("ledger");
    try (var ledger = office.create(folder, Clock.system(), options())) {
      for (var i = 1; i < PREPARED; i++) {
        var _ = ledger.submitAsync(office.remark("remark " + i));
      }
    }
    return folder;
  }

  /** Runs a process until it dies or, after so many acknowledgements, is killed. */
  private Map<Integer, Long> run(
      Path folder, long seed, CrashingLedger.Point point, int acknowledgementsMax)
      throws Exception {
    var process = start(folder, seed, point);
    var acknowledged = new HashMap<Integer, Long>();
    try (var lines = reader(process)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var parts = line.split(" ", 2);
        // What the pipe still held when the process died was acknowledged too.
        acknowledged.put(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        if (acknowledged.size() == acknowledgementsMax) {
          // Through its handle: the process itself would also close the stream.
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor()).as("died").isNotZero();
    return acknowledged;
  }

  private void requireKept(Path folder, long seed, Map<Integer, Long> acknowledged, String what)
      throws IOException {
    assertThat(acknowledged.values()).as(what).allMatch(Tampered.isSigned(folder));
    try (var ledger = office.open(folder, Clock.system(), options())) {
      acknowledged.forEach((number, index) -> {
        var note =
            office.remark(CrashingLedger.id(seed, number), CrashingLedger.text(seed, number));
        assertThat(ledger.read(index).command()).as(what).isEqualTo(note);
        assertThat(ledger.submit(note).position().index()).as(what).isEqualTo(index);
      });
      assertThat(ledger.submit(office.remark("goes on " + seed)).accepted()).as(what).isTrue();
      Whole.verify(ledger, office);
    }
    assertThat(Fsck.run(folder, (part, done) -> {}).findings()).as(what).isEmpty();
  }

  private static Process start(Path folder, long seed, CrashingLedger.Point point)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingLedger.class.getName(),
                folder.toString(),
                Long.toString(seed),
                point.name()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
