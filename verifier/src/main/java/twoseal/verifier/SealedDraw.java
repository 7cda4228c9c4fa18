package twoseal.verifier;

import static twoseal.verifier.VerId.AFTERWARDS;
import static twoseal.verifier.VerId.BEACON;
import static twoseal.verifier.VerId.PRESS;
import static twoseal.verifier.VerId.REVEALS;
import static twoseal.verifier.VerId.ROLLS;
import static twoseal.verifier.VerId.SEED;
import static twoseal.verifier.VerId.SKIPS;
import static twoseal.verifier.VerId.WEIGHTS;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One attempt of a draw, from its seal to its end: reveals, skips, press, beacon, seed, rolls. */
final class SealedDraw {
  /** What the seal fixed: the rules, the list, and when. */
  record Frame(
      long attempt,
      String draw,
      boolean isRehearsal,
      Command.Seal seal,
      ListShape shape,
      Entry entry) {
    Rules rules() {
      return seal.rules();
    }
  }

  /** What a press fixes, or in its place the default press, [DRAW-11]. */
  record Fixed(boolean isDefault, long round, String reveals, Set<Integer> skips) {}

  private record Pressed(Command.Press command, Entry entry) {}

  private final Frame frame;
  private final Checks checks;
  private final String fingerprinted;
  private final Optional<Weights> weights;
  private final boolean arePositionsKnown;
  private final Map<String, Command.Reveal> reveals = new HashMap<>();
  private final TreeMap<Integer, Long> skippedAtMs = new TreeMap<>();
  private Optional<Pressed> press = Optional.empty();
  private Optional<String> verified = Optional.empty();
  private final List<Rolls> results = new ArrayList<>();
  private Optional<Afterwards> afterwards = Optional.empty();

  SealedDraw(Frame frame, Archive archive, Checks checks) {
    this.frame = frame;
    this.checks = checks;
    fingerprinted = Seed.seal(frame.entry().note());
    var file = archive.member("list/weights").map(Archive.Member::content);
    var isUniform = frame.seal().block().isUniform();
    checks.require(
        WEIGHTS,
        file.isPresent() == !isUniform,
        "名单的权重是 %s，而文件 list/weights %s。",
        "The list's weights are %s, but the file list/weights is there: %s.",
        frame.seal().block().weights(),
        file.isPresent());
    weights = file.isPresent() && !isUniform ? read(file.get()) : Optional.empty();
    arePositionsKnown = isUniform || weights.isPresent();
  }

  Frame frame() {
    return frame;
  }

  /** C as hex, [SEED-1]. */
  String digest() {
    return fingerprinted;
  }

  List<Rolls> results() {
    return List.copyOf(results);
  }

  Optional<Afterwards> afterwards() {
    return afterwards;
  }

  /** The position of the press, if there was one. */
  Optional<Entry> pressEntry() {
    return press.map(Pressed::entry);
  }

  /** What the press fixed; if there was none, and press-by has passed, the default. */
  Fixed fixed() {
    var seal = frame.seal();
    var y = Seed.reveals(seal.contributors(), press.isPresent() ? reveals : Map.of());
    return press
        .map(p -> new Fixed(false, p.command().round(), y, skippedAtMs.keySet()))
        .orElseGet(() ->
            new Fixed(
                true, seal.chain().firstRoundFrom(seal.pressByS() + seal.deltaS()), y, Set.of()));
  }

  /** Contributors who committed themselves and never opened it before the press. */
  long neverOpened() {
    return frame.seal().contributors().stream()
        .filter(c -> !c.isLive() && !reveals.containsKey(c.person()))
        .count();
  }

  /** The skipped entries that count: none where the draw was decided by default. */
  Set<Integer> skips() {
    return press.isEmpty() && !results.isEmpty() ? Set.of() : skippedAtMs.keySet();
  }

  /** The weight of an entry. */
  long weightOf(int index) {
    var group = frame.shape().groupOf(index);
    return weights.map(w -> w.weight(group, index - frame.shape().first(group))).orElse(1L);
  }

  long seatsOf(int index) {
    var group = frame.shape().groupOf(index);
    return weights.map(w -> w.seats(group, index - frame.shape().first(group))).orElse(1L);
  }

  void reveal(Command.Reveal c, Entry entry) {
    var form = entry.form(REVEALS, checks);
    if (!checkUnpressed(entry, form)) {
      return;
    }
    var contributor =
        frame.seal().contributors().stream()
            .filter(s -> s.person().equals(c.contributor()))
            .findFirst();
    if (!form.require(
        contributor.isPresent() && !reveals.containsKey(c.contributor()),
        "%s 不是封存的提供人，或已公开过",
        "%s is no contributor of the seal, or revealed before",
        c.contributor())) {
      return;
    }
    var isLive = contributor.orElseThrow().isLive();
    var opens =
        c.nonce().isPresent()
            && c.value().length() >= 2 * Limits.VALUE_BYTES_MIN
            && Seed.commitment(c.of(), c.contributor(), c.value(), c.nonce().get())
                .equals(contributor.orElseThrow().sealed());
    form.require(
        isLive ? c.nonce().isEmpty() : opens,
        "%s 公开的值不能打开封存的承诺",
        "what %s revealed does not open the sealed commitment",
        c.contributor());
    reveals.put(c.contributor(), c);
  }

  void skip(Command.Skip c, Entry entry) {
    var form = entry.form(SKIPS, checks);
    if (!checkUnpressed(entry, form)) {
      return;
    }
    var index = frame.shape().indexOf(c.number(), c.group());
    if (!form.require(
        index >= 0,
        "名单中没有 %s 组 %s 号",
        "the list has no entry of group %s, number %s",
        c.group(),
        c.number())) {
      return;
    }
    form.require(
        skippedAtMs.putIfAbsent(index, entry.timeMs()) == null,
        "该条目已跳过",
        "the entry is skipped already");
    form.require(
        skippedAtMs.size() <= frame.seal().skipsMax(),
        "跳过多于封存的上限 %s",
        "more skips than the sealed cap of %s",
        frame.seal().skipsMax());
  }

  void press(Command.Press c, Entry entry) {
    var form = entry.form(PRESS, checks);
    if (!checkUnpressed(entry, form)) {
      return;
    }
    press = Optional.of(new Pressed(c, entry));
    var seal = frame.seal();
    form.same("seal", c.seal(), fingerprinted);
    form.same("shakes", c.shakes(), Bytes.ZEROS_32);
    form.same("reveals", c.reveals(), fixed().reveals());
    form.same("skips", c.skips(), (long) skippedAtMs.size());
    form.same("skips-digest", c.skipsDigest(), Seed.skips(skippedAtMs.keySet()));
    entry
        .form(SKIPS, checks)
        .require(
            skippedAtMs.values().stream()
                .allMatch(t -> entry.timeMs() - t >= seal.skipNoticeS() * 1000),
            "有跳过公示不足 %s 秒",
            "a skip was on the ledger for less than %s s",
            seal.skipNoticeS());
    var dueMs = seal.chain().dueMs(c.round());
    var earliestMs = entry.timeMs() + seal.deltaS() * 1000;
    form.require(
        dueMs >= earliestMs && dueMs <= earliestMs + Limits.PRESS_WINDOW_S * 1000,
        "第 %s 轮信标不在启动后 %s 秒起的 %s 秒内",
        "round %s is not due from %s s after the press, within %s s",
        c.round(),
        seal.deltaS(),
        Limits.PRESS_WINDOW_S);
  }

  void result(Command.Result c, Entry entry) {
    if (!checkDecided(entry) || !arePositionsKnown) {
      return;
    }
    var form = entry.form(ROLLS, checks);
    var rules = frame.rules();
    if (!form.require(
        c.stage() == results.size() + 1 && c.stage() <= rules.stages().size(),
        "第 %s 轮不是下一轮",
        "stage %s is not the next one",
        c.stage())) {
      return;
    }
    var fixed = fixed();
    checkBeacon(c, entry, fixed);
    var seed =
        Seed.seed(
            frame.isRehearsal(),
            fingerprinted,
            fixed.reveals(),
            frame.seal().chain(),
            fixed.round(),
            c.signature());
    entry.form(SEED, checks).same("seed", c.seed(), seed);
    var rolledBefore = results.stream().mapToLong(Rolls::count).sum();
    form.require(
        rolledBefore + c.rolled() <= Limits.ROLLED_MAX,
        "摇出的条目多于本程序的上限 %s",
        "more entries rolled than this verifier's limit of %s",
        Limits.ROLLED_MAX);
    var rolledMax = Math.min(c.rolled(), Limits.ROLLED_MAX - rolledBefore);
    var rolls = roll(rules.stage((int) c.stage()), seed, fixed.skips(), rolledMax);
    results.add(rolls);
    var lines = rolls.lines(frame.shape());
    var differs = firstDifference(lines, c.rolls());
    form.require(
        lines.equals(c.rolls()),
        "第 %s 轮复算得 %s，结果写的是 %s",
        "stage %s: recomputed %s, the result says %s",
        c.stage(),
        differs < lines.size() ? lines.get(differs) : "-",
        differs < c.rolls().size() ? c.rolls().get(differs) : "-");
  }

  void complete(Command.Complete c, Entry entry) {
    if (!checkDecided(entry) || !arePositionsKnown) {
      return;
    }
    var form = entry.form(ROLLS, checks);
    form.require(afterwards.isEmpty(), "完成不止一次", "the draw is complete already");
    var expected = new ArrayList<String>();
    for (var rolls : results) {
      expected.add((expected.size() + 1) + " " + rolls.outcomesRoot(frame.shape()));
    }
    form.require(
        results.size() == frame.rules().stages().size() && c.results().equals(expected),
        "所列各轮结果 %s 不是已摇出的全部轮次 %s",
        "the results %s are not those of all stages: %s",
        c.results(),
        expected);
    afterwards = Optional.of(new Afterwards(results));
  }

  void giveUp(Command.GiveUp c, Entry entry) {
    afterwards(entry).ifPresent(a -> a.giveUp(c, entry.form(AFTERWARDS, checks)));
  }

  void promote(Command.Promote c, Entry entry) {
    afterwards(entry).ifPresent(a -> a.promote(c, entry.form(AFTERWARDS, checks)));
  }

  private Optional<Afterwards> afterwards(Entry entry) {
    if (arePositionsKnown) {
      entry
          .form(AFTERWARDS, checks)
          .require(afterwards.isPresent(), "抽签尚未完成", "the draw is not complete");
    }
    return afterwards;
  }

  /** Skips, reveals and the press are for the time from the seal to the press, until press-by. */
  private boolean checkUnpressed(Entry entry, Form form) {
    return form.require(press.isEmpty(), "已经启动", "the draw is pressed already")
        && form.require(
            entry.timeMs() <= frame.seal().pressByS() * 1000,
            "晚于启动期限",
            "it is later than press-by");
  }

  private boolean checkDecided(Entry entry) {
    return entry
        .form(PRESS, checks)
        .require(
            press.isPresent() || entry.timeMs() > frame.seal().pressByS() * 1000,
            "尚未启动，期限也未过",
            "the draw is not pressed, and press-by has not passed");
  }

  private void checkBeacon(Command.Result c, Entry entry, Fixed fixed) {
    var form = entry.form(BEACON, checks);
    var chain = frame.seal().chain();
    form.same("round", c.round(), fixed.round());
    form.require(
        entry.timeMs() >= chain.dueMs(fixed.round()),
        "早于第 %s 轮信标",
        "it is earlier than round %s is due",
        fixed.round());
    // Pairings take their time: what was found to hold for one stage holds for the next.
    if (!verified.equals(Optional.of(c.signature()))) {
      form.require(
          chain.verifies(fixed.round(), c.signature()),
          "信标链 %s 第 %s 轮的签名不成立",
          "the signature of round %s of the chain %s does not hold",
          fixed.round(),
          chain.text());
      verified = Optional.of(c.signature());
    }
  }

  private Rolls roll(Rules.Stage stage, String seed, Set<Integer> skips, long rolledMax) {
    var places = stage.isAll() ? -1 : stage.seats().orElseThrow() + joined(stage.id());
    var only = stage.from().map(ids -> winners(ids));
    var pool =
        new Pool(
            frame.shape(),
            weights,
            frame.rules().groupsOf(stage),
            only,
            stage.except().stream().map(id -> results.get(id - 1).winnerEntries()).toList());
    var key = Seed.stageKey(seed, stage.id());
    return Drum.roll(key, pool, stage, places, skips, this::seatsOf, rolledMax);
  }

  /** The unfilled places that earlier stages give to this one, [DRUM-8]. */
  private long joined(int id) {
    var joined = 0L;
    for (int i = 0; i < results.size(); i++) {
      if (frame.rules().stages().get(i).join().equals(Optional.of(id))) {
        joined += results.get(i).unfilled();
      }
    }
    return joined;
  }

  private int[] winners(List<Integer> stages) {
    return stages.stream()
        .flatMapToInt(id -> java.util.Arrays.stream(results.get(id - 1).winnerEntries()))
        .toArray();
  }

  private Optional<Weights> read(ByteBuffer file) {
    return Weights.read(file, frame.seal().block().weights(), frame.shape(), checks);
  }

  private static int firstDifference(List<String> these, List<String> others) {
    var at = 0;
    while (at < Math.min(these.size(), others.size()) && these.get(at).equals(others.get(at))) {
      at++;
    }
    return at;
  }
}
