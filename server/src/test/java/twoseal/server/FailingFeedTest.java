package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.NOTARY;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Digest;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Engine;
import twoseal.server.http.JsonText;
import twoseal.server.http.PlainCall;
import twoseal.server.http.Reply;
import twoseal.server.view.Backstage;
import twoseal.server.view.Chronicle;
import twoseal.server.view.Draws;
import twoseal.server.view.Feed;
import twoseal.server.view.Lists;
import twoseal.server.view.Witnesses;

/** A draw that cannot be told is logged, keeps no other from being told, and misses nothing. */
@Timeout(120)
class FailingFeedTest {
  private static final String SECRET = "张三 110101199001011234";

  @TempDir Path folder;
  private final Logger logger = Logger.getLogger("twoseal.server");
  private final Log log = new Log();
  private volatile boolean hasNoFrames;
  private volatile boolean hasNoPulses;
  private Hall hall;
  private Chronicle chronicle;
  private Lists lists;
  private Feed feed;

  @BeforeEach
  void open() throws Exception {
    logger.addHandler(log);
    hall = Hall.open(folder);
    hall.announce(Hall.RULES);
    hall.announce(Hall.RULES);
    chronicle = Chronicle.of(new Failing(hall.ledger()));
    lists = new Lists(folder.resolve("server/lists"));
    var draws = new Draws(chronicle, lists, this::aside, new JsonText(), hall.clock());
    var witnesses = new Witnesses(chronicle, folder.resolve("ledger"));
    feed = Feed.start(draws, witnesses, new Feed.Limits(10, 60_000));
  }

  /** What a frame needs of the ledger is not there. */
  private final class Failing extends Passing {
    Failing(Engine engine) {
      super(engine);
    }

    @Override
    public Digest root(long size) {
      if (hasNoFrames) {
        throw new IllegalStateException(SECRET);
      }
      return super.root(size);
    }
  }

  /** What a pulse needs. */
  private Backstage.Aside aside(CaseNumber draw) {
    if (hasNoPulses && draw.toString().equals("R-1")) {
      throw new IllegalStateException(SECRET);
    }
    return Backstage.Aside.NONE;
  }

  @AfterEach
  void close() throws Exception {
    feed.close();
    chronicle.close();
    lists.close();
    hall.close();
    logger.removeHandler(log);
  }

  @Test
  void aFrameThatCannotBeMade() throws Exception {
    var one = listen("R-1");
    var other = listen("R-2");
    hasNoFrames = true;
    remark("R-1", "第一句");
    Hall.await(() -> log.texts.size() == 1);
    hasNoFrames = false;
    remark("R-2", "另一案");
    assertThat(next(other, "entry")).contains("另一案");
    remark("R-1", "第二句");
    assertThat(next(one, "entry")).contains("第一句");
    assertThat(next(one, "entry")).contains("第二句");
    assertThat(log.texts)
        .singleElement()
        .asString()
        .contains("R-1", "IllegalStateException", "FailingFeedTest")
        .doesNotContain(SECRET);
  }

  @Test
  void aPulseThatCannotBeMade() throws Exception {
    var one = listen("R-1");
    var other = listen("R-2");
    hasNoPulses = true;
    remark("R-1", "第一句");
    assertThat(next(one, "entry")).as("an entry is told without a pulse").contains("第一句");
    Hall.await(() -> log.texts.size() == 1);
    remark("R-2", "另一案");
    assertThat(next(other, "entry")).contains("另一案");
    assertThat(next(other, "pulse")).contains("\"size\":" + hall.size());
    hasNoPulses = false;
    feed.nudge(CaseNumber.parse("R-1"));
    assertThat(next(one, "pulse")).contains("\"size\":" + hall.size());
    assertThat(log.texts).singleElement().asString().contains("R-1").doesNotContain(SECRET);
  }

  /** Listens, past what there is already. */
  private BlockingQueue<String> listen(String draw) throws Exception {
    var told = new LinkedBlockingQueue<String>();
    var call = new PlainCall("/", Map.of("draw", draw), Map.of());
    var stream = ((Reply.Events) feed.events(call)).stream();
    Thread.ofVirtual()
        .start(() -> {
          try {
            stream.run(bytes -> told.add(new String(bytes, StandardCharsets.UTF_8)));
          } catch (Exception ended) {
            told.add("ended");
          }
        });
    next(told, "entry");
    next(told, "pulse");
    return told;
  }

  private static String next(BlockingQueue<String> told, String event) throws Exception {
    var seen = new ArrayList<String>();
    while (seen.isEmpty() || !seen.getLast().startsWith("event: " + event)) {
      var text = told.poll(60, TimeUnit.SECONDS);
      assertThat(text).as("after %s", seen).isNotNull();
      seen.add(String.valueOf(text));
    }
    return seen.getLast();
  }

  private void remark(String draw, String text) {
    hall.done(List.of(NOTARY), "ledger.remark", "draw", draw, "text", text);
  }

  /** What was logged. */
  private static final class Log extends Handler {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      texts.add(line.getMessage() + line.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
