package twoseal.verifier;

import static twoseal.verifier.VerId.AFTERWARDS;
import static twoseal.verifier.VerId.BEACON;
import static twoseal.verifier.VerId.LINES;
import static twoseal.verifier.VerId.NAMES;
import static twoseal.verifier.VerId.PRESS;
import static twoseal.verifier.VerId.REVEALS;
import static twoseal.verifier.VerId.ROLLS;
import static twoseal.verifier.VerId.SEED;
import static twoseal.verifier.VerId.SHAKES;
import static twoseal.verifier.VerId.SKIPS;
import static twoseal.verifier.VerId.WEIGHTS;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One attempt of a draw, from its seal to its end: reveals, skips, press, beacon, seed, rolls. */
final class SealedDraw {
  /**
   * What the seal fixed: the rules, the list, and when.
   *
   * @param folder where the attempt's members are in the bundle, [BUN-2]
   */
  record Frame(
      long attempt,
      String draw,
      boolean isRehearsal,
      String folder,
      Command.Seal seal,
      ListShape shape,
      Entry entry) {
    Rules rules() {
      return seal.rules();
    }
  }

  /**
   * What a press fixes, or in its place the default press, [DRAW-11], [DRAW-21].
   *
   * @param round R; 0 in a ceremony
   * @param shakes X
   * @param reveals Y; in a ceremony it is fixed only when no more can be revealed
   */
  record Fixed(long round, String shakes, String reveals, Set<Integer> skips) {}

  /** The checks of what follows from a number, and of the lines that a result makes. */
  static final Set<VerId> OF_RESULT = EnumSet.of(BEACON, SEED, ROLLS, LINES, NAMES);

  private record Pressed(Command.Press command, Entry entry) {}

  private final Frame frame;
  private final Checks checks;
  private final String fingerprinted;
  private final Contributions contributions;
  private final Shakes shakes;
  private final boolean arePositionsKnown;
  private final TreeMap<Integer, Long> skippedAtMs = new TreeMap<>();
  private final Stages stages;
  private Optional<Pressed> press = Optional.empty();
  private boolean isFollowed;
  private Optional<String> verified = Optional.empty();
  private Optional<Afterwards> afterwards = Optional.empty();
  private Optional<String> completion = Optional.empty();

  /**
   * @param allowance what may still be rolled
   */
  SealedDraw(Frame frame, Archive archive, Stages.Allowance allowance, Checks checks) {
    this.frame = frame;
    this.checks = checks;
    fingerprinted = Seed.seal(frame.entry().note());
    contributions = new Contributions(frame.seal().contributors(), checks);
    shakes = new Shakes(checks);
    var member = frame.folder() + "weights";
    var file = archive.member(member).map(Archive.Member::content);
    var isUniform = frame.seal().block().isUniform();
    checks.require(
        WEIGHTS,
        file.isPresent() == !isUniform,
        "名单的权重是 %s，而文件 %s %s。",
        "The list's weights are %s, but the file %s is there: %s.",
        frame.seal().block().weights(),
        member,
        file.isPresent());
    var weights =
        file.isPresent() && !isUniform ? read(member, file.get()) : Optional.<Weights>empty();
    arePositionsKnown = isUniform || weights.isPresent();
    stages = new Stages(frame.rules(), frame.shape(), weights, allowance);
  }

  Frame frame() {
    return frame;
  }

  /** C as hex, [SEED-1]. */
  String digest() {
    return fingerprinted;
  }

  boolean isCeremony() {
    return frame.seal().chain().isEmpty();
  }

  /** What was rolled by the results on the ledger. */
  List<Rolls> results() {
    return stages.rolled();
  }

  Optional<Afterwards> afterwards() {
    return afterwards;
  }

  /** The digest of the note that completed it, if it is complete. */
  Optional<String> completion() {
    return completion;
  }

  Contributions contributions() {
    return contributions;
  }

  Shakes shakes() {
    return shakes;
  }

  Stages stages() {
    return stages;
  }

  /** The position of the press, if there was one. */
  Optional<Entry> pressEntry() {
    return press.map(Pressed::entry);
  }

  /** Whether it is shown by the bundle that the default press stands in, [BUN-2]. */
  boolean isByDefault() {
    return press.isEmpty() && (isFollowed || !results().isEmpty());
  }

  /** What the press fixed; if there was none, and press-by has passed, the default. */
  Fixed fixed() {
    var seal = frame.seal();
    if (isCeremony()) {
      return new Fixed(0, Bytes.ZEROS_32, contributions.digest(), Set.of());
    }
    var chain = seal.chain().orElseThrow();
    return press
        .flatMap(p -> p.command().round())
        .map(round -> new Fixed(round, shakes.root(), contributions.digest(), skippedAtMs.keySet()))
        .orElseGet(() ->
            new Fixed(
                chain.firstRoundFrom(seal.pressByS() + seal.deltaS()),
                Bytes.ZEROS_32,
                contributions.digestOfNone(),
                Set.of()));
  }

  /** T, [DRAW-21]: when it was pressed, or press-by. */
  long pressedMs() {
    return press.map(p -> p.entry().timeMs()).orElse(pressByMs());
  }

  /** The skipped entries that count: none where the draw was decided by default. */
  Set<Integer> skips() {
    return isByDefault() ? Set.of() : skippedAtMs.keySet();
  }

  /** Another attempt was opened after this one. */
  void follow() {
    isFollowed = true;
  }

  /**
   * Whether at this time the number fixed is so late that another attempt may be opened, [DRAW-18].
   */
  boolean isOverdue(long atMs) {
    var waitMs = frame.isRehearsal() ? Limits.REHEARSAL_OVERDUE_MS : Limits.OVERDUE_MS;
    return results().isEmpty()
        && (press.isPresent() || atMs > pressByMs())
        && frame
            .seal()
            .chain()
            .filter(chain -> atMs - waitMs >= chain.dueMs(fixed().round()))
            .isPresent();
  }

  /** Whether its round is fixed, its number has not come, and this is it, [VER-32]. */
  boolean isAwaiting(byte[] signature) {
    return results().isEmpty()
        && arePositionsKnown
        && (press.isPresent() || isFollowed)
        && frame
            .seal()
            .chain()
            .filter(chain -> chain.verifies(fixed().round(), Bytes.hex(signature)))
            .isPresent();
  }

  /** All stages as they follow from a number that is not on the ledger. */
  Stages compute(byte[] signature) {
    var computed = stages.anew();
    var seed = seed(Bytes.hex(signature));
    while (!computed.areAllRolled()) {
      computed.roll(seed, fixed().skips(), Limits.ROLLED_MAX);
    }
    return computed;
  }

  void reveal(Command.Reveal c, Entry entry) {
    var form = entry.form(REVEALS, checks);
    if (isCeremony() ? isTimeToOpen(entry, form) : checkUnpressed(entry, form)) {
      contributions.reveal(c, entry);
    }
  }

  /** Only in a ceremony, after the press. */
  private boolean isTimeToOpen(Entry entry, Form form) {
    var seal = frame.seal();
    var sinceMs = entry.timeMs() - pressedMs();
    return form.require(
        (press.isPresent() || entry.timeMs() > pressByMs())
            && sinceMs >= seal.marginS() * 1000
            && sinceMs <= seal.deltaS() * 1000,
        "不在启动后 %s 秒至 %s 秒之间",
        "it is not from %s s to %s s after the press",
        seal.marginS(),
        seal.deltaS());
  }

  void shake(Command.Shake c, Entry entry) {
    if (isBeacon(entry, SHAKES) && checkUnpressed(entry, entry.form(SHAKES, checks))) {
      shakes.shake(c, entry);
    }
  }

  void close(Command.Close c, Entry entry) {
    if (isBeacon(entry, SHAKES) && checkUnpressed(entry, entry.form(SHAKES, checks))) {
      shakes.close(c, entry);
    }
  }

  void skip(Command.Skip c, Entry entry) {
    var form = entry.form(SKIPS, checks);
    if (!isBeacon(entry, SKIPS) || !checkUnpressed(entry, form)) {
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
    if (!checkUnpressed(entry, form)
        || !form.require(
            c.round().isPresent() == !isCeremony(),
            "信标方式须定轮次，现场仪式须没有",
            "a round where there is a ceremony, or none where there is a beacon")) {
      checks.leaveOut(Attempt.checksOf(c));
      return;
    }
    press = Optional.of(new Pressed(c, entry));
    if (!isCeremony()) {
      checks.reach(REVEALS);
    }
    form.same("seal", c.seal(), fingerprinted);
    entry
        .form(SHAKES, checks)
        .require(shakes.mayBePressed(), "摇一摇尚未截止", "the shakes were not closed");
    form.same("shakes", c.shakes(), shakes.root());
    form.same("reveals", c.reveals().orElse("-"), isCeremony() ? "-" : contributions.digest());
    form.same("skips", c.skips(), (long) skippedAtMs.size());
    form.same("skips-digest", c.skipsDigest(), Seed.skips(skippedAtMs.keySet()));
    var skipNoticeS = frame.seal().skipNoticeS();
    entry
        .form(SKIPS, checks)
        .require(
            skippedAtMs.values().stream().allMatch(t -> entry.timeMs() - t >= skipNoticeS * 1000),
            "有跳过公示不足 %s 秒",
            "a skip was on the ledger for less than %s s",
            skipNoticeS);
    frame.seal().chain().ifPresent(chain -> window(chain, c.round().orElseThrow(), entry, form));
  }

  private void window(Chain chain, long round, Entry entry, Form form) {
    var dueMs = chain.dueMs(round);
    var earliestMs = entry.timeMs() + frame.seal().deltaS() * 1000;
    form.require(
        dueMs >= earliestMs && dueMs <= earliestMs + Limits.PRESS_WINDOW_S * 1000,
        "第 %s 轮信标不在启动后 %s 秒起的 %s 秒内",
        "round %s is not due from %s s after the press, within %s s",
        round,
        frame.seal().deltaS(),
        Limits.PRESS_WINDOW_S);
  }

  void result(Command.Result c, Entry entry) {
    if (!checkDecided(entry) || !arePositionsKnown) {
      checks.leaveOut(OF_RESULT);
      return;
    }
    // Nothing of these can come any more, so where there was none of it all of it was looked at.
    List.of(REVEALS, SKIPS, SHAKES).forEach(checks::reach);
    var form = entry.form(ROLLS, checks);
    if (!form.require(
        c.stage() == stages.next() && !stages.areAllRolled(),
        "第 %s 轮不是下一轮",
        "stage %s is not the next one",
        c.stage())) {
      checks.leaveOut(OF_RESULT);
      return;
    }
    var isFixed = isCeremony() ? checkOpened(c, entry) : checkBeacon(c, entry);
    if (!isFixed) {
      checks.leaveOut(OF_RESULT);
      return;
    }
    var seed = seed(c.signature().orElse(""));
    entry.form(SEED, checks).same("seed", c.seed(), seed);
    form.require(
        c.rolled() <= stages.allowance(),
        "摇出的条目多于本程序的上限 %s",
        "more entries rolled than this verifier's limit of %s",
        Limits.ROLLED_MAX);
    var lines = stages.roll(seed, fixed().skips(), c.rolled()).lines(frame.shape());
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
      checks.leaveOut(List.of(ROLLS));
      return;
    }
    var form = entry.form(ROLLS, checks);
    form.require(afterwards.isEmpty(), "完成不止一次", "the draw is complete already");
    var expected = new ArrayList<String>();
    for (var rolls : results()) {
      expected.add((expected.size() + 1) + " " + rolls.outcomesRoot(frame.shape()));
    }
    form.require(
        stages.areAllRolled() && c.results().equals(expected),
        "所列各轮结果 %s 不是已摇出的全部轮次 %s",
        "the results %s are not those of all stages: %s",
        c.results(),
        expected);
    afterwards = Optional.of(new Afterwards(results()));
    completion = Optional.of(entry.note().digest());
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
    } else {
      checks.leaveOut(List.of(AFTERWARDS));
    }
    return afterwards;
  }

  private boolean isBeacon(Entry entry, VerId id) {
    return entry.form(id, checks).require(!isCeremony(), "现场仪式中没有", "there is none in a ceremony");
  }

  /** What happens from the seal to the press is for that time, until press-by. */
  private boolean checkUnpressed(Entry entry, Form form) {
    return form.require(press.isEmpty(), "已经启动", "the draw is pressed already")
        && form.require(entry.timeMs() <= pressByMs(), "晚于启动期限", "it is later than press-by");
  }

  private boolean checkDecided(Entry entry) {
    return entry
        .form(PRESS, checks)
        .require(
            press.isPresent() || entry.timeMs() > pressByMs(),
            "尚未启动，期限也未过",
            "the draw is not pressed, and press-by has not passed");
  }

  private boolean checkBeacon(Command.Result c, Entry entry) {
    var form = entry.form(BEACON, checks);
    var chain = frame.seal().chain().orElseThrow();
    var round = fixed().round();
    form.same("round", c.round().orElse(0L), round);
    form.require(
        entry.timeMs() >= chain.dueMs(round),
        "早于第 %s 轮信标",
        "it is earlier than round %s is due",
        round);
    // Pairings take their time: what was found to hold for one stage holds for the next.
    if (c.signature().isPresent() && !verified.equals(c.signature())) {
      form.require(
          chain.verifies(round, c.signature().get()),
          "信标链 %s 第 %s 轮的签名不成立",
          "the signature of the chain %s for round %s does not hold",
          chain.text(),
          round);
      verified = c.signature();
    }
    return form.require(c.signature().isPresent(), "没有信标签名", "there is no signature");
  }

  private boolean checkOpened(Command.Result c, Entry entry) {
    var form = entry.form(BEACON, checks);
    form.require(
        contributions.unopened() == 0
            || entry.timeMs() - pressedMs() > frame.seal().deltaS() * 1000,
        "有 %s 个承诺未打开，而启动后未满 %s 秒",
        "commitments unopened: %s, and it is not after %s s from the press",
        contributions.unopened(),
        frame.seal().deltaS());
    return form.require(
        c.round().isEmpty() && c.signature().isEmpty(),
        "现场仪式没有信标",
        "a ceremony has no round and no signature");
  }

  private String seed(String signature) {
    var fixed = fixed();
    return Seed.seed(
        frame.isRehearsal(),
        new Seed.Material(
            fingerprinted,
            fixed.shakes(),
            fixed.reveals(),
            frame.seal().chain().map(Chain::source).orElse("ceremony"),
            fixed.round(),
            signature));
  }

  private long pressByMs() {
    return frame.seal().pressByS() * 1000;
  }

  private Optional<Weights> read(String member, ByteBuffer file) {
    return Weights.read(member, file, frame.seal().block().weights(), frame.shape(), checks);
  }

  private static int firstDifference(List<String> these, List<String> others) {
    var at = 0;
    while (at < Math.min(these.size(), others.size()) && these.get(at).equals(others.get(at))) {
      at++;
    }
    return at;
  }
}
