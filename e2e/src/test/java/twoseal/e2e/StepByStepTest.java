package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs pages of docs/: every command of the page, in its order, as it stands. */
class StepByStepTest {
  private static final String PORT = "8099";
  private static final long MINUTES_MAX = 10;
  private static final String PROGRAMS = "## 程序 | Programs";

  @TempDir Path folder;

  @Test
  void thePageWorksAsItStands() throws Exception {
    var entries = Path.of("examples/prize-draw/entries.csv");
    Files.createDirectories(folder.resolve(entries).getParent());
    Files.copy(Source.ROOT.resolve(entries), folder.resolve(entries));
    var said = run(Files.readAllLines(Source.ROOT.resolve("docs/step-by-step.md")));
    assertThat(said).contains("given up").contains("promoted").contains("Sound");
    assertThat(folder.resolve("result.csv")).exists();
  }

  @Test
  void aProgramSignsInAndActsAsThePageSays() throws Exception {
    var page = Files.readAllLines(Source.ROOT.resolve("docs/service.md"));
    var from = page.indexOf(PROGRAMS);
    assertThat(from).isPositive();
    var section =
        page.subList(from + 1, page.size()).stream()
            .takeWhile(line -> !line.startsWith("## "))
            .toList();
    assertThat(run(section)).contains("\"state\":\"entered\"", "\"state\":\"announced\"");
  }

  /** What the commands of a page said; they must all have done what they were asked. */
  private String run(List<String> page) throws Exception {
    Files.write(folder.resolve("rules.yaml"), rules(page));
    Files.write(folder.resolve("twoseal"), program());
    assertThat(folder.resolve("twoseal").toFile().setExecutable(true)).isTrue();
    var script = new ArrayList<>(List.of("set -e -o pipefail", "trap 'kill $(jobs -p)' EXIT"));
    script.addAll(commands(page));
    Files.write(folder.resolve("page.sh"), script);

    var said = folder.resolve("said.txt");
    var bash =
        new ProcessBuilder("bash", "-x", "page.sh")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!bash.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
      bash.destroy(); // its trap ends what runs beside it
    }

    assertThat(bash.waitFor()).as(Files.readString(said)).isZero();
    return Files.readString(said);
  }

  private static List<String> rules(List<String> page) {
    var from = page.indexOf("```yaml");
    var to = page.indexOf("```");
    return page.subList(from + 1, to);
  }

  private static List<String> commands(List<String> page) throws IOException {
    var port = freePort();
    return page.stream()
        .filter(line -> line.startsWith("    "))
        .map(line -> line.strip().replace(PORT, port))
        .toList();
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private static List<String> program() {
    var command = String.join("' '", TheProgram.command());
    return List.of("#!/bin/sh", "exec '" + command + "' \"$@\"");
  }
}
