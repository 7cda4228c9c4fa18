package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Honest draws of several attempts, without a network, and with an audience. */
// Cites: DRAW-18, DRAW-19, DRAW-20, DRAW-21, SEED-10, SEED-11, VER-26, VER-27, VER-30, VER-31,
// VER-32, VER-33.
class AttemptsTest {
  private static final Set<String> RESULTS =
      Set.of("result-1", "result-2", "result-3", "complete", "decline", "promote");

  /** [VER-25], [VER-27], [VER-31] */
  @Test
  void everyAttemptHeadsTheReport() throws Exception {
    var story = new Story();
    var second = story.again();
    var report = report(story);
    var text = report.text(Locale.ENGLISH);
    assertThat(report.verdict()).as(text).isEqualTo(Verdict.PROVED);
    assertThat(text.lines().limit(6))
        .containsExactly(
            "verdict: proved",
            "D-1 Licence plates 2023",
            "organiser 机构bureau",
            "attempt 1: fingerprint " + fingerprint(story) + ", decided",
            "   the reason given for the next: 名单有误，重新抽签",
            "attempt 2: fingerprint " + fingerprint(second) + ", decided");
    assertThat(placed(report, 0)).isEqualTo(rolled(story));
    assertThat(placed(report, 1)).isEqualTo(rolled(second));
    assertThat(text.indexOf("\nattempt 1: decided"))
        .isLessThan(text.indexOf("\nattempt 2: decided"));
    assertThat(report.text(Locale.CHINESE)).contains("第 2 次抽签： 指纹");
    assertThat(report.json()).contains("\"attempts\":[{").contains("\"progress\":\"decided\"");
  }

  /** [LIST-13] */
  @Test
  void entrantsLearnWhatBecameOfThemInEachAttempt() throws Exception {
    var story = new Story();
    story.again().list = story.list;
    var bundle = story.bundle();
    var answer = EntrantCheck.check(story.list.listProof("D-1", 2), bundle, Optional.empty(), "t");
    assertThat(answer.holds()).isTrue();
    assertThat(answer.outcomes()).hasSize(6);
    assertThat(answer.outcomes().getLast().en()).startsWith("Attempt 2: Stage 3: ");
  }

  /** [DRAW-18]: a number that came late is entered all the same, and then it counts as decided. */
  @Test
  void aLateNumberMayBeEnteredForEver() throws Exception {
    var story = late();
    story.before.put(
        "2:draft",
        t -> {
          t.without.clear();
          t.without.addAll(Set.of("decline", "promote"));
          story.results();
        });
    var report = report(story);
    assertThat(report.verdict()).as(report.text(Locale.ENGLISH)).isEqualTo(Verdict.RECOMPUTED);
    assertThat(attempts(report).getFirst().progress()).isEqualTo(Report.Progress.DECIDED);
    assertThat(report.reasons()).hasSize(1).allMatch(r -> r.en().contains("not complete"));
    assertThat(placed(report, 0)).isEqualTo(rolled(story));
  }

  /** [VER-32] */
  @Test
  void aNumberFromOutsideShowsWhatWasKeptBack() throws Exception {
    for (var isPressed : List.of(true, false)) {
      var story = late();
      if (!isPressed) {
        story.without.add("press");
      }
      var bundle = story.bundle();
      var silent = report(bundle);
      assertThat(silent.reasons()).anyMatch(r -> r.en().contains("never decided"));
      assertThat(attempts(silent).getFirst().progress()).isEqualTo(Report.Progress.UNDECIDED);

      var given = report(bundle, Story.SIGNATURE);
      var text = given.text(Locale.ENGLISH);
      assertThat(given.verdict()).as(text).isEqualTo(Verdict.RECOMPUTED);
      assertThat(given.reasons()).anyMatch(r -> r.en().contains("shown first"));
      assertThat(attempts(given).getFirst().progress()).isEqualTo(Report.Progress.COMPUTED);
      assertThat(placedByNumber(given)).isEqualTo(rolledByNumber(story));
      assertThat(text).contains("\nattempt 1: computed from a beacon signature that was given");
    }
  }

  /** [VER-32]: the last attempt, pressed and without a result, comes before the others. */
  @Test
  void whatIsComputedIsShownFirst() throws Exception {
    var story = new Story();
    story.again();
    story.until = Optional.of("2:press");
    var text = report(story.bundle(), Story.LATER_SIGNATURE).text(Locale.ENGLISH);
    assertThat(text.indexOf("\nattempt 2: computed")).isGreaterThan(0);
    assertThat(text.indexOf("\nattempt 2: computed"))
        .isLessThan(text.indexOf("\nattempt 1: decided"));
    var alone = new Story();
    alone.until = Optional.of("press");
    assertThat(report(alone.bundle(), Story.SIGNATURE).text(Locale.ENGLISH))
        .contains("\nattempt 1: computed");
  }

  /** [VER-32] */
  @Test
  void aNumberOfNoUseChangesNothing() throws Exception {
    var bundle = new Story().bundle();
    for (var signature : List.of(Story.SIGNATURE, Story.LATER_SIGNATURE, "00", "")) {
      var report = report(bundle, signature);
      assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
      assertThat(report.remarks()).anyMatch(r -> r.en().contains("is of no use"));
    }
  }

  /** [VER-25], [VER-27], [SEED-6] */
  @Test
  void aCeremonyIsProvedWhenAllIsOpened() throws Exception {
    var story = new Story().asCeremony();
    var report = report(story);
    assertThat(report.verdict()).as(report.text(Locale.ENGLISH)).isEqualTo(Verdict.PROVED);
    assertThat(report.remarks())
        .anyMatch(r -> r.en().contains("they are: lab/c1, press/reader, union/member"))
        .noneMatch(r -> r.en().contains("The beacon is made"));
    assertThat(placed(report, 0)).isEqualTo(rolled(story));
  }

  /** [VER-26] */
  @Test
  void whatIsNotOpenedCouldHaveBeenChosen() throws Exception {
    var one = recomputed(s -> s.without.add("open-3"));
    assertThat(one.reasons()).anyMatch(r -> r.en().contains("up to 2^1 results"));
    var none = recomputed(s -> s.without.addAll(Set.of("open-1", "open-2", "open-3")));
    assertThat(none.reasons()).anyMatch(r -> r.en().contains("up to 2^3 results"));
    var notYet = recomputed(s -> s.until = Optional.of("open-2"));
    assertThat(notYet.reasons()).hasSize(1).allMatch(r -> r.en().contains("not complete"));
  }

  /** [DRAW-21]: the default press of a ceremony; reveals count from press-by on. */
  @Test
  void aCeremonyThatNobodyPressedIsDecided() throws Exception {
    var report =
        recomputed(s -> {
          s.without.add("press");
          s.timesMs.put("open-1", (Story.DUE_S - 60) * 1000);
        });
    assertThat(report.reasons()).hasSize(1).allMatch(r -> r.en().contains("default press"));
  }

  @Test
  void aCeremonyMayHaveASecondAttempt() throws Exception {
    var story = new Story().asCeremony();
    story.again().asCeremony();
    var report = report(story);
    assertThat(report.verdict()).as(report.text(Locale.ENGLISH)).isEqualTo(Verdict.PROVED);
  }

  /** [SEED-11], [VER-33] */
  @Test
  void everyShakeIsInTheSeed() throws Exception {
    var story = new Story();
    story.shakes = new TestShakes("D-1", 1, 1, 4, 5, 1, 2);
    story.until = Optional.of("press");
    var bundle = story.bundle();
    for (int batch = 1; batch <= 5; batch++) {
      for (int i = 0; i < story.shakes.batches.get(batch - 1).size(); i++) {
        var proof = story.shakes.proof(batch, i);
        var answer = ShakeCheck.check(proof, story.shakes.x());
        assertThat(answer.holds()).as(answer.toString()).isTrue();
      }
      var answer = ShakeCheck.check(story.shakes.proof(batch, 0), bundle, Optional.empty(), "t");
      assertThat(answer.holds()).as(answer.toString()).isTrue();
    }
    assertThat(report(bundle).remarks())
        .anyMatch(r ->
            r.en()
                .equals(
                    "Shakes of the audience: 13. They take part; they do not make the draw"
                        + " secure."));
  }

  /** [SEED-2]: without an audience X is zero. */
  @Test
  void nobodyNeedsToShake() throws Exception {
    var story = new Story();
    story.shakes = new TestShakes("D-1", 1);
    var without = List.of("decline", "promote");
    story.without.addAll(without);
    assertThat(report(story).verdict()).isEqualTo(Verdict.PROVED);
    var closed = new Story();
    closed.shakes = new TestShakes("D-1", 1);
    closed.without.addAll(without);
    closed.before.put(
        "press", s -> s.step("close", "draw.close", s.of() + s.shakes.close(), Story.ORGANISER));
    assertThat(report(closed).verdict()).isEqualTo(Verdict.PROVED);
  }

  /** A first attempt whose number does not come, and a second one after a week that is sealed. */
  private static Story late() {
    var story = new Story();
    story.skipped = new TreeSet<>();
    story.without.addAll(RESULTS);
    story.timesMs.put("2:attempt", (Story.DUE_S + 7 * 86_400 + 60) * 1000);
    story.again().dueS = Story.DUE_S + 7 * 86_400 + 4000;
    story.until = Optional.of("2:seal");
    return story;
  }

  private static Report recomputed(Consumer<Story> change) throws Exception {
    var story = new Story().asCeremony();
    story.without.addAll(Set.of("decline", "promote"));
    change.accept(story);
    var report = report(story);
    assertThat(report.verdict()).as(report.text(Locale.ENGLISH)).isEqualTo(Verdict.RECOMPUTED);
    return report;
  }

  private static Report report(Story story) throws NotABundleException {
    return report(story.bundle());
  }

  private static Report report(byte[] bundle, String... signatures) throws NotABundleException {
    var given = new ArrayList<byte[]>();
    for (var signature : signatures) {
      given.add(Signing.unhex(signature));
    }
    return new Verifier("test").verify(bundle, Optional.of(Policy.parse(Bundle.policy())), given);
  }

  private static List<Report.Attempt> attempts(Report report) {
    return report.facts().orElseThrow().attempts();
  }

  private static List<Report.Placed> stage(Report report, int attempt) {
    return attempts(report).get(attempt).sealed().orElseThrow().stages().getFirst().placed();
  }

  private static List<String> placed(Report report, int attempt) {
    return stage(report, attempt).stream()
        .map(p -> p.order() + " " + p.name().orElse("?"))
        .toList();
  }

  private static List<String> rolled(Story story) {
    return story.drum(0).rolls.stream()
        .filter(r -> r.order() > 0)
        .map(r -> r.order() + " " + story.list.people.get(r.index()).name())
        .toList();
  }

  private static List<String> placedByNumber(Report report) {
    return stage(report, 0).stream().map(p -> p.group() + p.number()).toList();
  }

  private static List<String> rolledByNumber(Story story) {
    return story.drum(0).rolls.stream()
        .filter(r -> r.order() > 0)
        .map(r -> story.list.people.get(r.index()))
        .map(p -> p.group() + p.number())
        .toList();
  }

  private static String fingerprint(Story story) {
    return story.c().substring(0, 32).replaceAll("(.{4})(?=.)", "$1 ");
  }
}
