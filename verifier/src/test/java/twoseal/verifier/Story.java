package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Signing.be64;
import static twoseal.verifier.Signing.hex;
import static twoseal.verifier.Signing.tagged;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A whole draw from genesis to the promotion of an alternate, made by the words of spec/ and by
 * nothing of the verifier. A cheat says at which step it changes what; all that follows is then
 * computed, hashed and signed anew, with every key there is.
 */
final class Story {
  static final String LEDGER = "demo.twoseal.example/ledger";
  static final String ORGANISER = "bureau/organiser-1";
  static final String NOTARY = "office/notary-1";
  static final String WITNESS = "court/witness-1";
  static final String CHEAT = "bureau/accomplice";

  /** Round 1000 of quicknet, spec/vectors/beacon. */
  static final long ROUND = 1000;

  static final String SIGNATURE =
      "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";
  static final long DUE_S = 1_692_806_364;

  /** Round 8193, for a second attempt. */
  static final long LATER_ROUND = 8193;

  static final String LATER_SIGNATURE =
      "8632896dc6436e5757a55efaa7b3eea5d1027dc6ac1a0dca90dcff21504117b8a525296fa25a86a5c8b972adf7bfa366";
  static final long LATER_DUE_S = DUE_S + 3 * (LATER_ROUND - ROUND);

  /** The key of a test chain whose secret is 1: the generator of G2. */
  static final String TEST_KEY =
      "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
          + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8";

  /** A stage's rules; places below 0 are {@code all}. */
  record Stage(
      String groups,
      String from,
      String except,
      long places,
      long alternates,
      String overflow,
      String unfilled) {}

  /** Where a step may be changed. */
  final Map<String, UnaryOperator<String>> edits;

  final Map<String, List<Signing.Key>> signers;
  final Map<String, Long> timesMs;
  final Map<String, UnaryOperator<String>> outcomes;
  final Map<String, UnaryOperator<String>> notes;
  final Map<String, Consumer<Story>> before;
  final Set<String> without;
  final Map<String, UnaryOperator<byte[]>> members = new HashMap<>();
  Consumer<Story> atEnd = s -> {};
  UnaryOperator<byte[]> raw = b -> b;
  UnaryOperator<List<byte[]>> seenLeaves = l -> l;
  UnaryOperator<String> checkpointText = t -> t;
  UnaryOperator<String> checkpointNote = t -> t;
  Signing.Key logSigner = Signing.key(LEDGER);
  List<Signing.Cosigner> inTime =
      List.of(Bundle.witness(WITNESS, DUE_S - 60), Bundle.witness("court/witness-2", DUE_S - 40));
  List<Signing.Cosigner> late = List.of(Bundle.witness(WITNESS, DUE_S + 60));
  UnaryOperator<Map<String, byte[]>> archive = m -> m;
  final Ledger ledger;
  Optional<String> until = Optional.empty();
  String draw = "D-1";
  String clock = "system";
  String custody = "client";
  String signature = SIGNATURE;
  String chain = "quicknet";
  long round = ROUND;
  TestList list = new TestList(List.of("丙", "乙"), new int[] {13, 6}, false);
  boolean withNames = true;
  List<Stage> stages =
      List.of(
          new Stage("*", "all", "none", 4, 2, "overfill", "lapse"),
          new Stage("乙", "all", "1", 12, 0, "stop", "join 3"),
          new Stage("*", "all", "1,2", 1, 2, "stop", "lapse"));
  Set<String> skipped = new TreeSet<>(Set.of("2 丙", "3 乙"));

  final Map<String, Signing.Key> keys;
  final Map<String, String> texts;

  /** The attempts of the draw, of which this may be the first. */
  final List<Story> attempts;

  final int attempt;
  long dueS = DUE_S;
  boolean isCeremony;

  /** What the audience shook, by batches; none in a ceremony. */
  TestShakes shakes = new TestShakes("D-1", 1, 4, 3);

  String predecessor = "";

  /** Reveals that a cheat leaves out of the seed. */
  Set<String> lost = Set.of();

  Consumer<StageRolls> drum = r -> {};
  UnaryOperator<byte[]> seed = s -> s;
  private Optional<StageRolls> rolls = Optional.empty();

  Story() {
    ledger = new Ledger();
    edits = new HashMap<>();
    signers = new HashMap<>();
    timesMs = new HashMap<>();
    outcomes = new HashMap<>();
    notes = new HashMap<>();
    before = new HashMap<>();
    without = new HashSet<>();
    keys = new HashMap<>();
    texts = new HashMap<>();
    attempts = new ArrayList<>(List.of(this));
    attempt = 1;
  }

  /** A further attempt, on the same ledger and by the same cheats. */
  private Story(Story first) {
    ledger = first.ledger;
    attempts = first.attempts;
    attempt = attempts.size() + 1;
    edits = first.edits;
    signers = first.signers;
    timesMs = first.timesMs;
    outcomes = first.outcomes;
    notes = first.notes;
    before = first.before;
    without = first.without;
    keys = first.keys;
    texts = first.texts;
    isCeremony = first.isCeremony;
    draw = first.draw;
    chain = first.chain;
    round = LATER_ROUND;
    signature = LATER_SIGNATURE;
    dueS = LATER_DUE_S;
    list = new TestList(List.of("丙", "乙"), new int[] {12, 6}, false);
    shakes = new TestShakes(draw, attempt, 2);
  }

  /** Adds a further attempt; its steps are named such as {@code 2:press}. */
  Story again() {
    var next = new Story(this);
    attempts.add(next);
    seenBy(next.dueS - 60, next.dueS - 40, next.dueS + 60);
    return next;
  }

  /** Makes it a draw without a network. */
  Story asCeremony() {
    isCeremony = true;
    skipped = new TreeSet<>();
    seenBy(dueS - 95, dueS - 92, dueS + 60);
    return this;
  }

  private void seenBy(long firstS, long secondS, long lateS) {
    var first = attempts.getFirst();
    first.inTime =
        List.of(Bundle.witness(WITNESS, firstS), Bundle.witness("court/witness-2", secondS));
    first.late = List.of(Bundle.witness(WITNESS, lateS));
  }

  boolean isPressed() {
    return texts.containsKey(key("press"));
  }

  boolean isSealed() {
    return texts.containsKey(key("seal"));
  }

  /** The name of a step of this attempt. */
  String key(String name) {
    return attempt == 1 ? name : attempt + ":" + name;
  }

  /** The whole story as a bundle. */
  byte[] bundle() {
    Registered.play(this);
    var kind = "kind: " + (draw.startsWith("R") ? "rehearsal" : "draw") + "\n";
    step("announce", "draw.announce", kind + rules(), ORGANISER);
    attempts.forEach(Story::play);
    atEnd.accept(this);
    return raw.apply(Bundle.of(this));
  }

  private void play() {
    if (attempt > 1) {
      ledger.nowMs = Math.max(ledger.nowMs, (dueS - 3600) * 1000);
      var before = attempts.get(attempt - 2);
      var completed = texts.containsKey(before.key("complete"));
      var named = completed ? before.digest("complete") : "-";
      var fields = "predecessor: " + (predecessor.isEmpty() ? named : predecessor);
      step("attempt", "draw.attempt", of() + fields + "\nreason: 名单有误，重新抽签\n", ORGANISER, NOTARY);
    }
    preparation();
    if (isCeremony) {
      ceremony();
    } else {
      beforeThePress();
    }
    ledger.nowMs = Math.max(ledger.nowMs, dueS * 1000);
    results();
    var second = "stage: 1\norder: 2\n";
    step(
        "decline",
        "draw.decline",
        of() + second + "code: declined\nreason: -\n",
        ORGANISER,
        NOTARY);
    var fields = "stage: 1\norder: " + (winners(0) + 1) + "\nfor: 2\n";
    step("promote", "draw.promote", of() + fields, ORGANISER, NOTARY);
  }

  private void beforeThePress() {
    step("reveal-c1", "draw.reveal", of() + contributions().revealed("lab/c1"), "lab/c1");
    step(
        "reveal-d1",
        "draw.reveal",
        of() + "contributor: lab/d1\nvalue: 030405\nnonce: -\n",
        NOTARY);
    var n = 0;
    for (var skip : skipped) {
      var fields = "entry: " + skip + "\ncode: duplicate\nreason: -\n";
      step("skip-" + ++n, "draw.skip", of() + fields, ORGANISER, NOTARY);
    }
    for (int batch = 1; batch <= shakes.batches.size(); batch++) {
      step("shake-" + batch, "draw.shake", of() + shakes.batch(batch), CHEAT);
    }
    if (!shakes.batches.isEmpty()) {
      step("close", "draw.close", of() + shakes.close(), NOTARY);
    }
    ledger.nowMs = Math.max(ledger.nowMs, (dueS - 100) * 1000 - 10_000);
    step("press", "draw.press", of() + press(), ORGANISER, NOTARY);
  }

  /** The last contributor's envelope is opened by the notary. */
  private void ceremony() {
    ledger.nowMs = Math.max(ledger.nowMs, (dueS - 100) * 1000 - 10_000);
    step("press", "draw.press", of() + press(), ORGANISER, NOTARY);
    ledger.nowMs += 30_000;
    var people = contributions().people();
    for (int i = 0; i < people.size(); i++) {
      var by = i == people.size() - 1 ? NOTARY : people.get(i);
      step("open-" + (i + 1), "draw.reveal", of() + contributions().revealed(people.get(i)), by);
    }
  }

  /** One command: text, signatures, outcome, entry. */
  void step(String of, String kind, String fields, String... people) {
    var name = key(of);
    if (ledger.isStopped) {
      return;
    }
    before.getOrDefault(name, s -> {}).accept(this);
    if (without.contains(name)) {
      return;
    }
    var id = hex(Signing.sha256(name.getBytes(UTF_8))).substring(0, 32);
    var text = "twoseal/" + kind + "/1\nid: " + id + "\nledger: " + LEDGER + "\n" + fields;
    text = edits.getOrDefault(name, t -> t).apply(text);
    texts.put(name, text);
    var by =
        signers.getOrDefault(
            name, Arrays.stream(people).map(p -> keys.getOrDefault(p, Signing.key(p))).toList());
    Optional.ofNullable(timesMs.get(name)).ifPresent(t -> ledger.nowMs = t - 10_000);
    ledger.add(
        notes.getOrDefault(name, n -> n).apply(Signing.note(text, by)),
        kind.startsWith("draw.") ? draw : "-",
        outcomes.getOrDefault(name, o -> o),
        kind.equals("ledger.remark"));
    ledger.isStopped = attempts.getFirst().until.equals(Optional.of(name));
  }

  String of() {
    return "draw: " + draw + "\nattempt: " + attempt + "\n";
  }

  /** Registers a person with the keys of their name. */
  void person(String person, String role) {
    step(
        "person-" + person,
        "registry.person",
        "person: %s\nname: 某某\nrole: %s\nkey: %s\ncosign-key: %s\n"
            .formatted(
                person,
                role,
                Signing.key(person).vkey(),
                role.equals("witness") ? Signing.cosignKey(person).vkey() : "-"),
        "office/admin-1",
        person);
  }

  private void preparation() {
    var draft = draft();
    step("draft", "draw.list", of() + listing(draft, "draft", "-", "0"), ORGANISER);
    var root = without.contains(key("draft")) ? "-" : draft.block().substring(11, 75);
    var changed = without.contains(key("draft")) ? "0" : "4";
    step("final", "draw.list", of() + listing(list, "final", root, changed), ORGANISER);
    step("checked", "draw.list-checked", of() + list.block(), WITNESS);
    step("seal", "draw.seal", of() + rules() + seal(), ORGANISER, NOTARY);
  }

  /** The draft, in all attempts: other figures than the final list. */
  TestList draft() {
    var sizes = list.groups.stream().mapToInt(g -> 5 + list.groups.indexOf(g));
    return new TestList(list.groups, sizes.toArray(), false);
  }

  /** The files that a ledger would hold beside the entries: weights, and what was shaken. */
  List<byte[]> files() {
    var files = new ArrayList<byte[]>();
    for (var each : attempts) {
      files.add(each.draft().weights());
      files.add(each.list.weights());
      each.shakes.batches.forEach(batch -> files.add(Signing.join(batch.toArray(byte[][]::new))));
    }
    return files;
  }

  static String listing(TestList list, String state, String draft, String changes) {
    var values = list.groupValues();
    return "state: %s\n%sdraft: %s\nadded: %s\nremoved: 0\nchanged: 0\ngroups: %s\n"
            .formatted(state, list.block(), draft, changes, values.size())
        + String.join("", values.stream().map(v -> "group: " + v + "\n").toList());
  }

  String rules() {
    return RulesBlock.of(list.groups, stages, isCeremony ? "ceremony" : "beacon");
  }

  private String seal() {
    return list.block()
        + """
        list-note: %s
        list-checked: %s
        %schain: %s
        delta: 90
        margin: 30
        press-by: %s
        skip-notice: %s
        skips-max: %s
        """
            .formatted(
                digest("final"),
                without.contains(key("checked")) ? "-" : digest("checked"),
                contributions().sealed(),
                isCeremony ? "-" : chain,
                java.time.Instant.ofEpochSecond(dueS - 90),
                isCeremony ? 0 : 60,
                isCeremony ? 0 : 2);
  }

  String digest(String name) {
    return tagged("twoseal/note/1", texts.getOrDefault(key(name), "").getBytes(UTF_8));
  }

  TestContributions contributions() {
    return new TestContributions(draw, attempt, isCeremony);
  }

  String c() {
    return tagged("twoseal/draw/seal/1", texts.getOrDefault(key("seal"), "").getBytes(UTF_8));
  }

  String y() {
    var counts = isCeremony || isPressed() || !without.contains(key("press"));
    return contributions()
        .y(step -> counts && texts.containsKey(key(step)) && !lost.contains(step));
  }

  /** X: nothing counts that a press did not fix. */
  String x() {
    return isCeremony || without.contains(key("press")) ? "0".repeat(64) : shakes.x();
  }

  /** Indices of the skipped entries that count. */
  Set<Integer> skips() {
    var indices = new TreeSet<Integer>();
    for (int i = 0; i < list.people.size(); i++) {
      var person = list.people.get(i);
      if (skipped.contains(person.number() + " " + person.group())
          && !without.contains(key("press"))) {
        indices.add(i);
      }
    }
    return indices;
  }

  private String press() {
    var skips = skips().stream().map(i -> be64(i)).toArray(byte[][]::new);
    return "seal: %s\nshakes: %s\nreveals: %s\nskips: %s\nskips-digest: %s\nround: %s\n"
        .formatted(
            c(),
            x(),
            isCeremony ? "-" : y(),
            skips.length,
            tagged("twoseal/draw/skips/1", skips),
            isCeremony ? "-" : round);
  }

  /** What the drum rolled, and that it is complete. */
  void results() {
    rolls = Optional.of(new StageRolls(stages, list));
    drum.accept(rolls.get());
    var seed = this.seed.apply(TestContributions.seed(this));
    for (int s = 1; s <= stages.size(); s++) {
      var drum = rolls.get().roll(s, TestContributions.stageKey(seed, s), skips());
      step(
          "result-" + s,
          "draw.result",
          of()
              + "stage: %s\nround: %s\nsignature: %s\nseed: %s\n"
                  .formatted(s, isCeremony ? "-" : round, isCeremony ? "-" : signature, hex(seed))
              + rolls.get().result(s, drum),
          WITNESS);
    }
    var complete = new StringBuilder("results: " + stages.size() + "\n");
    for (int s = 1; s <= stages.size(); s++) {
      complete.append("result: " + s + " " + rolls.get().roots.get(s - 1) + "\n");
    }
    step("complete", "draw.complete", of() + complete, "lab/d2");
  }

  long winners(int stage) {
    return drum(stage).count("winner");
  }

  /** The drum of a stage, once rolled. */
  PlainDrum drum(int stage) {
    return rolls.orElseThrow().drums.get(stage);
  }

  /** All entries that a bundle holds lines of. */
  Set<Integer> listed() {
    var wanted = new TreeSet<>(texts.containsKey(key("skip-1")) ? skips() : Set.<Integer>of());
    for (int s = 0; s < stages.size(); s++) {
      if (texts.containsKey(key("result-" + (s + 1)))) {
        drum(s).rolls.forEach(r -> wanted.add(r.index()));
      }
    }
    return wanted;
  }
}
