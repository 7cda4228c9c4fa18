package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import twoseal.server.Listening.Told;

/** The feed tells each entry once and in order, to whoever comes, goes, and comes back. */
@Timeout(120)
class FeedTest {
  private static final Optional<Long> NOTHING = Optional.empty();

  @TempDir Path data;

  @Test
  void aSkipTellsWhomItConcerns() throws Exception {
    var rehearsal = new Rehearsal(data);
    rehearsal.announced();
    rehearsal.listed();
    rehearsal.sealed();
    rehearsal.skipped(7);
    try (var server = Servers.start(rehearsal)) {
      var told = entries(past(server, NOTHING)).getLast().data();
      assertThat(told.get("kind").asString()).isEqualTo("draw.skip");
      assertThat(told.get("skip").get("number").asLong()).isEqualTo(7);
      assertThat(told.get("skip").get("group").asString()).isEqualTo("全体");
      assertThat(told.get("skip").get("code").asString()).isEqualTo("duplicate");
    }
  }

  @Test
  void everyEntryIsToldAsTheDrawWasThen() throws Exception {
    var rehearsal = new Rehearsal(data).complete();
    rehearsal.remarked("一切正常");
    rehearsal.declined(2);
    try (var server = Servers.start(rehearsal)) {
      var told = entries(past(server, NOTHING));
      assertThat(told.stream().map(t -> t.data().get("kind").asString()))
          .containsExactly(
              "draw.announce",
              "draw.list",
              "draw.seal",
              "draw.reveal",
              "draw.press",
              "draw.result",
              "draw.result",
              "draw.complete",
              "ledger.remark",
              "draw.decline");
      assertThat(told.stream().map(t -> t.data().get("draw").get("state").asString()))
          .containsExactly(
              "announced",
              "listed",
              "sealed",
              "sealed",
              "pressed",
              "drawing",
              "drawing",
              "complete",
              "complete",
              "complete");
      assertThat(told.get(2).data().get("draw").get("reveals")).isEmpty();
      assertThat(told.get(3).data().get("draw").get("reveals")).hasSize(1);
      assertThat(told.get(5).data().get("rolls")).hasSize(8);
      assertThat(told.get(5).data().get("draw").get("results")).hasSize(1);
      assertThat(told.get(5).data().get("draw").has("timeline")).isFalse();
      assertThat(told.get(8).data().get("text").asString()).isEqualTo("一切正常");
      assertThat(told.get(9).data().get("draw").get("afterwards")).hasSize(1);
    }
  }

  @Test
  void whoComesBackMissesAndRepeatsNothing() throws Exception {
    var rehearsal = new Rehearsal(data);
    rehearsal.announced();
    try (var server = Servers.start(rehearsal)) {
      long last;
      try (var listening = new Listening(server.uri(), "", NOTHING)) {
        assertThat(kind(listening.entry())).isEqualTo("draw.announce");
        assertThat(listening.pulse().data().get("state").asString()).isEqualTo("announced");
        rehearsal.listed();
        var listed = listening.entry();
        assertThat(kind(listed)).isEqualTo("draw.list");
        last = listed.id().orElseThrow();
      }
      rehearsal.sealed();
      rehearsal.revealed();
      try (var again = new Listening(server.uri(), "", Optional.of(last))) {
        assertThat(kind(again.entry())).isEqualTo("draw.seal");
        assertThat(kind(again.entry())).isEqualTo("draw.reveal");
        rehearsal.pressed();
        assertThat(kind(again.entry())).isEqualTo("draw.press");
        var pulse = again.pulse().data();
        assertThat(pulse.get("state").asString()).isEqualTo("pressed");
        assertThat(pulse.get("fixed").get("round").asLong()).isPositive();
      }
    }
  }

  @Test
  void anotherProcessTellsTheSame() throws Exception {
    var rehearsal = new Rehearsal(data).complete();
    List<Told> before;
    try (var server = Servers.start(rehearsal)) {
      before = entries(past(server, NOTHING));
    }
    rehearsal.reopen();
    try (var server = Servers.start(rehearsal)) {
      assertThat(entries(past(server, NOTHING))).isEqualTo(before);
      var third = before.get(2).id();
      assertThat(entries(past(server, third))).isEqualTo(before.subList(3, before.size()));
      assertThat(entries(past(server, before.getLast().id()))).isEmpty();
    }
  }

  @Test
  void manyWhoListenAreAllTold() throws Exception {
    var rehearsal = new Rehearsal(data);
    rehearsal.announced();
    try (var server = Servers.start(rehearsal);
        var one = new Listening(server.uri(), "", NOTHING);
        var other = new Listening(server.uri(), "", NOTHING)) {
      rehearsal.listed();
      rehearsal.sealed();
      for (var listening : List.of(one, other)) {
        assertThat(kind(listening.entry())).isEqualTo("draw.announce");
        assertThat(kind(listening.entry())).isEqualTo("draw.list");
        assertThat(kind(listening.entry())).isEqualTo("draw.seal");
      }
    }
  }

  private static List<Told> past(Server server, Optional<Long> lastId)
      throws IOException, InterruptedException {
    try (var listening = new Listening(server.uri(), "?until=now", lastId)) {
      return listening.all();
    }
  }

  private static List<Told> entries(List<Told> told) {
    return told.stream().filter(t -> t.event().equals("entry")).toList();
  }

  private static String kind(Told told) {
    return told.data().get("kind").asString();
  }
}
