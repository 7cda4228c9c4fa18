package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.Language;
import twoseal.desk.Texts;
import twoseal.ledger.Clock;

/** A service that cannot listen says why, leaves nothing open, and starts when it can. */
class StartTest {
  @TempDir Path folder;

  @BeforeEach
  void firstStart() throws Exception {
    var office = new FirstStart.Office("minghe", "明和公证处", Optional.empty(), "minghe.example/l");
    FirstStart.run(folder, office, settings("127.0.0.1:0"), _ -> null, Clock.system());
  }

  @Test
  void aPortThatIsTaken() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = other.getLocalPort();
      var complaint = complaint("127.0.0.1:" + port);
      assertThat(complaint.key()).isEqualTo("complaint.server.port-taken");
      assertThat(complaint.exit()).isEqualTo(Exit.INPUT);
      for (var language : Language.values()) {
        assertThat(complaint.what(Texts.of(language))).contains(Integer.toString(port));
        assertThat(complaint.next(Texts.of(language))).contains("--listen");
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void anAddressOfAnotherMachine() throws Exception {
    // For documentation: nobody has it.
    var complaint = complaint("192.0.2.1:8080");
    assertThat(complaint.key()).isEqualTo("complaint.server.address-elsewhere");
    assertNothingIsLeft();
  }

  @Test
  void whatWasOpenedIsClosedBackwardsWhateverFails() {
    var closed = new ArrayList<String>();
    var opened = new Opened();
    opened.add(() -> closed.add("first"));
    opened.add(() -> {
      closed.add("second");
      throw new IOException("second");
    });
    opened.add(() -> {
      closed.add("third");
      throw new IllegalStateException("third");
    });
    assertThatThrownBy(opened::close)
        .hasMessage("third")
        .satisfies(
            failed -> assertThat(failed.getSuppressed()).extracting("message").contains("second"));
    assertThat(closed).containsExactly("third", "second", "first");
  }

  private Complaint complaint(String listen) throws Exception {
    var settings = settings(listen);
    var data = DataFolder.open(folder, settings, _ -> null, Clock.system());
    try (var server = Server.start(data, settings, Clock.system(), List.of())) {
      throw new AssertionError("it listens at " + server.uri());
    } catch (Complaint complaint) {
      return complaint;
    }
  }

  /** Its threads have ended, and the same process can start over the same folder. */
  private void assertNothingIsLeft() throws Exception {
    Hall.await(() ->
        Thread.getAllStackTraces().keySet().stream()
            .filter(Thread::isAlive)
            .map(Thread::getName)
            .noneMatch(name -> name.equals("feed") || name.equals("operator")));
    var settings = settings("127.0.0.1:0");
    var data = DataFolder.open(folder, settings, _ -> null, Clock.system());
    try (var server = Server.start(data, settings, Clock.system(), List.of());
        var client = HttpClient.newHttpClient()) {
      var ready = HttpRequest.newBuilder(URI.create(server.uri() + "health/ready")).build();
      assertThat(client.send(ready, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo("ready\n");
    }
  }

  private Settings settings(String listen) throws Exception {
    return Settings.read(folder, _ -> null).with(Settings.Key.LISTEN, listen);
  }
}
