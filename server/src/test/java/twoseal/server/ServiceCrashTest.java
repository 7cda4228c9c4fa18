package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.ORGANISER;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Shakes;

/** A service that is killed anywhere goes on: nothing answered is lost, nothing is there twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceCrashTest {
  private static final CaseNumber DRAW = CaseNumber.parse("R-1");

  /** How far a draw was when the service that then dies began: a folder of each, to be copied. */
  private enum Was {
    SIGNED_BY_ONE,
    SEALED,
    PRESSED
  }

  @TempDir Path folder;
  private Path folders = Path.of("");
  private String seal = "";

  @BeforeAll
  void oneDraw(@TempDir Path all) throws Exception {
    folders = all;
    var made = all.resolve("made");
    try (var hall = Hall.open(made)) {
      hall.announce(Hall.RULES);
      hall.publish(DRAW, 12);
      hall.commit(DRAW, 1, Hall.OBSERVER);
      var act = hall.sign(hall.begin(ORGANISER, "draw.seal", "draw", "R-1"), ORGANISER);
      seal = act.id();
      keep(hall, made, Was.SIGNED_BY_ONE);
      hall.sign(act, NOTARY);
      keep(hall, made, Was.SEALED);
      hall.press(DRAW);
      keep(hall, made, Was.PRESSED);
    }
  }

  private void keep(Hall hall, Path made, Was was) throws IOException {
    hall.close();
    copy(made, folders.resolve(was.name()));
    hall.restart();
  }

  private void begin(Was was) throws IOException {
    copy(folders.resolve(was.name()), folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_SEAL", "AFTER_SEAL"})
  void theLastSignatureOfASeal(CrashingService.Point point) throws Exception {
    begin(Was.SIGNED_BY_ONE);
    run(point, seal);
    try (var hall = Hall.reopen(folder)) {
      var act = hall.acts().get(seal, Hall.caller(NOTARY));
      assertThat(act.state())
          .isEqualTo(point == CrashingService.Point.AFTER_SEAL ? "entered" : "open");
      var again = hall.sign(act, NOTARY);
      assertThat(again.state()).isEqualTo("entered");
      assertThat(again.signers()).allMatch(signer -> signer.signedMs().isPresent());
      assertThat(kinds(hall)).containsEntry("draw.seal", 1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "BEFORE_RESULT",
        "AFTER_RESULT",
        "AFTER_LAST_RESULT",
        "BEFORE_COMPLETE",
        "AFTER_COMPLETE"
      })
  void theOperatorInTheMiddleOfTheDrawing(CrashingService.Point point) throws Exception {
    begin(Was.PRESSED);
    run(point);
    try (var hall = Hall.reopen(folder)) {
      hall.awaitComplete(DRAW);
      assertThat(kinds(hall)).containsEntry("draw.result", 2).containsEntry("draw.complete", 1);
      assertThat(hall.look(DRAW, CaseFile::results)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_SHAKE", "AFTER_SHAKE"})
  void anAudienceThatShakes(CrashingService.Point point) throws Exception {
    begin(Was.SEALED);
    var acknowledged = run(point);
    assertThat(acknowledged).isNotEmpty();
    try (var hall = Hall.reopen(folder)) {
      Hall.await(() -> hall.proceedings().desk().shaking().waiting(DRAW) == 0);
      var entered = new ArrayList<Digest>();
      for (var batch : hall.look(DRAW, CaseFile::shakes)) {
        entered.addAll(Shakes.read(hall.ledger().blobs().read(batch.fileHash())).shakes());
      }
      assertThat(entered).doesNotHaveDuplicates();
      for (var line : acknowledged) {
        assertThat(entered).contains(Digest.sha256(Bytes.be32(Integer.parseInt(line))));
      }
    }
  }

  /** Runs the service until it dies; what it said before. */
  private List<String> run(CrashingService.Point point, String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingService.class.getName(),
                folder.toString(),
                point.name()));
    command.addAll(List.of(more));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      var said = lines.lines().toList();
      assertThat(process.waitFor()).as("died of it").isEqualTo(137);
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  /** How many entries of each kind there are, refused ones included. */
  private static Map<String, Integer> kinds(Hall hall) {
    var kinds = new HashMap<String, Integer>();
    for (var index = 0L; index < hall.size(); index++) {
      kinds.merge(new Fields.Reader(hall.note(index).text()).kind(), 1, Integer::sum);
    }
    return kinds;
  }
}
