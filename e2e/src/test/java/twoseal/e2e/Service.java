package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The service as it is shipped, in a process of its own; it ends by itself. */
final class Service implements AutoCloseable {
  private static final String LIFE_S = "300";
  private static final long PATIENCE_S = 90;
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
  private static final Pattern ONE_TIME = Pattern.compile("(?:[a-z2-9]{4}-){4}[a-z2-9]{4}");

  private final Process process;
  private final Path said;

  private Service(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /** Starts it over a folder and waits until it answers, or has ended. */
  static Service start(Path data, int port, String... more) throws IOException {
    var said = Files.createTempFile(data.toAbsolutePath().getParent(), "serve", ".log");
    var args = new ArrayList<>(List.of("serve", "--lang", "en", "--for", LIFE_S));
    args.addAll(List.of("--data", data.toString(), "--listen", "127.0.0.1:" + port));
    args.addAll(List.of(more));
    var process = TheProgram.startBuilt(said, args.toArray(String[]::new));
    var service = new Service(process, said);
    TheProgram.await(() -> !process.isAlive() || service.said().contains("Serving at"));
    return service;
  }

  /** The first start of an office. */
  static Service first(Path data, int port) throws IOException {
    return start(data, port, "--office", "minghe", "--office-name", "明和公证处");
  }

  /** Everything it has printed, on both streams. */
  String said() {
    try {
      return Files.readString(said);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  /** Where it answers. */
  URI uri() {
    var matcher = ADDRESS.matcher(said());
    assertThat(matcher.find()).as(said()).isTrue();
    return URI.create(matcher.group());
  }

  /** The one-time passwords that it printed. */
  List<String> oneTimePasswords() {
    return ONE_TIME.matcher(said()).results().map(found -> found.group()).toList();
  }

  /** As Ctrl-C or an operator ends it; the exit code. */
  int end() throws InterruptedException {
    process.destroy();
    return exit();
  }

  /** Its exit code, once it has ended. */
  int exit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).as(said()).isTrue();
    return process.exitValue();
  }

  /** As a power cut ends it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
