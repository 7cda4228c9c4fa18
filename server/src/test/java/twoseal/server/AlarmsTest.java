package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.draw.Fixed;
import twoseal.server.act.Numbers;
import twoseal.server.http.JsonText;
import twoseal.server.http.PlainCall;
import twoseal.server.http.Reply;
import twoseal.server.ops.Alarms;
import twoseal.server.view.Chronicle;
import twoseal.server.view.Witnesses;

/** Each alarm is there when it must be, says since when and what to do, and goes again. */
class AlarmsTest {
  /** More than a disk has, in MB. */
  private static final String TOO_MUCH = Long.toString(1L << 40);

  @TempDir Path folder;

  @Test
  void aQuietServiceHasNone() throws Exception {
    try (var server = Servers.start(new Rehearsal(folder).complete())) {
      assertThat(alarms(server)).isEmpty();
    }
  }

  @Test
  void aFullDisk() throws Exception {
    var rehearsal = new Rehearsal(folder).complete();
    try (var server =
        Servers.start(rehearsal, s -> s.with(Settings.Key.DISK_FREE_MIN_MB, TOO_MUCH))) {
      requireOne(server, "disk", "", rehearsal.nowMs.get(), "MB");
    }
  }

  @Test
  void aClockThatWasSetBack() throws Exception {
    var rehearsal = new Rehearsal(folder).complete();
    try (var server = Servers.start(rehearsal)) {
      var now = rehearsal.nowMs.get();
      rehearsal.nowMs.set(now - 2_000);
      assertThat(alarms(server)).as("as much as clocks differ").isEmpty();
      rehearsal.nowMs.set(now - 5_000);
      requireOne(server, "clock", "", now - 5_000, "5 seconds behind");
      rehearsal.nowMs.set(now - 4_000);
      requireOne(server, "clock", "", now - 5_000, "4 seconds behind");
      rehearsal.nowMs.set(now);
      assertThat(alarms(server)).isEmpty();
    }
  }

  @Test
  void aWitnessThatLagsBehind() throws Exception {
    var rehearsal = new Rehearsal(folder).complete();
    rehearsal.watched();
    var size = Checkpoint.parse(rehearsal.engine().checkpoint().text()).size();
    try (var server = Servers.start(rehearsal)) {
      rehearsal.nowMs.addAndGet(60_000);
      assertThat(alarms(server)).as("it has a minute").isEmpty();
      rehearsal.nowMs.addAndGet(1);
      requireOne(
          server, "witness", "shop/watcher", rehearsal.nowMs.get(), "last " + size + " entries");
    }
    rehearsal.reopen();
    rehearsal.cosigned();
    try (var server = Servers.start(rehearsal)) {
      assertThat(alarms(server)).isEmpty();
      rehearsal.remarked("又一句");
      rehearsal.nowMs.addAndGet(60_001);
      Hall.await(() -> !alarms(server).isEmpty());
      requireOne(server, "witness", "shop/watcher", rehearsal.nowMs.get(), "last 1 entries");
    }
  }

  @Test
  void aCertificateThatEnds() throws Exception {
    var rehearsal = new Rehearsal(folder).complete();
    try (var chronicle = Chronicle.of(rehearsal.engine())) {
      var watched =
          new Alarms.Watched(
              chronicle,
              new Witnesses(chronicle, folder.resolve("ledger")),
              List::of,
              Optional.empty());
      var until = Instant.ofEpochMilli(rehearsal.nowMs.get()).plus(Duration.ofDays(14));
      var limits = new Alarms.Limits(0, Optional.of(until));
      var alarms = new Alarms(folder, watched, rehearsal.nowMs::get, limits);
      assertThat(alarms.now()).isEmpty();
      rehearsal.nowMs.addAndGet(1);
      assertThat(alarms.now())
          .singleElement()
          .satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("certificate");
            assertThat(alarm.what().en()).contains("13 days");
            assertThat(alarm.what().zh()).contains("13");
          });
    }
    rehearsal.engine().close();
  }

  @Test
  void aNumberThatDoesNotCome() throws Exception {
    try (var hall = Hall.open(folder)) {
      var draw = hall.sealed(Hall.RULES).draw();
      hall.restartWithoutBeacon();
      hall.press(draw);
      var fixed = hall.look(draw, file -> Fixed.of(file, 0)).orElseThrow();
      try (var server = Servers.start(hall)) {
        assertThat(alarms(server)).isEmpty();
        hall.passUntil(fixed.dueMs() + 60_000);
        Hall.await(() -> !alarms(server).isEmpty());
        requireOne(server, "beacon", "R-1", fixed.dueMs(), "seconds late");
        var number = Bytes.hex(Hall.beacon().signature(fixed.round().orElseThrow()));
        hall.proceedings()
            .desk()
            .operator()
            .bring(draw, new Numbers.NewNumber(number), Hall.caller(Hall.NOTARY));
        hall.awaitComplete(draw);
        Hall.await(() -> alarms(server).isEmpty());
      }
    }
  }

  private static void requireOne(
      Server server, String kind, String about, long sinceMs, String what) {
    assertThat(alarms(server))
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.get("kind").asString()).isEqualTo(kind);
          assertThat(alarm.path("about").asString("")).isEqualTo(about);
          assertThat(alarm.get("sinceMs").asLong()).isEqualTo(sinceMs);
          assertThat(alarm.get("what").get("en").asString()).contains(what);
          assertThat(alarm.get("what").get("zh").asString()).isNotBlank();
          assertThat(alarm.get("next").get("en").asString()).isNotBlank();
          assertThat(alarm.get("next").get("zh").asString()).isNotBlank();
        });
  }

  /** What {@code GET /alarms} answers, to whoever is let in. */
  private static List<JsonNode> alarms(Server server) {
    var route =
        server.table().stream().filter(r -> r.path().equals("/alarms")).findFirst().orElseThrow();
    try {
      var reply = (Reply.Json) route.handler().handle(new PlainCall("/", Map.of(), Map.of()));
      var items = JsonMapper.shared().readTree(new JsonText().write(reply.value())).get("items");
      return StreamSupport.stream(items.spliterator(), false).toList();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
