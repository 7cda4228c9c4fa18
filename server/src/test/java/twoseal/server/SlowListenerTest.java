package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import twoseal.server.http.JsonText;
import twoseal.server.http.PlainCall;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;
import twoseal.server.view.Backstage;
import twoseal.server.view.Chronicle;
import twoseal.server.view.Draws;
import twoseal.server.view.Feed;
import twoseal.server.view.Lists;
import twoseal.server.view.Witnesses;

/** Who takes nothing is cut off; who comes as one too many is told to come again. */
@Timeout(60)
class SlowListenerTest {
  private static final PlainCall CALL = new PlainCall("/", Map.of("draw", "R-1"), Map.of());

  @TempDir Path data;

  @Test
  void whoTakesNothingIsCutOff() throws Exception {
    var rehearsal = new Rehearsal(data);
    rehearsal.announced();
    try (var engine = rehearsal.engine();
        var feed = feed(rehearsal, new Feed.Limits(10, 200))) {
      assertThat(engine.checkpoint().text()).isNotEmpty();
      var isSending = new CountDownLatch(1);
      var never = new CountDownLatch(1);
      var stream = ((Reply.Events) feed.events(CALL)).stream();
      var listening =
          new FutureTask<Boolean>(() -> {
            try {
              stream.run(_ -> {
                isSending.countDown();
                awaitQuietly(never);
              });
              return false;
            } catch (InterruptedException cutOff) {
              return true;
            }
          });
      Thread.ofVirtual().start(listening);
      isSending.await();
      assertThat(feed.listeners()).isEqualTo(1);
      assertThat(listening.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(feed.listeners()).isZero();
    }
  }

  @Test
  void oneTooManyIsToldToComeAgain() throws Exception {
    var rehearsal = new Rehearsal(data);
    rehearsal.announced();
    try (var engine = rehearsal.engine();
        var feed = feed(rehearsal, new Feed.Limits(1, 10_000))) {
      assertThat(engine.checkpoint().text()).isNotEmpty();
      feed.events(CALL);
      assertThatThrownBy(() -> feed.events(CALL))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> {
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.retryS()).isPresent();
              });
      assertThat(feed.listeners()).isEqualTo(1);
    }
  }

  private static Feed feed(Rehearsal rehearsal, Feed.Limits limits) throws Exception {
    var chronicle = Chronicle.of(rehearsal.engine());
    var draws =
        new Draws(
            chronicle,
            new Lists(rehearsal.data.resolve("server/lists")),
            Backstage.EMPTY,
            new JsonText(),
            rehearsal.nowMs::get);
    return Feed.start(draws, new Witnesses(chronicle, rehearsal.data.resolve("ledger")), limits);
  }

  /** As a socket whose buffer is full: the one way out is an interruption, which stays noted. */
  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
