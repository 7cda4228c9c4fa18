package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.verifier.Report.State.FAILED;
import static twoseal.verifier.Report.State.NOT_REACHED;
import static twoseal.verifier.Report.State.PASSED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A check that is told as passed was made to its end: a report is read in court, [VER-34]. */
class StatesTest {
  private static final String ENTRY_2 = "entries/000000000002";

  private static final UnaryOperator<String> ORIGIN = Cheats.replacing("demo", "other");

  /** Whoever changes the one member, and whoever changes the receipts with it, are told alike. */
  @Test
  void aChangedCheckpointIsNotPassed() throws Exception {
    for (var change : List.<UnaryOperator<String>>of(ORIGIN, Cheats::flipLastLine)) {
      assertThat(states(repacked(change, false))).containsExactly(FAILED, FAILED, PASSED, PASSED);
      assertThat(states(repacked(change, true))).containsExactly(FAILED, PASSED, PASSED, PASSED);
    }
  }

  @Test
  void anEntryTakenOutIsMissedUnderAnyCheckpoint() throws Exception {
    UnaryOperator<String> same = n -> n;
    assertThat(states(without2(repacked(same, false))))
        .containsExactly(PASSED, PASSED, FAILED, PASSED);
    for (var change : List.<UnaryOperator<String>>of(ORIGIN, Cheats::flipLastLine)) {
      assertThat(states(without2(repacked(change, false))))
          .containsExactly(FAILED, FAILED, FAILED, PASSED);
      assertThat(states(without2(repacked(change, true))))
          .containsExactly(FAILED, PASSED, FAILED, PASSED);
    }
  }

  /** What stops the verifier leaves open all that it had only begun. */
  @Test
  void whereTheVerifierStopsNothingBegunIsPassed() throws Exception {
    var members = repacked(n -> n, false);
    members.computeIfPresent(ENTRY_2 + ".entry", (n, b) -> new byte[40]);
    assertThat(states(members)).containsExactly(NOT_REACHED, FAILED, NOT_REACHED, NOT_REACHED);
    assertThat(state(report(members), VerId.ARCHIVE)).isEqualTo(NOT_REACHED);

    var unknown = new Story();
    unknown.edits.put("draft", Cheats.replacing("draw.list", "draw.lost"));
    var members2 = Zip.members(unknown.bundle());
    assertThat(states(members2)).containsExactly(NOT_REACHED, NOT_REACHED, FAILED, NOT_REACHED);

    var hashes = repacked(n -> n, false);
    hashes.replaceAll((n, b) -> n.startsWith("consistency/") ? "!\n".getBytes(UTF_8) : b);
    assertThat(states(hashes)).containsExactly(FAILED, NOT_REACHED, NOT_REACHED, PASSED);
    assertThat(state(report(hashes), VerId.SIGNATURES)).isEqualTo(PASSED);
  }

  /** Of what follows a seal that cannot be used nothing is passed, in whichever attempt. */
  @Test
  void whatRestsOnAFailedCheckIsNotPassed() throws Exception {
    var story = new Story();
    story.edits.put("seal", Cheats.replacing("stage-places: 4", "stage-places: 5"));
    var again = new Story();
    again.again();
    again.edits.put("2:seal", Cheats.replacing("stage-places: 4", "stage-places: 5"));
    for (var each : List.of(story, again)) {
      var report = report(Zip.members(each.bundle()));
      var text = report.text(Locale.ENGLISH);
      assertThat(state(report, VerId.SEAL)).as(text).isEqualTo(FAILED);
      assertThat(List.of(VerId.BEACON, VerId.SEED, VerId.WEIGHTS, VerId.LINES, VerId.NAMES))
          .as(text)
          .allMatch(id -> state(report, id) == NOT_REACHED);
    }
  }

  /** A stage whose number does not hold is not rolled; that the one before it was is not all. */
  @Test
  void rollsWithoutANumberAreNotPassed() throws Exception {
    var story = new Story();
    story.edits.put("result-2", Cheats.replacing("signature: .*", "signature: -"));
    var report = report(Zip.members(story.bundle()));
    assertThat(state(report, VerId.BEACON)).isEqualTo(FAILED);
    assertThat(state(report, VerId.SEED)).isEqualTo(NOT_REACHED);
  }

  /** Signers and policy know nothing of a line whose key was not found. */
  @Test
  void signersThatWereNotFoundAreNotPassed() throws Exception {
    var story = new Story();
    story.until = Optional.of("seal");
    var key = new Signing.Key(Story.NOTARY, 1, 5);
    var keys = List.of(Signing.key(Story.NOTARY), new Signing.Key(Story.ORGANISER, 1, 1), key);
    story.signers.put("seal", keys);
    var policy = Optional.of(Policy.parse(Bundle.policy()));
    var report = new Verifier("test").verify(story.bundle(), policy);
    var text = report.text(Locale.ENGLISH);
    assertThat(state(report, VerId.SIGNATURES)).as(text).isEqualTo(FAILED);
    assertThat(state(report, VerId.SIGNERS)).as(text).isEqualTo(NOT_REACHED);
    assertThat(state(report, VerId.POLICY)).as(text).isEqualTo(NOT_REACHED);
  }

  /** Where there is nothing of it and none can come any more, all of it was looked at. */
  @Test
  void whatCannotComeAnyMoreIsPassed() throws Exception {
    for (var isPressed : List.of(true, false)) {
      var story = new Story();
      story.skipped = new TreeSet<>();
      story.shakes = new TestShakes("D-1", 1);
      story.without.addAll(Set.of("reveal-c1", "reveal-d1", "decline", "promote"));
      story.without.addAll(isPressed ? Set.of() : Set.of("press"));
      var report = report(Zip.members(story.bundle()));
      var open = Set.of(VerId.POLICY, VerId.AFTERWARDS);
      assertThat(report.checks())
          .as(report.text(Locale.ENGLISH))
          .allMatch(c -> c.state() == (open.contains(c.id()) ? NOT_REACHED : PASSED));
    }
  }

  /** The members of a whole draw, its checkpoint changed, and the receipts with it or not. */
  private static Map<String, byte[]> repacked(UnaryOperator<String> change, boolean withReceipts) {
    var members = new LinkedHashMap<>(Zip.members(new Story().bundle()));
    var before = new String(members.getOrDefault("checkpoint", new byte[0]), UTF_8);
    var after = change.apply(before);
    members.replaceAll((name, bytes) ->
        name.equals("checkpoint") || (withReceipts && name.endsWith(".tlog-proof"))
            ? new String(bytes, UTF_8).replace(before, after).getBytes(UTF_8)
            : bytes);
    return members;
  }

  private static Map<String, byte[]> without2(Map<String, byte[]> members) {
    return Cheats.without(ENTRY_2 + ".entry", ENTRY_2 + ".tlog-proof").apply(members);
  }

  /** Of checkpoint, receipts, completeness and commands. */
  private static List<Report.State> states(Map<String, byte[]> members) throws Exception {
    var report = report(members);
    assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
    return List.of(VerId.CHECKPOINT, VerId.RECEIPTS, VerId.COMPLETENESS, VerId.COMMANDS).stream()
        .map(id -> state(report, id))
        .toList();
  }

  private static Report report(Map<String, byte[]> members) throws NotABundleException {
    return new Verifier("test").verify(Zip.of(members), Optional.empty());
  }

  private static Report.State state(Report report, VerId id) {
    return report.checks().stream().filter(c -> c.id() == id).findFirst().orElseThrow().state();
  }
}
