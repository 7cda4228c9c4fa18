package twoseal.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Checkpoint;
import twoseal.core.Cosignature;
import twoseal.core.Ed25519;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.ledger.Fsck;
import twoseal.ledger.LedgerReader;

/** What a replaying witness cosigns, and what it does not, over HTTP on this machine. */
class WitnessTest {
  private static final long SEED = 7;
  private static final long START_MS = FakeLog.START_MS;

  @TempDir Path folder;

  private final AtomicLong nowMs = new AtomicLong(START_MS);
  private final Heard heard = new Heard();
  private final FakeLog log = new FakeLog(SEED);
  private final Signer cosigner = Signer.cosigner("court/w", log.bytes());
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;
  private Witness witness;

  @BeforeEach
  void open() throws IOException {
    server = WebServer.start(anyPort(), log);
    witness = opened();
  }

  @AfterEach
  void close() {
    witness.close();
    server.close();
    client.close();
  }

  @Test
  void itReplaysCosignsPublishesAndGivesTheLogItsCosignature() throws Exception {
    for (var i = 0; i < 300; i++) {
      log.remark(START_MS + i);
    }
    nowMs.set(START_MS + 2_000);
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
    assertCosigned(301, START_MS / 1000 + 2);
    assertThat(log.left()).hasSize(1);
    assertThat(log.left().getFirst()).isEqualTo(published());
    // Nothing new, nothing to say; then one entry more.
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
    assertThat(log.left()).hasSize(1);
    log.remark(nowMs.addAndGet(3_000));
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
    assertCosigned(302, START_MS / 1000 + 5);
    assertThat(heard.warnings).isEmpty();
    var page = get("").body();
    assertThat(page).contains(cosigner.key().format(), FakeLog.ORIGIN, "replays", "cosigned: 302");
  }

  /** [WIT-6]: what it keeps is a ledger's folder that anybody can check. */
  @Test
  void whatItKeepsIsTheWholeLog() {
    for (var i = 0; i < 20; i++) {
      log.remark(START_MS);
    }
    look();
    witness.close();
    var kept = folder.resolve(watched().hash()).resolve("ledger");
    assertThat(Fsck.run(kept, (part, done) -> {}).findings()).isEmpty();
    try (var reader = LedgerReader.open(kept)) {
      assertThat(reader.checkpoint()).isEqualTo(log.checkpoint());
      assertThat(reader.logKey()).isEqualTo(log.key().key());
    }
    witness = opened();
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
  }

  /** [WIT-8]: of the same size. */
  @Test
  void aForkOfTheSameSizeIsKeptAsEvidenceAndEndsAllCosigning() throws Exception {
    log.remark(START_MS).remark(START_MS);
    look();
    var first = log.checkpoint();
    var second = log.cut(1).remark(START_MS + 1).checkpoint();
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertEvidence(Warning.Kind.FORK, first.format(), second.format());
    log.remark(START_MS + 2);
    witness.close();
    witness = opened();
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertThat(add(log.request(3)).statusCode()).isEqualTo(422);
    assertCosigned(3, START_MS / 1000);
    assertThat(get("").body()).contains("HOLDS BACK", "fork");
  }

  /** [WIT-8]: of another size, with the hashes that should have shown consistency. */
  @Test
  void aForkOfALargerSizeIsFoundByTheLogsOwnTiles() throws Exception {
    log.remark(START_MS).remark(START_MS);
    look();
    var first = log.checkpoint();
    var second = log.cut(1).remark(START_MS).remark(START_MS).remark(START_MS).checkpoint();
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertEvidence(Warning.Kind.FORK, first.format(), second.format());
    assertCosigned(3, START_MS / 1000);
  }

  /** [WIT-8]: a smaller checkpoint is a fork only if it does not fit. */
  @Test
  void anOlderCheckpointIsNoForkButAStallInTime() throws Exception {
    log.remark(START_MS).remark(START_MS);
    look();
    log.showing(2);
    assertThat(look()).isEqualTo(Witness.Outcome.TROUBLED);
    assertThat(heard.warnings).isEmpty();
    nowMs.addAndGet(61_000);
    assertThat(look()).isEqualTo(Witness.Outcome.TROUBLED);
    assertThat(look()).isEqualTo(Witness.Outcome.TROUBLED);
    assertThat(heard.kinds()).containsExactly(Warning.Kind.STALL);
    log.cut(2).remark(START_MS);
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertThat(heard.kinds()).containsExactly(Warning.Kind.STALL, Warning.Kind.FORK);
  }

  /** [WIT-6] */
  @Test
  void decreasingTimesAreNotCosigned() {
    log.remark(START_MS + 5_000).remark(START_MS + 4_999);
    assertHeldAt(Warning.Kind.RULES, "entry 2 must not be here");
  }

  /** [WIT-6] */
  @Test
  void anOutcomeThatTheRulesDoNotGiveIsNotCosigned() {
    log.remark(START_MS).lie(START_MS);
    assertHeldAt(Warning.Kind.RULES, "the rules now answer otherwise to entry 2");
    // Nothing lifts it but a new folder.
    assertThat(witness.accept(2)).isFalse();
  }

  /** [WIT-6] */
  @Test
  void anIdThatComesTwiceIsNotCosigned() {
    log.remark(START_MS).again(1, START_MS);
    assertHeldAt(Warning.Kind.RULES, "an id that did not come before");
  }

  /** [WIT-6] */
  @Test
  void whatIsNoEntryIsNotCosigned() {
    log.rubbish();
    assertHeldAt(Warning.Kind.RULES, "entry 1 must not be here");
  }

  /** [WIT-12]: said before the rules are asked, and once. */
  @Test
  void aSecondAttemptIsWarnedOfOnce() {
    log.attempt("D-3", START_MS).attempt("D-3", START_MS);
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertThat(heard.kinds()).containsExactly(Warning.Kind.ATTEMPT, Warning.Kind.RULES);
    assertThat(heard.warnings.getFirst().what()).contains("D-3 2");
    witness.close();
    witness = opened();
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertThat(heard.warnings).hasSize(2);
  }

  /** [WIT-7]: ahead of the witness's clock, also on the first look. */
  @Test
  void anEntryFromTheFutureIsNotCosigned() {
    log.remark(START_MS + 10_000);
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
    log.remark(START_MS + 10_001);
    assertHeldAt(Warning.Kind.CLOCK, "entry 2 has the time");
  }

  /** [WIT-7], [WIT-9]: given a time at which the witness saw that it was not there. */
  @Test
  void anEntryThatIsDatedBackIsNotCosignedUntilTheKeeperLetsItPass() throws Exception {
    look();
    nowMs.addAndGet(60_000);
    look();
    log.remark(START_MS + 49_999);
    assertHeldAt(Warning.Kind.CLOCK, "entry 1 has the time");
    witness.close();
    witness = opened();
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertThat(witness.accept(0)).isFalse();
    assertThat(witness.accept(1)).isTrue();
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
    assertCosigned(2, START_MS / 1000 + 60);
    assertThat(get("").body()).contains("let pass by its keeper: entry 1").doesNotContain("HOLDS");
  }

  /** [WIT-7]: the time of a cosignature says when; the entries' times it cannot vouch for. */
  @Test
  void aWitnessThatWasAwayCatchesUpWithTheTimeOfItsReturn() throws Exception {
    look();
    for (var i = 1; i <= 100; i++) {
      log.remark(START_MS + i * 1_000L);
    }
    witness.close();
    nowMs.set(START_MS + 3_600_000);
    witness = opened();
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
    assertCosigned(101, START_MS / 1000 + 3_600);
  }

  /** [WIT-7]: or whoever brings an old checkpoint made honest entries look dated back. */
  @Test
  void aCheckpointThatIsBroughtIsNoLook() throws Exception {
    look();
    var old = log.request(1);
    log.remark(START_MS + 1_000);
    nowMs.addAndGet(60_000);
    assertThat(add(old).statusCode()).isEqualTo(200);
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
  }

  /** [WIT-5] */
  @Test
  void withItsOwnClockBehindItDoesNotCosign() throws Exception {
    look();
    nowMs.addAndGet(-5_000);
    log.remark(START_MS - 1 + 1);
    assertThat(look()).isEqualTo(Witness.Outcome.TROUBLED);
    assertThat(look()).isEqualTo(Witness.Outcome.TROUBLED);
    assertThat(heard.kinds()).containsExactly(Warning.Kind.CLOCK);
    assertThat(add(log.request(1)).statusCode()).isEqualTo(503);
    nowMs.set(START_MS + 1_000);
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
    assertCosigned(2, START_MS / 1000 + 1);
  }

  /** [WIT-4]: as if it was killed after it had stored and before it had cosigned. */
  @Test
  void whatWasStoredAndNotCosignedIsCosignedAfterTheRestart() throws Exception {
    log.remark(START_MS);
    var inTheWay = folder.resolve(watched().hash()).resolve("cosigned");
    Files.writeString(inTheWay, "not a folder");
    assertThatThrownBy(this::look).isInstanceOf(java.io.UncheckedIOException.class);
    witness.close();
    Files.delete(inTheWay);
    nowMs.addAndGet(9_000);
    witness = opened();
    assertThat(add(log.request(0)).body()).isEqualTo("2\n");
    assertThat(look()).isEqualTo(Witness.Outcome.WELL);
    assertCosigned(2, START_MS / 1000 + 9);
  }

  /** [WIT-2] of a witness that replays, [WIT-3], [WIT-11] */
  @Test
  void whoBringsACheckpointGetsACosignatureOnceItIsReplayed() throws Exception {
    assertThat(get("checkpoint/" + watched().hash()).statusCode()).isEqualTo(404);
    log.remark(START_MS);
    var first = add(log.request(0));
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertHolds(SignatureLine.parse(first.body().strip()), log.checkpoint());
    assertThat(first.body()).endsWith("\n");
    var again = add(log.request(0));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    assertThat(again.body()).isEqualTo("2\n");
    // The same size again: a fresh cosignature; the earliest is the one published.
    nowMs.addAndGet(1_000);
    assertThat(add(log.request(2)).statusCode()).isEqualTo(200);
    assertCosigned(2, START_MS / 1000);
    log.lie(START_MS);
    var lie = add(log.request(2));
    assertThat(lie.statusCode()).isEqualTo(422);
    assertThat(lie.body()).contains("the rules now answer otherwise");
    assertThat(heard.kinds()).containsExactly(Warning.Kind.RULES);
    assertThat(get(watched().hash() + "/cosigned/2").body()).isEqualTo(published().format());
    assertThat(get(watched().hash() + "/checkpoint").body()).isEqualTo(published().format());
    assertThat(get(watched().hash() + "/cosigned/1").statusCode()).isEqualTo(404);
  }

  /** [WIT-2]: what has another form. */
  @Test
  void whatIsNoRequestIsAnsweredWith400() throws Exception {
    var good = new String(log.request(0).bytes(), java.nio.charset.StandardCharsets.UTF_8);
    for (var bad :
        List.of(
            "",
            "old 0\n",
            good.replace("old 0", "old 00"),
            good.replace("old 0", "old -1"),
            good.replace("old 0", "old 2"),
            good.replace("old 0", "old 0\nnot base64"),
            good.replace("old 0", "old 0" + ("\n" + "A".repeat(43) + "=").repeat(64)),
            good.replaceFirst("\n[^\n]*\n$", ""))) {
      assertThat(post(bad).statusCode()).as(bad).isEqualTo(400);
    }
    assertThat(post("old 0\n".repeat(20_000)).statusCode()).isEqualTo(413);
    assertThat(get("add-checkpoint").statusCode()).isEqualTo(405);
  }

  private Witness.Outcome look() {
    return witness.look().getFirst().outcome();
  }

  private Witness opened() {
    return Witness.open(
        folder, cosigner, List.of(watched()), nowMs::get, heard, Duration.ofSeconds(60));
  }

  private WatchedLog watched() {
    return new WatchedLog(FakeLog.ORIGIN, log.key().key(), true, Optional.of(server.uri()));
  }

  private void assertHeldAt(Warning.Kind kind, String why) {
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertThat(look()).isEqualTo(Witness.Outcome.HELD);
    assertThat(heard.kinds()).containsExactly(kind);
    assertThat(heard.warnings.getFirst().what()).contains(why);
    assertEvidence(kind, log.checkpoint().format());
  }

  private void assertEvidence(Warning.Kind kind, String... texts) {
    assertThat(heard.kinds()).containsExactly(kind);
    assertThat(heard.warnings.getFirst().evidence().orElseThrow()).content().contains(texts);
  }

  private void assertCosigned(long size, long timeS) throws Exception {
    var note = published();
    assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(size);
    assertThat(note.signatures()).hasSize(2);
    assertThat(note.isSignedBy(log.key().key(), Ed25519.STRICT)).isTrue();
    assertHolds(note.signatures().getLast(), note);
    assertThat(Cosignature.timeS(note.signatures().getLast())).isEqualTo(timeS);
  }

  private void assertHolds(SignatureLine line, SignedNote note) {
    assertThat(cosigner.key().holds(note.text(), line, Ed25519.STRICT)).isTrue();
  }

  private SignedNote published() throws Exception {
    return SignedNote.parse(get("checkpoint/" + watched().hash()).body());
  }

  private HttpResponse<String> add(AddCheckpoint request) throws Exception {
    return post(new String(request.bytes(), java.nio.charset.StandardCharsets.UTF_8));
  }

  private HttpResponse<String> post(String body) throws Exception {
    try (var web = witness.serve(anyPort())) {
      return client.send(
          HttpRequest.newBuilder(web.uri().resolve("add-checkpoint"))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (var web = witness.serve(anyPort())) {
      return client.send(
          HttpRequest.newBuilder(URI.create(web.uri() + path)).build(), BodyHandlers.ofString());
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  }
}
