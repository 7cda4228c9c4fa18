package twoseal.verifier;

import static twoseal.verifier.VerId.ANNOUNCEMENT;
import static twoseal.verifier.VerId.ATTEMPTS;
import static twoseal.verifier.VerId.SIGNERS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A draw from its announcement on, with its attempts in their order. Every command stands on the
 * ledger as accepted; each rule that would have refused it is a check.
 */
final class DrawCase {
  /** What holds for all attempts: the case number and what was announced, [DRAW-4]. */
  record Announced(String draw, boolean isRehearsal, Rules rules) {}

  private final String draw;
  private final long lastAttempt;
  private final Registry registry;
  private final Archive archive;
  private final Checks checks;
  private final Stages.Allowance allowance = new Stages.Allowance();
  private Optional<Announced> announced = Optional.empty();
  private final List<Attempt> attempts = new ArrayList<>();

  /**
   * @param draw the case number
   * @param lastAttempt the last attempt in the bundle, [BUN-3]
   */
  DrawCase(String draw, long lastAttempt, Registry registry, Archive archive, Checks checks) {
    this.draw = draw;
    this.lastAttempt = lastAttempt;
    this.registry = registry;
    this.archive = archive;
    this.checks = checks;
  }

  /** The origin of the ledger that holds it. */
  String ledger() {
    return registry.logKey().name();
  }

  /** What was announced; only to be asked once an attempt is sealed. */
  Announced announced() {
    return announced.orElseThrow();
  }

  /** The attempts, of which the n-th has the number n; none without an announcement. */
  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** The last attempt, the one whose winners count; earlier ones are shown. */
  Attempt last() {
    return attempts.getLast();
  }

  /** The attempts that were sealed, as far as their seals can be used. */
  List<SealedDraw> sealed() {
    return attempts.stream().flatMap(a -> a.sealed().stream()).toList();
  }

  /**
   * Computes the attempts whose round is fixed and whose number is among these signatures; says of
   * each other one that it is of no use, [VER-32].
   */
  void compute(List<byte[]> signatures) {
    for (var signature : signatures) {
      var isOfUse = false;
      for (var attempt : attempts) {
        isOfUse |= attempt.compute(signature);
      }
      if (!isOfUse) {
        checks.remark(
            "给出的信标签名 %s 无用：没有一次在等待它。",
            "The beacon signature given, %s, is of no use: no attempt waits for it.",
            Bytes.hex(signature));
      }
    }
    for (var attempt : attempts) {
      if (attempt.computed().filter(Stages::isCutShort).isPresent()) {
        checks.remark(
            "第 %s 次抽签摇出的条目多于本程序的上限 %s，没有列出。",
            "Attempt %s has more rolls than this verifier's limit of %s; they are not shown.",
            attempt.number(),
            Limits.ROLLED_MAX);
      }
    }
  }

  void apply(Entry entry, Command.OfDraw command) {
    switch (command) {
      case Command.Announce c -> announce(c, entry);
      case Command.NextAttempt c -> next(c, entry);
      case Command.OfAttempt c -> ofAttempt(c, entry);
    }
  }

  private void ofAttempt(Command.OfAttempt c, Entry entry) {
    if (!isAnnounced(entry)) {
      checks.leaveOut(Attempt.checksOf(c));
      return;
    }
    checkSigners(c, announced().rules(), entry);
    // A number that came late may be entered for ever, so results may be of an earlier attempt.
    var number = c.of().attempt();
    var mayBeEarlier = c instanceof Command.Result || c instanceof Command.Complete;
    if (entry
        .form(ATTEMPTS, checks)
        .require(
            number == last().number() || (number < last().number() && mayBeEarlier),
            "属于第 %s 次，而现在是第 %s 次",
            "of attempt %s, while the current one is %s",
            number,
            last().number())) {
      attempts.get((int) number - 1).apply(entry, c);
    } else {
      checks.leaveOut(Attempt.checksOf(c));
    }
  }

  /** [DRAW-18] */
  private void next(Command.NextAttempt c, Entry entry) {
    if (!isAnnounced(entry)) {
      return;
    }
    checkSigners(c, announced().rules(), entry);
    var form = entry.form(ATTEMPTS, checks);
    var before = last();
    if (!form.same("attempt", c.of().attempt(), before.number() + 1)) {
      checks.leaveOut(List.of(VerId.POLICY));
      return;
    }
    form.require(
        before.sealed().isPresent(), "第 %s 次没有封存", "attempt %s was not sealed", before.number());
    form.require(
        before.isComplete() || before.isOverdue(entry.timeMs()),
        "第 %s 次没有完成，也不是号码逾期未到",
        "attempt %s is not complete, and it is not that its number did not come",
        before.number());
    form.same("predecessor", c.predecessor().orElse("-"), before.completion().orElse("-"));
    before.follow(c);
    add(announced(), Optional.of(entry));
  }

  private boolean isAnnounced(Entry entry) {
    if (announced.isEmpty()) {
      checks.leaveOut(List.of(SIGNERS, ATTEMPTS, VerId.POLICY));
    }
    return entry
        .form(ANNOUNCEMENT, checks)
        .require(announced.isPresent(), "之前没有公告", "there is no announcement before it");
  }

  private void add(Announced made, Optional<Entry> opening) {
    var number = attempts.size() + 1L;
    var folder = Archive.folder(number, lastAttempt);
    var source = new Attempt.Source(folder, registry, archive, allowance);
    attempts.add(new Attempt(number, opening, made, source, checks));
  }

  private void announce(Command.Announce c, Entry entry) {
    checkSigners(c, announced.map(Announced::rules).orElse(c.rules()), entry);
    var form = entry.form(ANNOUNCEMENT, checks);
    if (!form.require(announced.isEmpty(), "公告不止一次", "there is a second announcement")) {
      return;
    }
    var made = new Announced(draw, c.isRehearsal(), c.rules());
    announced = Optional.of(made);
    add(made, Optional.empty());
    form.require(
        draw.startsWith(c.isRehearsal() ? "R-" : "D-"),
        "案号 %s 不属于这一类",
        "the case number %s is not of this kind",
        draw);
    form.require(
        Long.parseLong(draw.substring(2)) >= firstNumber(c.isRehearsal()),
        "案号 %s 可能在前账本已给出",
        "the case number %s may have been given on the predecessor",
        draw);
    form.require(
        c.isRehearsal() || !registry.isClockSet(),
        "时钟可拨的账本上只能演练",
        "on a ledger with a set clock there are only rehearsals");
    form.require(
        registry.hasOrganisation(c.rules().organiser(), entry.index()),
        "主办方 %s 没有登记",
        "the organiser %s is not registered",
        c.rules().organiser());
    c.rules().check(form, true);
  }

  private void checkSigners(Command.OfDraw command, Rules rules, Entry entry) {
    Signers.check(command, rules, registry.signersOf(entry), entry, checks);
  }

  private long firstNumber(boolean isRehearsal) {
    return registry
        .succession()
        .map(s -> (isRehearsal ? s.said().rehearsals() : s.said().draws()).next())
        .orElse(1L);
  }
}
