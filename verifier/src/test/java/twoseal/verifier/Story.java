package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Signing.be32;
import static twoseal.verifier.Signing.be64;
import static twoseal.verifier.Signing.hex;
import static twoseal.verifier.Signing.join;
import static twoseal.verifier.Signing.lp;
import static twoseal.verifier.Signing.tagged;
import static twoseal.verifier.Signing.unhex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
  final Map<String, UnaryOperator<String>> edits = new HashMap<>();

  final Map<String, List<Signing.Key>> signers = new HashMap<>();
  final Map<String, Long> timesMs = new HashMap<>();
  final Map<String, UnaryOperator<String>> outcomes = new HashMap<>();
  final Map<String, UnaryOperator<String>> notes = new HashMap<>();
  final Map<String, Consumer<Story>> before = new HashMap<>();
  final Set<String> without = new HashSet<>();
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
  final Ledger ledger = new Ledger();
  Optional<String> until = Optional.empty();
  String draw = "D-1";
  String clock = "system";
  String custody = "client";
  String signature = SIGNATURE;
  String chain = "quicknet";
  long round = ROUND;
  TestList list = new TestList(List.of("丙", "乙"), new int[] {13, 6}, false);
  boolean withNames = true;
  boolean isStopped;
  List<Stage> stages =
      List.of(
          new Stage("*", "all", "none", 4, 2, "overfill", "lapse"),
          new Stage("乙", "all", "1", 12, 0, "stop", "join 3"),
          new Stage("*", "all", "1,2", 1, 2, "stop", "lapse"));
  Set<String> skipped = new TreeSet<>(Set.of("2 丙", "3 乙"));

  final Map<String, Signing.Key> keys = new HashMap<>();
  final Map<String, String> texts = new HashMap<>();
  private final List<PlainDrum> drums = new ArrayList<>();
  private final List<String> roots = new ArrayList<>();

  boolean isPressed() {
    return texts.containsKey("press");
  }

  /** The whole story as a bundle. */
  byte[] bundle() {
    registry();
    preparation();
    step("reveal-c1", "draw.reveal", of() + revealC1(), "lab/c1");
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
    ledger.nowMs = Math.max(ledger.nowMs, (DUE_S - 100) * 1000 - 10_000);
    step("press", "draw.press", of() + press(), ORGANISER, NOTARY);
    ledger.nowMs = Math.max(ledger.nowMs, DUE_S * 1000);
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
    atEnd.accept(this);
    return raw.apply(Bundle.of(this));
  }

  /** One command: text, signatures, outcome, entry. */
  void step(String name, String kind, String fields, String... people) {
    if (isStopped) {
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
    isStopped = until.equals(Optional.of(name));
  }

  String of() {
    return "draw: " + draw + "\nattempt: 1\n";
  }

  private void registry() {
    step(
        "genesis",
        "ledger.genesis",
        """
        log-key: %s
        created: 2023-08-01T00:00:00Z
        clock: %s
        custody: %s
        office: office
        office-name: 公证处
        office-name-en: -
        person: office/admin-1
        person-name: 管理员
        key: %s
        """
            .formatted(
                Signing.key(LEDGER).vkey(), clock, custody, Signing.key("office/admin-1").vkey()),
        "office/admin-1");
    for (var organisation : List.of("bureau", "court", "lab")) {
      step(
          "organisation-" + organisation,
          "registry.organisation",
          "organisation: " + organisation + "\nname: 机构" + organisation + "\nname-en: -\n",
          "office/admin-1");
    }
    person(NOTARY, "notary");
    person(ORGANISER, "organiser");
    person(CHEAT, "operator");
    person(WITNESS, "witness");
    step("remark", "ledger.remark", "draw: -\ndigest: -\ntext: 检查。\n", NOTARY);
    person("court/witness-2", "witness");
    for (var contributor : List.of("lab/c1", "lab/c2", "lab/d1", "lab/d2", "lab/gone")) {
      person(contributor, "contributor");
    }
    var newKey = new Signing.Key(ORGANISER, 1, 1);
    signers.putIfAbsent("rotate", List.of(newKey, Signing.key(ORGANISER)));
    step(
        "rotate",
        "registry.rotate",
        "person: %s\nkey: %s\ncosign-key: -\nreason: 更换设备\n".formatted(ORGANISER, newKey.vkey()));
    keys.put(ORGANISER, newKey);
    var revoke = "person: lab/gone\nreason: 离职\n";
    step("revoke", "registry.revoke", revoke, "office/admin-1");
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
    var kind = "kind: " + (draw.startsWith("R") ? "rehearsal" : "draw") + "\n";
    step("announce", "draw.announce", kind + rules(), ORGANISER);
    var draft =
        new TestList(
            list.groups,
            list.groups.stream().mapToInt(g -> 5 + list.groups.indexOf(g)).toArray(),
            false);
    step("draft", "draw.list", of() + listing(draft, "draft", "-", "0"), ORGANISER);
    var root = without.contains("draft") ? "-" : draft.block().substring(11, 75);
    var changed = without.contains("draft") ? "0" : "4";
    step("final", "draw.list", of() + listing(list, "final", root, changed), ORGANISER);
    step("checked", "draw.list-checked", of() + list.block(), WITNESS);
    step("seal", "draw.seal", of() + rules() + seal(), ORGANISER, NOTARY);
  }

  static String listing(TestList list, String state, String draft, String changes) {
    var values = list.groupValues();
    return "state: %s\n%sdraft: %s\nadded: %s\nremoved: 0\nchanged: 0\ngroups: %s\n"
            .formatted(state, list.block(), draft, changes, values.size())
        + String.join("", values.stream().map(v -> "group: " + v + "\n").toList());
  }

  String rules() {
    return RulesBlock.of(list.groups, stages);
  }

  private String seal() {
    return list.block()
        + """
        list-note: %s
        list-checked: %s
        contributors: 4
        contributor: lab/c1 committed %s
        contributor: lab/c2 committed %s
        contributor: lab/d1 live 01
        contributor: lab/d2 live 02
        chain: %s
        delta: 90
        margin: 30
        press-by: %s
        skip-notice: 60
        skips-max: 2
        """
            .formatted(
                digest("final"),
                without.contains("checked") ? "-" : digest("checked"),
                commitment("lab/c1"),
                commitment("lab/c2"),
                chain,
                java.time.Instant.ofEpochSecond(DUE_S - 90));
  }

  private String digest(String name) {
    return tagged("twoseal/note/1", texts.getOrDefault(name, "").getBytes(UTF_8));
  }

  private static byte[] value(String person) {
    return Arrays.copyOf(Signing.sha256(person.getBytes(UTF_8)), 16);
  }

  private static byte[] nonce(String person) {
    return Signing.sha256((person + " nonce").getBytes(UTF_8));
  }

  private String commitment(String person) {
    return tagged(
        "twoseal/draw/commitment/1",
        lp(draw.getBytes(UTF_8)),
        be32(1),
        lp(person.getBytes(UTF_8)),
        lp(value(person)),
        nonce(person));
  }

  private static String revealC1() {
    return "contributor: lab/c1\nvalue: %s\nnonce: %s\n"
        .formatted(hex(value("lab/c1")), hex(nonce("lab/c1")));
  }

  String c() {
    return tagged("twoseal/draw/seal/1", texts.getOrDefault("seal", "").getBytes(UTF_8));
  }

  String y() {
    var c1 =
        texts.containsKey("reveal-c1") && (isPressed() || !without.contains("press"))
            ? join(new byte[] {1}, lp(value("lab/c1")), nonce("lab/c1"))
            : join(new byte[] {0}, unhex(commitment("lab/c1")));
    var c2 = join(new byte[] {0}, unhex(commitment("lab/c2")));
    var d1 =
        texts.containsKey("reveal-d1") && (isPressed() || !without.contains("press"))
            ? join(new byte[] {1}, lp(new byte[] {3, 4, 5}), new byte[32])
            : join(new byte[] {2}, lp(new byte[] {1}));
    var d2 = join(new byte[] {2}, lp(new byte[] {2}));
    return tagged("twoseal/draw/reveals/1", be32(4), c1, c2, d1, d2);
  }

  /** Indices of the skipped entries that count. */
  Set<Integer> skips() {
    var indices = new TreeSet<Integer>();
    for (int i = 0; i < list.people.size(); i++) {
      var person = list.people.get(i);
      if (skipped.contains(person.number() + " " + person.group()) && !without.contains("press")) {
        indices.add(i);
      }
    }
    return indices;
  }

  private String press() {
    var skips = skips().stream().map(i -> be64(i)).toArray(byte[][]::new);
    return "seal: %s\nshakes: %s\nreveals: %s\nskips: %s\nskips-digest: %s\nround: %s\n"
        .formatted(
            c(), "0".repeat(64), y(), skips.length, tagged("twoseal/draw/skips/1", skips), round);
  }

  private void results() {
    var quicknet = chain.equals("quicknet") ? "drand/quicknet" : "test/bls-unchained-g1-rfc9380";
    var salt = draw.startsWith("R") ? "twoseal/rehearsal/seed/1" : "twoseal/draw/seed/1";
    var seed =
        hmac(
            salt.getBytes(UTF_8),
            join(
                lp(unhex(c())),
                lp(new byte[32]),
                lp(unhex(y())),
                lp(quicknet.getBytes(UTF_8)),
                be64(round),
                lp(unhex(signature))));
    for (int s = 1; s <= stages.size(); s++) {
      var info = join("twoseal/draw/stage/".getBytes(UTF_8), be32(s), new byte[] {1});
      var drum = roll(s, hmac(seed, info));
      drums.add(drum);
      step(
          "result-" + s,
          "draw.result",
          of()
              + "stage: %s\nround: %s\nsignature: %s\nseed: %s\n"
                  .formatted(s, round, signature, hex(seed))
              + result(s, drum),
          WITNESS);
    }
    var complete = new StringBuilder("results: " + stages.size() + "\n");
    for (int s = 1; s <= stages.size(); s++) {
      complete.append("result: " + s + " " + roots.get(s - 1) + "\n");
    }
    step("complete", "draw.complete", of() + complete, "lab/d2");
  }

  private PlainDrum roll(int id, byte[] key) {
    var stage = stages.get(id - 1);
    var from = new HashSet<Integer>();
    if (stage.from().startsWith("winners ")) {
      for (var s : stage.from().substring(8).split(",", -1)) {
        from.addAll(drums.get(Integer.parseInt(s) - 1).winners());
      }
    }
    var except = new HashSet<Integer>();
    for (var s : stage.except().equals("none") ? new String[0] : stage.except().split(",", -1)) {
      except.addAll(drums.get(Integer.parseInt(s) - 1).winners());
    }
    var pool = new ArrayList<PlainDrum.Entry>();
    for (int i = 0; i < list.people.size(); i++) {
      var person = list.people.get(i);
      var isOfGroup =
          stage.groups().equals("*")
              || Arrays.asList(stage.groups().split("\\|", -1)).contains(person.group());
      if (isOfGroup && !except.contains(i) && (stage.from().equals("all") || from.contains(i))) {
        pool.add(new PlainDrum.Entry(i, person.weight(), person.seats()));
      }
    }
    return new PlainDrum(key, pool)
        .roll(places(id), stage.alternates(), stage.overflow().equals("overfill"), skips());
  }

  /** A stage's places with those that earlier stages left and joined. */
  private long places(int id) {
    var places = stages.get(id - 1).places();
    for (int s = 1; s < id; s++) {
      if (stages.get(s - 1).unfilled().equals("join " + id)) {
        places += unfilled(s);
      }
    }
    return places;
  }

  private long unfilled(int id) {
    return Math.max(0, places(id) - drums.get(id - 1).seats);
  }

  private String result(int id, PlainDrum drum) {
    var root = outcomesRoot(drum);
    roots.add(root);
    return "rolled: %s\ncounters: %s\nwinners: %s\nalternates: %s\nskipped: %s\nseats: %s\n"
            .formatted(
                drum.rolls.size(),
                drum.counters,
                drum.count("winner"),
                drum.count("alternate"),
                drum.count("skipped"),
                drum.seats)
        + "unfilled: %s\noutcomes: %s\n".formatted(unfilled(id), root)
        + listed(drum);
  }

  /** The outcome lines, if they are few and short enough, [DRAW-12]. */
  private String listed(PlainDrum drum) {
    var lines = drum.rolls.stream().map(r -> "outcome: " + outcome(r) + "\n").toList();
    var text = String.join("", lines);
    return lines.size() <= 2_000 && text.getBytes(UTF_8).length <= 50_000
        ? "listed: " + lines.size() + "\n" + text
        : "listed: 0\n";
  }

  private String outcome(PlainDrum.Roll roll) {
    var person = list.people.get(roll.index());
    var order = roll.order() > 0 ? "" + roll.order() : "-";
    return order + " " + roll.kind() + " " + person.number() + " " + person.group();
  }

  private String outcomesRoot(PlainDrum drum) {
    var leaves =
        drum.rolls.stream()
            .sorted(Comparator.comparingInt(PlainDrum.Roll::index))
            .map(r -> Signing.sha256(new byte[] {0x16}, outcome(r).getBytes(UTF_8)))
            .toList();
    return leaves.isEmpty()
        ? "0".repeat(64)
        : hex(Trees.root(leaves, (l, r) -> Signing.sha256(new byte[] {0x17}, l, r)));
  }

  long winners(int stage) {
    return drums.get(stage).count("winner");
  }

  /** The drum of a stage, once rolled. */
  PlainDrum drum(int stage) {
    return drums.get(stage);
  }

  /** All entries that a bundle holds lines of. */
  Set<Integer> listed() {
    var wanted = new TreeSet<>(texts.containsKey("skip-1") ? skips() : Set.<Integer>of());
    for (int s = 0; s < drums.size(); s++) {
      if (texts.containsKey("result-" + (s + 1))) {
        drums.get(s).rolls.forEach(r -> wanted.add(r.index()));
      }
    }
    return wanted;
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
