package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Fields;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.ledger.Engine;
import twoseal.ledger.Receipt;
import twoseal.server.Hall;
import twoseal.server.Listening;
import twoseal.server.Passing;

/** A service that is ended answers what it was asked, and goes on where it was. */
@Timeout(120)
class StopTest {
  private static final int HALF = 40_000;

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch isEntering = new CountDownLatch(1);
  private final CountDownLatch mayEnter = new CountDownLatch(1);
  private World world;
  private Browser ann;
  private Browser bob;

  @BeforeEach
  void start() throws Exception {
    world = World.whole(folder, Held::new);
    ann = world.ready("ann", Role.NOTARY, World.OFFICE);
    bob = world.ready("bob", Role.ORGANISER, World.BANK);
    var rules = Hall.RULES.replace("organiser: xinglan", "organiser: " + World.BANK);
    var prepared = bob.post("/preparations", Map.of("kind", "rehearsal", "rules", rules));
    var act =
        bob.post("/acts", Map.of("kind", "draw.announce", "preparation", prepared.text("id")));
    assertThat(sign(bob, act, "bob").text("state")).isEqualTo("entered");
  }

  @AfterEach
  void end() throws Exception {
    mayEnter.countDown();
    threads.close();
    world.close();
  }

  /** A remark reaches the ledger when it may. */
  private final class Held extends Passing {
    Held(Engine engine) {
      super(engine);
    }

    @Override
    public Receipt submit(byte[] note) {
      var text = SignedNote.parse(note).text();
      if (new Fields.Reader(text).kind().equals("ledger.remark") && text.contains("HELD")) {
        isEntering.countDown();
        try {
          mayEnter.await();
        } catch (InterruptedException ended) {
          Thread.currentThread().interrupt();
        }
      }
      return super.submit(note);
    }
  }

  @Test
  void anActThatIsBeingEnteredIsAnswered() throws Exception {
    var act = remark("HELD");
    var answer = threads.submit(() -> sign(ann, act, "ann"));
    isEntering.await();
    var ending = stop();
    mayEnter.countDown();
    assertThat(answer.get().status()).isEqualTo(200);
    assertThat(answer.get().text("state")).isEqualTo("entered");
    var index = answer.get().body().path("receipt").path("index");
    ending.get();
    world.restart();
    var again = signedIn("ann");
    assertThat(again.get("/acts/" + act.text("id")).body().path("receipt").path("index"))
        .isEqualTo(index);
    assertThat(sign(again, act, "ann").body().path("receipt").path("index"))
        .as("the same line again is the same entry")
        .isEqualTo(index);
  }

  @Test
  void aListThatIsBeingSentIsTakenOrSaysToSendItAgain() throws Exception {
    var file = Hall.entries(4_000).getBytes(StandardCharsets.UTF_8);
    assertThat(file).hasSizeGreaterThan(HALF);
    var path = "/draws/R-1/lists/" + begun(file.length);
    var sent = new PipedOutputStream();
    var body = new PipedInputStream(sent, file.length);
    var answer =
        threads.submit(() ->
            bob.send(
                "PUT",
                path + "/content",
                BodyPublishers.ofInputStream(() -> body),
                "application/octet-stream"));
    sent.write(file, 0, HALF);
    sent.flush();
    Hall.await(() -> received(path) > 0);
    var ending = stop();
    sent.write(file, HALF, file.length - HALF);
    sent.close();
    assertThat(answer.get().status()).isEqualTo(202);
    ending.get();
    world.restart();
    bob = signedIn("bob");
    var kept = bob.get(path);
    assertThat(kept.text("state")).isIn("taken", "failed");
    if (kept.text("state").equals("failed")) {
      assertThat(kept.body().path("failure").path("en").asString()).contains("send it again");
    }
  }

  @Test
  void whoListensIsEndedAndMissesAndRepeatsNothing() throws Exception {
    long last;
    try (var listening = new Listening(world.uri(), "", Optional.empty())) {
      assertThat(listening.entry().data().get("kind").asString()).isEqualTo("draw.announce");
      sign(ann, remark("第一句"), "ann");
      var first = listening.entry();
      assertThat(first.data().get("text").asString()).isEqualTo("第一句");
      last = first.id().orElseThrow();
      var ending = stop();
      assertThat(listening.all()).allMatch(told -> told.event().equals("pulse"));
      ending.get();
    }
    world.restart();
    ann = signedIn("ann");
    try (var again = new Listening(world.uri(), "", Optional.of(last))) {
      sign(ann, remark("第二句"), "ann");
      assertThat(again.entry().data().get("text").asString()).isEqualTo("第二句");
    }
    try (var all = new Listening(world.uri(), "?until=now", Optional.of(last))) {
      assertThat(all.all().stream().filter(told -> told.event().equals("entry"))).hasSize(1);
    }
  }

  /** Begins to end the service; it takes no more connections. */
  private Future<?> stop() {
    var ending =
        threads.submit(() -> {
          world.stop();
          return true;
        });
    Hall.await(() -> !isListening());
    return ending;
  }

  private boolean isListening() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), world.uri().getPort())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private Browser signedIn(String username) throws Exception {
    var browser = world.browser();
    world.clock.pass(java.time.Duration.ofSeconds(Totp.STEP_S));
    var answer = browser.signIn(username, World.PASSWORD, world.code(username));
    assertThat(answer.status()).as(answer.reason()).isEqualTo(200);
    return browser;
  }

  private Browser.Answer remark(String text) throws Exception {
    var act = ann.post("/acts", Map.of("kind", "ledger.remark", "draw", "R-1", "text", text));
    assertThat(act.status()).as(act.reason()).isEqualTo(201);
    return act;
  }

  private Browser.Answer sign(Browser browser, Browser.Answer act, String username)
      throws Exception {
    var line = world.signer(username).sign(act.text("text")).format();
    return browser.post("/acts/" + act.text("id") + "/signatures", Map.of("line", line));
  }

  private String begun(int bytes) throws Exception {
    return bob.post(
            "/draws/R-1/lists",
            Map.of("fileName", "a.csv", "bytes", bytes, "passphrase", Hall.PASSPHRASE))
        .text("id");
  }

  private long received(String path) {
    try {
      return bob.get(path).body().path("received").asLong();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
