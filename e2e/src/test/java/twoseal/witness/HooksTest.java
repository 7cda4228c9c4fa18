package twoseal.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.desk.keys.KeyFile;
import twoseal.e2e.TheProgram;

/**
 * The keeper's program hears of everything, not only of forks (WitnessTest in twoseal.e2e): a
 * witness in a process of its own, before logs that no honest ledger shows ([WIT-12]).
 */
class HooksTest {
  private static final long SEED = 9;
  private static final String PASSPHRASE = "correct horse battery";

  @TempDir Path folder;

  private final FakeLog log = new FakeLog(SEED);

  @BeforeEach
  void write() throws IOException {
    KeyFile.create(folder.resolve("court.p12"), "court/w", true, PASSPHRASE.toCharArray());
    Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    var hook = folder.resolve("hook");
    Files.writeString(hook, "#!/bin/sh\necho \"$1 $2\" >>\"$(dirname \"$0\")/heard\"\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void aFurtherAttemptAndABrokenRuleAreHeardOf() throws Exception {
    log.attempt("D-3", FakeLog.START_MS);
    var run = once();
    assertThat(run.exit()).as(run.output()).isEqualTo(1);
    assertThat(heard()).hasSize(2);
    assertThat(told("attempt ")).contains(FakeLog.ORIGIN, "D-3 2");
    assertThat(told("rules ")).contains(FakeLog.ORIGIN, "entry 1", "Evidence");
    // Each is told once, however often it looks.
    assertThat(once().exit()).isEqualTo(1);
    assertThat(heard()).hasSize(2);
  }

  @Test
  void anEntryFromTheFutureIsHeardOf() throws Exception {
    log.remark(System.currentTimeMillis() + 3_600_000);
    var run = once();
    assertThat(run.exit()).as(run.output()).isEqualTo(1);
    assertThat(heard()).hasSize(1);
    assertThat(told("clock ")).contains(FakeLog.ORIGIN, "entry 1 has the time", "Evidence");
  }

  @Test
  void aLogThatDoesNotAnswerIsHeardOf() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, loopback())) {
      port = free.getLocalPort();
    }
    var command = witness("http://127.0.0.1:" + port + "/");
    command.addAll(List.of("--interval", "50", "--stall", "1"));
    var witness = TheProgram.start(folder.resolve("witness.log"), command.toArray(String[]::new));
    try {
      TheProgram.await(() -> isHeard("stall ") || !witness.isAlive());
      assertThat(isHeard("stall ")).as(output()).isTrue();
      assertThat(told("stall ")).contains(FakeLog.ORIGIN);
    } finally {
      witness.destroyForcibly().waitFor();
    }
  }

  private TheProgram.Run once() throws Exception {
    try (var server = WebServer.start(new InetSocketAddress(loopback(), 0), log)) {
      var command = witness(server.uri().toString());
      command.add("--once");
      return TheProgram.run(folder, command.toArray(String[]::new));
    }
  }

  private List<String> witness(String url) {
    return new ArrayList<>(
        List.of(
            "witness",
            "--key",
            folder.resolve("court.p12").toString(),
            "--passphrase-file",
            folder.resolve("passphrase").toString(),
            "--data",
            folder.resolve("witness").toString(),
            "--url",
            url,
            "--log-vkey",
            log.key().key().format(),
            "--on-warning",
            folder.resolve("hook").toString(),
            "--lang",
            "en"));
  }

  private List<String> heard() throws IOException {
    return Files.readAllLines(folder.resolve("heard"));
  }

  private boolean isHeard(String kind) {
    try {
      return Files.exists(folder.resolve("heard"))
          && heard().stream().anyMatch(line -> line.startsWith(kind));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What stands in the file that the hook was given for this kind. */
  private String told(String kind) throws IOException {
    var file = heard().stream().filter(line -> line.startsWith(kind)).findFirst().orElseThrow();
    return Files.readString(Path.of(file.substring(kind.length())));
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("witness.log"));
  }

  private static InetAddress loopback() {
    return InetAddress.ofLiteral("127.0.0.1");
  }
}
