package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What honest bundles are told, and what they tell. */
class VerifierTest {
  private static final Policy POLICY = Policy.parse(Bundle.policy());

  /** [VER-1], [VER-2], [VER-25] */
  @Test
  void aWholeDrawIsProved() throws Exception {
    var bundle = new Story().bundle();
    var report = report(bundle, Optional.of(POLICY));
    assertThat(report.verdict()).as(report.text(Locale.ENGLISH)).isEqualTo(Verdict.PROVED);
    assertThat(report.reasons()).isEmpty();
    assertThat(report.checks()).allMatch(c -> c.state() == Report.State.PASSED).hasSize(23);
    assertThat(report.inputSha256()).isEqualTo(Bundle.sha256(bundle));
    assertThat(report.policyDigest()).contains(POLICY.digest());
    assertThat(report.build()).isEqualTo("test");
  }

  /** [SEED-8], [DRUM-2], [DRUM-3], [DRUM-4], [DRUM-5] */
  @Test
  void theWinnersAreThoseOfAPlainDrum() throws Exception {
    var story = new Story();
    var facts = report(story.bundle(), Optional.empty()).facts().orElseThrow();
    for (int s = 0; s < 3; s++) {
      var expected =
          story.drum(s).rolls.stream()
              .filter(r -> r.order() > 0)
              .map(r -> r.order() + " " + r.kind() + " " + story.list.people.get(r.index()).name())
              .toList();
      assertThat(facts.lastSealed().stages().get(s).placed())
          .map(p -> p.order() + (p.isWinner() ? " winner " : " alternate ") + p.name().orElse("?"))
          .isEqualTo(expected);
    }
    assertThat(facts.lastSealed().stages().getFirst().placed().get(1).gone())
        .contains(new Report.Gone(false, "declined"));
    assertThat(facts.lastSealed().stages().getFirst().placed().get(4).isPromoted()).isTrue();
    assertThat(facts.caseNumber()).isEqualTo("D-1");
    assertThat(facts.lastSealed().fingerprint().replace(" ", ""))
        .isEqualTo(story.c().substring(0, 32));
  }

  /** [DRUM-6], [DRUM-7], [DRUM-8], [DRUM-9] */
  @Test
  void everyKindOfStageIsRecomputed() throws Exception {
    var all = new Story.Stage("*", "all", "none", -1, 0, "stop", "lapse");
    var ofWinners = new Story.Stage("丙", "winners 1", "none", 3, 2, "overfill", "lapse");
    var rest = new Story.Stage("丙|乙", "winners 1", "2", 5, 1, "stop", "lapse");
    var stop = new Story.Stage("乙", "all", "none", 2, 0, "stop", "join 5");
    var joined = new Story.Stage("*", "all", "2,4", 1, 30, "stop", "lapse");
    var report =
        recomputed(s -> {
          s.stages = List.of(all, ofWinners, rest, stop, joined);
          s.without.addAll(Set.of("decline", "promote"));
        });
    assertThat(report.facts().orElseThrow().lastSealed().stages()).hasSize(5);
    assertThat(report.facts().orElseThrow().lastSealed().stages().getFirst().winners())
        .isEqualTo(17);
  }

  /** [DRAW-12]: 400 lines of long labels are more than 50,000 bytes. */
  @Test
  void linesThatAreTooLongAreNotListed() throws Exception {
    var label = "长".repeat(40);
    var report =
        recomputed(s -> {
          s.list = new TestList(List.of(label), new int[] {400}, true);
          s.withNames = false; // such names would be too long
          s.stages = List.of(new Story.Stage("*", "all", "none", -1, 0, "stop", "lapse"));
          s.skipped = new TreeSet<>(Set.of());
          s.without.addAll(Set.of("draft", "decline", "promote"));
        });
    assertThat(report.facts().orElseThrow().lastSealed().stages().getFirst().placed()).hasSize(400);
  }

  /** [LIST-8] */
  @Test
  void aUniformListNeedsNoWeights() throws Exception {
    recomputed(s -> s.list = new TestList(List.of("甲"), new int[] {40}, true), "甲");
    recomputed(s -> s.list = new TestList(List.of("甲"), new int[] {1}, true), "甲");
  }

  private static void recomputed(Consumer<Story> change, String group) throws Exception {
    recomputed(
        change.andThen(s -> {
          s.stages = List.of(new Story.Stage(group, "all", "none", 3, 2, "stop", "lapse"));
          s.skipped = new TreeSet<>(Set.of());
          s.without.addAll(Set.of("draft", "decline", "promote"));
        }));
  }

  /** [DRAW-11], [VER-26] */
  @Test
  void thePressThatNobodyMadeIsDecidedByDefault() throws Exception {
    var report = recomputed(s -> s.without.add("press"));
    assertThat(report.reasons()).anyMatch(r -> r.en().contains("default press"));
    assertThat(report.remarks()).anyMatch(r -> r.en().equals("Entries skipped: 0."));
  }

  /** [SEED-5], [SEED-6], [SEED-7], [DRAW-1] */
  @Test
  void aRehearsalMayHaveABeaconOfItsOwn() throws Exception {
    var secret = BigInteger.valueOf(20_260_101);
    var message = Bytes.sha256(Bytes.be64(Story.ROUND));
    var signature = HashToG1.hash(message, "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_");
    var key = compressed(Bls12381.G2.times(secret), 96);
    var genesisS = Story.DUE_S - 999 * 3;
    var report =
        recomputed(s -> {
          s.draw = "R-7";
          s.clock = "set";
          s.custody = "server";
          s.chain = "test " + key + " " + genesisS + " 3";
          s.signature = compressed(signature.times(secret), 48);
        });
    assertThat(report.remarks()).anyMatch(r -> r.en().startsWith("REHEARSAL"));
    assertThat(report.remarks()).anyMatch(r -> r.en().contains("held by the server"));
    assertThat(report.remarks())
        .anyMatch(r -> r.en().startsWith("The beacon is a test beacon"))
        .noneMatch(r -> r.en().contains("threshold"));
    assertThat(report.text(Locale.CHINESE)).startsWith("*** 演练 ***");
  }

  /** [BUN-5], [VER-26] */
  @Test
  void whatHasNotHappenedYetIsNotReached() throws Exception {
    for (var until : List.of("seal", "reveal-c1", "skip-2", "press", "result-1", "result-3")) {
      var report = recomputed(s -> s.until = Optional.of(until));
      assertThat(report.reasons()).as(until).anyMatch(r -> r.en().contains("not complete"));
      var isRolled = until.startsWith("result");
      assertThat(report.text(Locale.ENGLISH).contains("Nothing was drawn yet"))
          .isEqualTo(!isRolled);
      assertThat(state(report, VerId.ROLLS))
          .isEqualTo(isRolled ? Report.State.PASSED : Report.State.NOT_REACHED);
    }
  }

  /** [VER-27] */
  @Test
  void remarksSayWhatPeopleShouldKnow() throws Exception {
    var report =
        recomputed(s -> {
          s.without.add("checked");
          s.withNames = false;
        });
    assertThat(report.remarks().getFirst().en()).contains("the notary alone");
    assertThat(report.remarks()).anyMatch(r -> r.en().contains("with a name: 0;"));
    assertThat(report.remarks()).anyMatch(r -> r.en().contains("never opened: 1"));
    assertThat(report.remarks()).anyMatch(r -> r.en().contains("threshold"));
    assertThat(report.remarks())
        .anyMatch(r -> r.en().matches("The bundle tells this draw up to entry [0-9]+, of 2023-.*"));
  }

  /** [VER-25] */
  @Test
  void aWitnessWithAPartysKeyDoesNotCount() throws Exception {
    var story = new Story();
    var point = Vkey.parse(Signing.cosignKey(Story.WITNESS).vkey(), 4, form()).point();
    var asNotary = vkey("office/notary-9", point);
    var policy = Bundle.policy().replace("notaries: 1", "notaries: 2\nnotary: " + asNotary);
    var report = report(story.bundle(), Optional.of(Policy.parse(policy)));
    assertThat(report.verdict()).isEqualTo(Verdict.RECOMPUTED);
    assertThat(report.reasons()).anyMatch(r -> r.en().startsWith("Too few cosignatures"));
  }

  @Test
  void whatIsNoArchiveIsNoBundle() {
    for (var bytes :
        List.of(
            new byte[0],
            new byte[100],
            "PK, but not quite a bundle at all"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      assertThatThrownBy(() -> report(bytes, Optional.empty()))
          .isInstanceOf(NotABundleException.class);
    }
  }

  @Test
  void theJsonHoldsVerdictAndSentences() throws Exception {
    var json = report(new Story().bundle(), Optional.of(POLICY)).json();
    assertThat(json).startsWith("{\"build\":\"test\",\"checks\":[{\"found\":[],\"id\":\"VER-3\"");
    assertThat(json).endsWith("\"verdict\":\"proved\"}").contains("\"caseNumber\":\"D-1\"");
    assertThat(json.chars().filter(c -> c == '{').count())
        .isEqualTo(json.chars().filter(c -> c == '}').count());
  }

  /** [VER-29], [LIST-3], [LIST-5], [LIST-6] */
  @Test
  void thePublicListIsRecomputed() throws Exception {
    for (var isUniform : List.of(true, false)) {
      var story = new Story();
      story.list = new TestList(List.of("丙", "乙"), new int[] {13, 6}, isUniform);
      story.until = Optional.of("seal");
      var facts = report(story.bundle(), Optional.empty()).facts().orElseThrow();
      var csv = CheatsOnTrust.csv(story.list).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      var check = PublicListCheck.check(new ByteArrayInputStream(csv), facts.list());
      assertThat(check.state()).as(check.toString()).isEqualTo(Report.State.PASSED);
    }
  }

  /** [LIST-9], [LIST-13], [LIST-2] */
  @Test
  void entrantsLearnWhatBecameOfThem() throws Exception {
    var story = new Story();
    var bundle = story.bundle();
    for (int i = 0; i < story.list.people.size(); i++) {
      var index = i;
      var answer =
          EntrantCheck.check(story.list.listProof("D-1", i), bundle, Optional.empty(), "test");
      assertThat(answer.holds()).as(answer.toString()).isTrue();
      assertThat(answer.checks()).allMatch(c -> c.state() == Report.State.PASSED);
      for (int s = 0; s < 3; s++) {
        var roll = story.drum(s).rolls.stream().filter(r -> r.index() == index).findFirst();
        assertThat(answer.outcomes().get(s).en())
            .contains(roll.map(PlainDrum.Roll::kind).orElse("not drawn"));
      }
    }
  }

  /** [LIST-13], [DRAW-15] */
  @Test
  void entrantsLearnWhatHappenedAfterwards() throws Exception {
    var story = new Story();
    story.edits.put("decline", Cheats.replacing("code: declined", "code: duplicate"));
    var bundle = story.bundle();
    var placed = story.drum(0).rolls.stream().filter(r -> r.order() > 0).toList();
    assertThat(ofStage1(story, bundle, placed.get(1).index())).endsWith("given up (duplicate).");
    assertThat(ofStage1(story, bundle, placed.get(4).index())).endsWith("has a place.");
    assertThat(ofStage1(story, bundle, placed.get(0).index())).endsWith("winner, order 1.");
  }

  private static String ofStage1(Story story, byte[] bundle, int index) throws Exception {
    var proof = story.list.listProof("D-1", index);
    return EntrantCheck.check(proof, bundle, Optional.empty(), "test").outcomes().getFirst().en();
  }

  /** [DRAW-15]: whom organiser and notary disqualified did not decline. */
  @Test
  void whoWasDisqualifiedDidNotDecline() throws Exception {
    var story = new Story();
    story.edits.put(
        "decline",
        Cheats.replacing("draw.decline", "draw.disqualify")
                .andThen(Cheats.replacing("code: declined", "code: duplicate"))
            ::apply);
    var report = report(story.bundle(), Optional.empty());
    assertThat(report.text(Locale.ENGLISH)).contains("disqualified (duplicate)");
    assertThat(report.text(Locale.CHINESE)).contains("已取消资格（重复）").doesNotContain("已放弃");
    assertThat(report.json()).contains("\"code\":\"duplicate\",\"disqualified\":true");
  }

  @Test
  void withoutSaltsOnlyTheLineIsChecked() {
    var list = new Story().list;
    var proof =
        list.listProof("D-1", 3)
            .replaceFirst("name: .*", "name: -")
            .replaceFirst("salt: .*", "salt: -")
            .replaceFirst("columns: 2\nvalue: .*\nvalue: .*", "columns: 0")
            .replaceFirst("record-salt: .*", "record-salt: -");
    var answer = EntrantCheck.check(proof, TestList.listRoot(list.groupValues()));
    assertThat(answer.holds()).as(answer.toString()).isTrue();
    assertThat(answer.checks().getLast().state()).isEqualTo(Report.State.NOT_REACHED);
  }

  private static Report recomputed(Consumer<Story> change) throws Exception {
    var story = new Story();
    change.accept(story);
    var report = report(story.bundle(), Optional.empty());
    assertThat(report.verdict()).as(report.text(Locale.ENGLISH)).isEqualTo(Verdict.RECOMPUTED);
    return report;
  }

  private static Report report(byte[] bundle, Optional<Policy> policy) throws NotABundleException {
    return new Verifier("test").verify(bundle, policy);
  }

  private static Report.State state(Report report, VerId id) {
    return report.checks().stream().filter(c -> c.id() == id).findFirst().orElseThrow().state();
  }

  private static Form form() {
    return new Form(new Checks(), VerId.COMMANDS, "test");
  }

  /** A key of this name and point. */
  private static String vkey(String name, String point) {
    var typed = Signing.join(new byte[] {1}, Signing.unhex(point));
    var id = Signing.sha256((name + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8), typed);
    return name
        + "+"
        + Signing.hex(id).substring(0, 8)
        + "+"
        + java.util.Base64.getEncoder().encodeToString(typed);
  }

  /** A point in its compressed form: x, with a bit for the larger y. */
  private static String compressed(CurvePoint point, int length) {
    var x = length == 48 ? number(point.x().re()) : number(point.x().im()) + number(point.x().re());
    for (var flags : List.of(0x80, 0xa0)) {
      var bytes = Signing.unhex(x);
      bytes[0] |= (byte) (int) flags;
      var b = length == 48 ? Fp2.of(4, 0) : Fp2.of(4, 4);
      if (Bls12381.decode(bytes, b).filter(point::equals).isPresent()) {
        return Signing.hex(bytes);
      }
    }
    throw new IllegalStateException("There is no compressed form.");
  }

  private static String number(BigInteger coordinate) {
    return "%096x".formatted(coordinate);
  }
}
