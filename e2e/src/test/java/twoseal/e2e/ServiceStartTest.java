package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the service as it is shipped begins and ends, and what it says. */
class ServiceStartTest {
  private static final long GRACE_S = 10;

  @TempDir Path folder;

  @Test
  void theOneTimePasswordIsSaidOnceAndASignalEndsItInOrder() throws Exception {
    var data = folder.resolve("data");
    try (var first = Service.first(data, 0)) {
      assertThat(first.oneTimePasswords()).hasSize(1);
      assertThat(first.said()).doesNotContain("INFO", "WARNING");
      var beganNs = System.nanoTime();
      assertThat(first.end()).isEqualTo(143);
      assertThat(System.nanoTime() - beganNs).isLessThan(TimeUnit.SECONDS.toNanos(GRACE_S));
    }
    try (var second = Service.start(data, 0)) {
      assertThat(second.said()).contains("Serving at");
      assertThat(second.oneTimePasswords()).isEmpty();
    }
  }

  @Test
  void aPortInUseIsToldInWords() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var service = Service.first(folder.resolve("data"), taken.getLocalPort())) {
      assertThat(service.exit()).as(service.said()).isEqualTo(4);
      assertThat(service.said())
          .contains("port " + taken.getLocalPort() + " is in use", "What to do")
          .doesNotContain("Exception", "at twoseal.");
    }
  }

  @Test
  void anUnknownSettingIsRefused() throws Exception {
    var data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("twoseal.conf"), "# ours\nlisten-at = 127.0.0.1:1\n");
    try (var service = Service.first(data, 0)) {
      assertThat(service.exit()).isEqualTo(4);
      assertThat(service.said()).contains("twoseal.conf, line 2");
    }
    assertThat(data.resolve("ledger")).doesNotExist();
  }

  @Test
  void theDemonstrationShowsAForgeryRefusedAndServesAndEnds() throws Exception {
    var once = demo("--once");
    assertThat(once).contains("VER-5", "VER-18").doesNotContain("http://");
    var forged = folder.resolve("demo1/bundle-forged.zip").toString();
    assertThat(TheProgram.run(folder, "verify", forged).exit()).isEqualTo(1);
    assertThat(demo("--for", "5", "--listen", "127.0.0.1:0")).contains("http://127.0.0.1:");
  }

  private String demo(String... more) throws Exception {
    var said = folder.resolve("demo" + more.length + ".log");
    var args = new java.util.ArrayList<>(java.util.List.of("demo", "--lang", "en", "--wait", "3"));
    args.addAll(java.util.List.of("--out", folder.resolve("demo" + more.length).toString()));
    args.addAll(java.util.List.of(more));
    var process = TheProgram.startBuilt(said, args.toArray(String[]::new));
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    var text = Files.readString(said);
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text).doesNotContain("INFO", "WARNING", "Exception");
    return text;
  }
}
